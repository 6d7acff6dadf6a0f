"""Judicial confirmation in a played case."""

from services.play import agencies
from services.play.acts import LatestAgreement, PartyAt
from services.play.agreements import reached
from services.play.progress import JUDICIAL_CONFIRMATION, Progress

COURT_CLERK = "court_clerk"
GROUND_NOT_TOLD = "not_stated"
"""Of a played case alone: no field of the form tells the ground."""
_LATEST = {"agreement_id": LatestAgreement()}
_OPEN = ("", "withdrawn", "dismissed", "not_accepted")


def applied(progress: Progress, *, told: bool = True) -> None:
    """The parties ask the court jointly."""
    _agreement(progress)
    body = {
        **_LATEST,
        "court": progress.court.id,
        "applicants": [{"party_id": PartyAt(position)} for position in progress.disputants],
    }
    if told:
        progress.stated(JUDICIAL_CONFIRMATION, "apply_for_confirmation", body, progress.court, COURT_CLERK)
    else:
        why = "来源未写申请，裁定前双方须共同申请（民事诉讼法第二百零五条）"
        progress.assumed(JUDICIAL_CONFIRMATION, "apply_for_confirmation", body, progress.court, COURT_CLERK, why=why)
    progress.confirmation = "applied"


def docketed(progress: Progress, *, told: bool = True) -> None:
    """The court takes the application."""
    if progress.confirmation in _OPEN:
        applied(progress, told=False)
    if told:
        progress.stated(JUDICIAL_CONFIRMATION, "docket_application", _LATEST, progress.court, COURT_CLERK)
    else:
        why = "来源未写受理，裁定前法院须受理"
        progress.assumed(JUDICIAL_CONFIRMATION, "docket_application", _LATEST, progress.court, COURT_CLERK, why=why)
    progress.confirmation = "docketed"


def _before_ruling(progress: Progress) -> None:
    if progress.confirmation != "docketed":
        docketed(progress, told=False)
    why = "来源未写询问核实，裁定前须通知双方到场核实"
    body = {**_LATEST, "present": [PartyAt(position) for position in progress.disputants]}
    progress.assumed(JUDICIAL_CONFIRMATION, "hold_verification", body, progress.court, COURT_CLERK, why=why)


def confirmed(progress: Progress) -> None:
    """The ruling: valid."""
    _before_ruling(progress)
    progress.stated(JUDICIAL_CONFIRMATION, "confirm_agreement", _LATEST, progress.court, COURT_CLERK)
    progress.confirmation = "confirmed"


def dismissed(progress: Progress) -> None:
    """The ruling: the application is dismissed, or dismissed after an own revocation."""
    command = "dismiss_after_revocation" if progress.confirmation == "revoked" else "dismiss_application"
    if progress.confirmation != "revoked":
        _before_ruling(progress)
    body = {**_LATEST, "ground": GROUND_NOT_TOLD, "reason": progress.step.what}
    progress.stated(JUDICIAL_CONFIRMATION, command, body, progress.court, COURT_CLERK)
    progress.confirmation = "dismissed"


def not_accepted(progress: Progress) -> None:
    """The court does not take the application: on which ground of CPL-I 355 no field of the form tells."""
    if progress.confirmation in _OPEN:
        applied(progress, told=False)
    body = {**_LATEST, "ground": GROUND_NOT_TOLD, "reason": progress.step.what}
    progress.stated(JUDICIAL_CONFIRMATION, "decline_application", body, progress.court, COURT_CLERK)
    progress.confirmation = "not_accepted"


def withdrawn(progress: Progress) -> None:
    """The applicants take it back."""
    if progress.confirmation in _OPEN:
        applied(progress, told=False)
    body = {**_LATEST, "reason": progress.step.what}
    progress.stated(JUDICIAL_CONFIRMATION, "withdraw_application", body, progress.court, COURT_CLERK)
    progress.confirmation = "withdrawn"


def revoked(progress: Progress) -> None:
    """The court sets its confirmation aside."""
    body = {**_LATEST, "own_finding": True, "reason": progress.step.what}
    progress.stated(JUDICIAL_CONFIRMATION, "revoke_confirmation", body, progress.court, COURT_CLERK)
    progress.confirmation = "revoked"


def _agreement(progress: Progress) -> None:
    """A confirmation may stand in a file without its agreement; then the agreement is needed first."""
    if progress.agreed:
        return
    if progress.agency is not None:
        agencies.reached(progress, None, partial=True)
    else:
        reached(progress, None)
