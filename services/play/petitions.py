"""A petition in a played case: register, unit, reply, review (domain.md 2.3). What the source leaves out is never made up."""

from functools import partial

from schemas.intake import HandOverReason
from schemas.values import Channel, ReceivedVia
from services.jurisdiction.demonstration import demonstration_organisation
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import Tier
from services.play.acts import PartyAt
from services.play.opening import CLERK, register
from services.play.progress import INTAKE, PETITIONS, PlayedPetition, Progress

NOT_STATED = "not_stated"
"""The source does not tell which ground, or which decision."""
HIGHER = "上一级机关、单位（来源所述）"
"""Who reviews: no body of the demonstration, since the source tells what it did, not where it stands."""
ANSWERS = ("petition_reply", "petition_not_accepted")
"""Acts of the unit, whose step tells its tier."""
_OFFERED = ((PETITIONS, "offer_received"),)
_HANDED_OVER = ((PETITIONS, "custody_received"),)
UNKNOWN_MANNER = "petition_manner_unknown"


def received(progress: Progress) -> None:
    """A petition is made; while another body mediates, or beside one that is open, it is the same matter brought again."""
    if _is_beside(progress):
        _again(progress)
        return
    _open(progress)
    _register(progress, told=True)


def forwarded(progress: Progress) -> None:
    """The petition goes to the unit that has to handle it."""
    if _is_beside(progress) and progress.petition is None:
        _again(progress)
        return
    here = petition_of(progress)
    here.unit = _unit(progress)
    progress.stated(PETITIONS, "forward_petition", {"responsible_unit": here.unit.id}, here.office, CLERK)


def evidence_gathered(progress: Progress) -> None:
    """The unit looked into the facts."""
    here = with_unit(progress)
    progress.stated(PETITIONS, "investigate_petition", {"what": progress.step.what}, here.acting, CLERK)


def accepted(progress: Progress) -> None:
    """The unit takes it up."""
    here = with_unit(progress)
    here.accepted = True
    progress.stated(PETITIONS, "accept_petition", {}, here.acting, CLERK)


def mediated(progress: Progress) -> None:
    """The unit mediated inside the petition (XF 33)."""
    here = in_handling(progress)
    body = {"consenting": everybody(progress), "minutes": progress.step.what}
    progress.stated(PETITIONS, "mediate_petition", body, here.acting, CLERK)


def everybody(progress: Progress) -> list[PartyAt]:
    """Both sides."""
    return [PartyAt(position) for position in progress.disputants]


def replied(progress: Progress) -> None:
    """The unit's written answer; which of the three decisions it is, no field of the form tells."""
    here = in_handling(progress)
    body = {"decision": NOT_STATED, "answer": progress.step.what}
    progress.stated(PETITIONS, "issue_handling_opinion", body, here.acting, CLERK)
    here.replied = True


def rated(progress: Progress) -> None:
    """The petitioner rated the handling; no field of the form tells the grade, so that none is made up."""
    here = petition_of(progress)
    body = {"rated_body": here.acting.id, "words": progress.step.what}
    progress.stated(PETITIONS, "record_rating_without_grade", body, here.office, CLERK)


def review_requested(progress: Progress) -> None:
    """复查 is asked for."""
    here = petition_of(progress)
    body = {"reviewing_unit": HIGHER, "grounds": progress.step.what}
    progress.stated(PETITIONS, "request_review", body, here.office, CLERK)
    here.under_review = True


def not_accepted(progress: Progress) -> None:
    """The petition, or the request for review, is not taken up; on which ground no field of the form tells."""
    here = petition_of(progress)
    if here.under_review:
        body = {"ground": NOT_STATED, "reason": progress.step.what}
        progress.stated(PETITIONS, "reject_review", body, here.office, CLERK)
        here.under_review = False
        return
    here = with_unit(progress)
    body = {"ground": NOT_STATED, "reason": progress.step.what}
    progress.stated(PETITIONS, "reject_admission", body, here.acting, CLERK)
    here.rejected = True


def conclude(progress: Progress) -> None:
    """The office ends a petition that was answered or not taken up; under review it stays open."""
    here = progress.petition
    if here is None or progress.holder != here.office or here.ending is None:
        return
    why = "来源写明处理结果，办结前信访事项须先办结"
    progress.assumed(
        PETITIONS, "conclude_petition", {"ending": here.ending}, here.office, CLERK, why=why, after=True,
        hears=((INTAKE, "channel_reported"),),
    )  # fmt: skip
    here.concluded = True


def _is_beside(progress: Progress) -> bool:
    """Whether another body holds the case in a round that has not ended."""
    mediation = progress.round is not None and not progress.round.over
    agency = progress.agency is not None and not progress.agency.over
    return mediation or agency or progress.petition is not None


def _again(progress: Progress) -> None:
    body = {"text": progress.step.what, "reported_to": progress.step.actor, "persons": progress.step.count}
    progress.stated(INTAKE, "record_further_report", body, progress.hub, CLERK)


def petition_of(progress: Progress) -> PlayedPetition:
    """The petition of the case, registered where the source tells of none."""
    if progress.petition is None:
        _open(progress)
        _register(progress, told=False)
    assert progress.petition is not None
    return progress.petition


def with_unit(progress: Progress) -> PlayedPetition:
    """The petition with the unit that has to handle it."""
    here = petition_of(progress)
    if here.unit is None:
        here.unit = _unit(progress)
        why = "来源未写转送，由答复的机关、单位办理"
        body = {"responsible_unit": here.unit.id}
        progress.assumed(PETITIONS, "forward_petition", body, here.office, CLERK, why=why)
    return here


def in_handling(progress: Progress) -> PlayedPetition:
    """Told, taken up and on the petition's own way: what the law needs before an answer."""
    here = with_unit(progress)
    add = partial(progress.assumed, PETITIONS)
    if not here.notified:
        here.notified = True
        body = {"way_told": "已告知收到及办理程序"}
        add("notify_petitioner", body, here.acting, CLERK, why="来源未写书面告知，收到后须告知")
    if not here.accepted:
        here.accepted = True
        add("accept_petition", {}, here.acting, CLERK, why="来源未写受理，答复前须受理")
    if not here.classified:
        here.classified = True
        body = {"article": "article_31_6"}
        add("classify_petition", body, here.acting, CLERK, why="来源未写途径分类，以书面答复办理即为信访程序")
    return here


def _open(progress: Progress) -> None:
    """The petition office holds the case from here on."""
    register(progress)
    holder = progress.custodian
    tier = Tier(progress.step.tier.value) if progress.step.tier else Tier.COUNTY
    office = demonstration_organisation(progress.place, Channel.PETITION, tier)
    offer = {
        "to_body": office.id, "channel": Channel.PETITION.value, "reason": HandOverReason.ROUTE.value,
        "explanation": "",
    }  # fmt: skip
    why = "来源未写移送，信访事项须由信访部门登记"
    progress.assumed(INTAKE, "offer_custody", offer, holder, CLERK, why=why, hears=_OFFERED)
    why = "来源未写接收，登记前须接收"
    progress.assumed(PETITIONS, "accept_offer", {}, office, CLERK, why=why, hears=_HANDED_OVER)
    progress.holder, progress.round, progress.agency = office, None, None
    progress.petition = PlayedPetition(office)


def _register(progress: Progress, *, told: bool) -> None:
    here = progress.petition
    assert here is not None
    count = progress.step.count if told else None
    body = {
        "kind": "grievance",
        "manner": "petition_online" if progress.case.received_via is ReceivedVia.ONLINE else UNKNOWN_MANNER,
        "visitors": count,
        "repeat": "repeat_petition" in progress.case.tags,
        "level_skipped": "skip_level_petition" in progress.case.tags,
    }
    if told:
        progress.stated(PETITIONS, "register_petition", body, here.office, CLERK)
    else:
        why = "来源未写收到信访，办理前须登记"
        progress.assumed(PETITIONS, "register_petition", body, here.office, CLERK, why=why)


def _unit(progress: Progress) -> Organisation:
    """The unit that answers later, or acts now: an agency of the place at the tier that its step tells."""
    steps = progress.case.timeline[progress.current :]
    answer = [step for step in steps if step.channel is Channel.PETITION and step.act.value in ANSWERS]
    tiers = [step.tier for step in (*answer, progress.step) if step.tier is not None]
    tier = Tier(tiers[0].value) if tiers else Tier.COUNTY
    return demonstration_organisation(progress.place, Channel.ADMIN_MEDIATION, tier)
