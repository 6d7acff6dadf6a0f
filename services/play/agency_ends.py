"""Acts of an agency in a played case beside talks and agreements: acceptance, consent, appraisal, the end, what became of it."""

from services.play.acts import PartyAt
from services.play.agencies import MEDIATOR, applied, in_round, mediating
from services.play.opening import CLERK
from services.play.progress import ADMINISTRATIVE_MEDIATION, Progress
from services.play.rounds import ROUTES

APPRAISAL = "鉴定"
"""What a pause is taken for, since the law lets nothing else rest the talks (MED 38, SAMR 20)."""


def accepted(progress: Progress) -> None:
    """The agency takes the matter up."""
    here = in_round(progress)
    applied(progress, here)
    here.accepted = True
    progress.stated(ADMINISTRATIVE_MEDIATION, "accept_application", {}, here.agency, CLERK)


def consent_given(progress: Progress) -> None:
    """Both sides agree to mediate."""
    here = in_round(progress)
    applied(progress, here)
    here.consented = True
    for position in progress.disputants:
        body = {"party_id": PartyAt(position)}
        progress.stated(ADMINISTRATIVE_MEDIATION, "give_consent", body, here.agency, CLERK)


def consent_refused(progress: Progress) -> None:
    """A party refuses: the respondents, where the source names nobody."""
    here = in_round(progress)
    applied(progress, here)
    body = {
        "party_id": PartyAt(progress.disputants[-1]), "reason": progress.step.what, "routes_told": ROUTES,
    }  # fmt: skip
    progress.stated(ADMINISTRATIVE_MEDIATION, "refuse_consent", body, here.agency, CLERK)
    here.over = True


def mediator_assigned(progress: Progress) -> None:
    """An official, or the office that is to mediate, is named."""
    here = in_round(progress)
    here.mediator = True
    body = {"mediator": f"调解人员（{progress.step.what}）"}
    progress.stated(ADMINISTRATIVE_MEDIATION, "assign_mediator", body, here.agency, CLERK)


def paused(progress: Progress) -> None:
    """Talks rest for an appraisal."""
    here = mediating(progress)
    body = {"kind": APPRAISAL, "by": progress.step.actor}
    progress.stated(ADMINISTRATIVE_MEDIATION, "start_appraisal", body, here.agency, MEDIATOR)


def resumed(progress: Progress) -> None:
    """They go on."""
    here = mediating(progress)
    body = {"findings": progress.step.what}
    progress.stated(ADMINISTRATIVE_MEDIATION, "end_appraisal", body, here.agency, MEDIATOR)


def ended(progress: Progress, reason: str) -> None:
    """The round ends without agreement; the other ways are told."""
    here = mediating(progress)
    body = {"reason": reason, "explanation": progress.step.what, "routes_told": ROUTES}
    progress.stated(ADMINISTRATIVE_MEDIATION, "terminate_mediation", body, here.agency, CLERK)
    here.over = True


def breached(progress: Progress) -> None:
    """The agreement was not kept."""
    here = in_round(progress)
    body = {"what": progress.step.what}
    progress.stated(ADMINISTRATIVE_MEDIATION, "report_breach", body, here.agency, MEDIATOR)


def followed_up(progress: Progress) -> None:
    """The agency looked again."""
    here = in_round(progress)
    body = {"findings": progress.step.what}
    progress.stated(ADMINISTRATIVE_MEDIATION, "follow_up", body, here.agency, MEDIATOR)
