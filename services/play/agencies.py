"""A round of administrative mediation in a played case: hand-over, acceptance, talks, the agency's mediation document."""

from functools import partial

from schemas.intake import HandOverReason
from schemas.values import Agreed, Channel, Performance
from services.jurisdiction.demonstration import demonstration_organisation, demonstration_public_order
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import Tier
from services.play.acts import LatestAgreement, PartyAt
from services.play.opening import CLERK, report
from services.play.progress import ADMINISTRATIVE_MEDIATION, INTAKE, JUDICIAL_CONFIRMATION, AgencyRound, Progress

MEDIATOR = "mediator"
SEAL_KEEPER = "agency_seal_keeper"
_OFFERED = ((ADMINISTRATIVE_MEDIATION, "offer_received"),)
_HANDED_OVER = ((ADMINISTRATIVE_MEDIATION, "custody_received"),)
_REGISTERED_AT_COURT = ((JUDICIAL_CONFIRMATION, "agreement_registered"),)


def reported(progress: Progress) -> None:
    """An agency is told of the dispute: the window's entry, or the same matter brought again."""
    report(progress)


def in_round(progress: Progress) -> AgencyRound:
    """The agency's round the present step belongs to, opened where the case is elsewhere."""
    police = progress.step.channel is Channel.POLICE
    if progress.agency is None or (police and progress.agency.agency != _agency(progress)):
        _open(progress)
    assert progress.agency is not None
    return progress.agency


def mediating(progress: Progress) -> AgencyRound:
    """A round in which talks may begin: application, consent, acceptance, official and rights notice are there."""
    here = in_round(progress)
    add = partial(progress.assumed, ADMINISTRATIVE_MEDIATION)
    applied(progress, here)
    if not here.consented:
        here.consented = True
        for position in progress.disputants:
            why = "来源未写征求意见，双方参加调解即表示同意"
            add("give_consent", {"party_id": PartyAt(position)}, here.agency, CLERK, why=why)
    if not here.accepted:
        here.accepted = True
        add("accept_application", {}, here.agency, CLERK, why="来源未写受理，行政调解前须受理")
    if not here.mediator:
        here.mediator = True
        name = {"mediator": f"调解人员（{progress.step.actor}）"}
        add("assign_mediator", name, here.agency, CLERK, why="来源未写指定调解人员")
    if not here.rights_told:
        here.rights_told = True
        add("notify_rights", {"orally": True}, here.agency, MEDIATOR, why="来源未写权利义务告知，调解前须告知")
    return here


def applied(progress: Progress, here: AgencyRound) -> None:
    """Somebody told the agency of the dispute, which stands for an application by word of mouth."""
    if here.applied:
        return
    here.applied = True
    why = "来源写明当事人反映，视为口头申请调解"
    body = {"written": False}
    progress.assumed(ADMINISTRATIVE_MEDIATION, "record_application", body, here.agency, CLERK, why=why)


def session_held(progress: Progress) -> None:
    """Talks were held at the agency; inside a petition that is being handled, the unit mediates (XF 33)."""
    here = mediating(progress)
    step = progress.step
    body = {"count": step.count or 1, "minutes": step.what, "invited": [step.actor]}
    progress.stated(ADMINISTRATIVE_MEDIATION, "hold_session", body, here.agency, MEDIATOR)


def joint_handling(progress: Progress) -> None:
    """Several bodies form a team: who mediates is named, or, where it is named already, facts are looked into together."""
    here = in_round(progress)
    if here.mediator:
        evidence_gathered(progress)
        return
    here.mediator = True
    body = {"mediator": f"联合调解组（{progress.step.actor}）"}
    progress.stated(ADMINISTRATIVE_MEDIATION, "assign_mediator", body, here.agency, CLERK)


def evidence_gathered(progress: Progress) -> None:
    """Facts were looked into."""
    here = in_round(progress)
    body = {"what": progress.step.what, "by": progress.step.actor}
    progress.stated(ADMINISTRATIVE_MEDIATION, "gather_evidence", body, here.agency, MEDIATOR)


def reached(progress: Progress, form: Agreed | None, *, partial: bool = False) -> None:
    """The parties agreed; where the source is silent on signatures, those that the effect needs are assumed."""
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
    progress.stated(ADMINISTRATIVE_MEDIATION, "reach_agreement", body, here.agency, MEDIATOR)
    if form is not Agreed.ORAL:
        _sign(progress, here)
    progress.agreed = progress.ever_agreed = True
    here.over = not partial


def _sign(progress: Progress, here: AgencyRound) -> None:
    add = partial(progress.assumed, ADMINISTRATIVE_MEDIATION, after=True)
    why = "来源未逐一写明签名盖章，行政调解协议生效须齐备"
    for position in progress.disputants:
        body: dict[str, object] = {"agreement_id": LatestAgreement(), "party_id": PartyAt(position)}
        if progress.headcount_of(position) > 1:
            body["persons"] = progress.headcount_of(position)
        add("sign_as_party", body, here.agency, CLERK, why=why)
    latest = {"agreement_id": LatestAgreement()}
    add("sign_as_mediator", {**latest, "mediator": progress.named_mediator}, here.agency, MEDIATOR, why=why)
    add("seal_document", latest, here.agency, SEAL_KEEPER, why=why, hears=_REGISTERED_AT_COURT)


def performed(progress: Progress, performance: Performance) -> None:
    """What was agreed was done."""
    here = in_round(progress)
    body = {"performance": performance.value, "proof": progress.step.what, "persons": progress.step.count}
    progress.stated(ADMINISTRATIVE_MEDIATION, "record_performance", body, here.agency, MEDIATOR)


def _open(progress: Progress) -> None:
    """Offer and acceptance: the agency holds the case from here on."""
    holder = progress.custodian
    agency = _agency(progress)
    offer = {
        "to_body": agency.id, "channel": Channel.ADMIN_MEDIATION.value, "reason": HandOverReason.ROUTE.value,
        "explanation": "",
    }  # fmt: skip
    why = "来源未写移送，行政调解前案件须移交有权机关"
    progress.assumed(INTAKE, "offer_custody", offer, holder, CLERK, why=why, hears=_OFFERED)
    why = "来源未写接收，调解前须接收"
    progress.assumed(ADMINISTRATIVE_MEDIATION, "accept_offer", {}, agency, CLERK, why=why, hears=_HANDED_OVER)
    progress.holder, progress.round = agency, None
    progress.agency = AgencyRound(agency)
    progress.agreed = False


def _agency(progress: Progress) -> Organisation:
    """The agency of the place at the step's level; of police that mediate, the station, in the sector of public order."""
    told = progress.step.tier
    if progress.step.channel is Channel.POLICE:
        return demonstration_public_order(progress.place, Tier(told.value) if told else Tier.TOWNSHIP)
    return demonstration_organisation(
        progress.place, Channel.ADMIN_MEDIATION, Tier(told.value) if told else Tier.COUNTY
    )  # fmt: skip
