"""Agreements of a played case and what became of them."""

from functools import partial

from schemas.values import Agreed, Performance
from services.play.acts import LatestAgreement, PartyAt
from services.play.opening import CLERK
from services.play.progress import JUDICIAL_CONFIRMATION, PEOPLE_MEDIATION, Progress
from services.play.rounds import MEDIATOR, in_round, mediating

SEAL_KEEPER = "committee_seal_keeper"
_REGISTERED_AT_COURT = ((JUDICIAL_CONFIRMATION, "agreement_registered"),)


def reached(progress: Progress, form: Agreed | None, *, partial: bool = False) -> None:
    """The parties agreed; where the source is silent on signatures, those that the law needs are assumed."""
    here = mediating(progress)
    step = progress.step
    body: dict[str, object] = {
        "party_ids": [PartyAt(position) for position in progress.disputants],
        "partial": partial,
        "form_assumed": bool(step.form_assumed) or form is None,
        "terms": {"terms": [step.what], "facts": progress.case.summary_zh},
    }
    if form is not None:
        body["form"] = form.value
    progress.stated(PEOPLE_MEDIATION, "reach_agreement", body, here.committee, MEDIATOR)
    if form is not Agreed.ORAL:
        _sign(progress, told_written=form is Agreed.WRITTEN)
    progress.agreed = progress.ever_agreed = True


def _sign(progress: Progress, *, told_written: bool) -> None:
    """Every party, the mediator and the committee's seal (PML 29).

    `agreement_written` tells a signed agreement, so its day is the day of signing; where no form is told it is assumed.
    """
    here = in_round(progress)
    add = partial(progress.assumed, PEOPLE_MEDIATION, after=True, same_day=told_written)
    why = "来源未逐一写明签名盖章，协议生效须齐备（人民调解法第二十九条）"
    for position in progress.disputants:
        body: dict[str, object] = {"agreement_id": LatestAgreement(), "party_id": PartyAt(position)}
        if progress.headcount_of(position) > 1:
            body["persons"] = progress.headcount_of(position)
        add("sign_as_party", body, here.committee, CLERK, why=why)
    latest = {"agreement_id": LatestAgreement()}
    mediator = {**latest, "mediator": progress.named_mediator}
    add("sign_as_mediator", mediator, here.committee, MEDIATOR, why=why)
    add("seal_agreement", latest, here.committee, SEAL_KEEPER, why=why, hears=_REGISTERED_AT_COURT)


def performed(progress: Progress, performance: Performance) -> None:
    """What was agreed was done."""
    here = in_round(progress)
    body = {"performance": performance.value, "proof": progress.step.what, "persons": progress.step.count}
    progress.stated(PEOPLE_MEDIATION, "record_performance", body, here.committee, MEDIATOR)


def breached(progress: Progress) -> None:
    """The agreement was not kept."""
    here = in_round(progress)
    progress.stated(PEOPLE_MEDIATION, "report_breach", {"what": progress.step.what}, here.committee, MEDIATOR)


def followed_up(progress: Progress) -> None:
    """The committee looked again."""
    here = in_round(progress)
    progress.stated(PEOPLE_MEDIATION, "follow_up", {"findings": progress.step.what}, here.committee, MEDIATOR)


def archived(progress: Progress) -> None:
    """The file was closed and stored."""
    here = in_round(progress)
    body = {"volume_number": f"演示{progress.case.id}", "retention": ""}
    progress.stated(PEOPLE_MEDIATION, "archive_file", body, here.committee, CLERK)
