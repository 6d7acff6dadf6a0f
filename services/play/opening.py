"""Registration of a played case, its notes and the acts of bodies outside."""

from schemas.intake import CloseResult
from schemas.values import CaseSource, Channel, PartyKind, ReceivedVia
from services.jurisdiction.vocabulary import Tier
from services.play.acts import Origin
from services.play.progress import INTAKE, Progress
from services.play.words import in_chinese

CLERK = "clerk"
_SOURCES = {
    ReceivedVia.COURT: CaseSource.REFERRED_BY_COURT,
    ReceivedVia.POLICE_110: CaseSource.REFERRED_BY_POLICE,
    ReceivedVia.PETITION_OFFICE: CaseSource.REFERRED_BY_PETITION_OFFICE,
}


def register(progress: Progress) -> None:
    """The window enters the case, once; told when the step is a report, assumed otherwise."""
    if progress.registered:
        return
    progress.registered = True
    body = registration(progress)
    if progress.step.act.value in ("report_received", "registered", "proactive_lead"):
        progress.stated(INTAKE, "register_case", body, progress.hub, CLERK)
    else:
        progress.assumed(INTAKE, "register_case", body, progress.hub, CLERK, why="来源未写登记，办理前须先登记")


def registration(progress: Progress) -> dict[str, object]:
    """The body of the registration: what the file tells of the case."""
    case = progress.case
    return {
        "dispute_type": case.dispute_type.value,
        "tags": [*case.tags, f"公开案例：{case.id}"],
        "source": (
            CaseSource.OWN_MOTION
            if case.timeline[0].act.value == "proactive_lead"
            else _SOURCES.get(case.received_via, CaseSource.APPLICATION)
        ).value,
        "received_via": case.received_via.value,
        "summary": case.summary_zh,
        "amount_cny": case.amount_cny,
        "headcount": case.headcount,
        "difficulty": case.difficulty.value,
        "risk": case.risk.level.value,
        "place": progress.place,
        "parties": [
            {
                "role": party.role.value,
                "kind": party.kind.value,
                "name": party.label,
                "headcount": progress.headcount_of(position) if party.kind is PartyKind.NATURAL else 1,
            }
            for position, party in enumerate(case.parties)
        ],
        "own_motion": case.timeline[0].act.value == "proactive_lead",
        "story": True,
    }


def report(progress: Progress) -> None:
    """A body is told of the dispute: the registration, or the same matter brought again."""
    if not progress.registered:
        register(progress)
        return
    body = {"text": progress.step.what, "reported_to": progress.step.actor, "persons": progress.step.count}
    progress.stated(INTAKE, "record_further_report", body, progress.hub, CLERK)


def thanked(progress: Progress) -> None:
    """Somebody thanked those who handled it: an event of its own, which is no rating and in no rate."""
    step = progress.step
    body = {"channel": step.channel.value, "body": progress.custodian.id, "text": step.what}
    progress.stated(INTAKE, "record_thanks", body, progress.hub, CLERK)


def outside(progress: Progress) -> None:
    """An act of a body outside our channels, as it was told."""
    step = progress.step
    told = {
        "channel": step.channel.value,
        "act": step.act.value,
        "body": step.actor,
        "detail": step.what,
        "count": step.count,
    }
    progress.stated(INTAKE, "record_outside_act", {"outside": told}, progress.hub, CLERK, origin=Origin.OUTSIDE)


def note(progress: Progress) -> None:
    """What is no act is kept as a note."""
    body = {"channel": progress.step.channel.value, "text": progress.step.what}
    progress.stated(INTAKE, "record_note", body, progress.hub, CLERK, origin=Origin.NOTE)


def risk(progress: Progress) -> None:
    """A body records or reports a risk."""
    level = progress.case.risk.level.value
    progress.stated(INTAKE, "assess_risk", {"risk": level, "reason": progress.step.what}, progress.hub, CLERK)


def close(progress: Progress) -> None:
    """The case ends with the result the file tells; a file that tells none leaves it open, and so does an open round."""
    result = progress.case.outcome.result
    if result is None or result not in [member.value for member in CloseResult]:
        return
    progress.left_open = _stays_open(progress, result)
    if progress.left_open:
        return
    why = f"来源写明结果为“{in_chinese(result)}”，据此结案"
    progress.assumed(INTAKE, "close_case", {"result": result}, progress.custodian, CLERK, why=why, after=True)


def _stays_open(progress: Progress, result: str) -> str:
    """Why the record of the case does not let it end as told; empty where it does."""
    told = in_chinese(result)
    if (
        progress.petition is not None
        and progress.holder == progress.petition.office
        and not progress.petition.concluded
    ):
        return f"来源写明结果为“{told}”，但信访事项仍在办理或者复查，案件保持办理中"
    mediated = progress.round is not None or progress.agency is not None
    if result in ("agreed", "partly_agreed") and mediated and not progress.ever_agreed:
        return f"来源写明结果为“{told}”，但没有写明协议，案件保持办理中"
    if result == "partly_agreed" and progress.agency is not None and not progress.agency.over:
        return f"来源写明结果为“{told}”，但没有写明其余部分的调解已经终止，案件保持办理中"
    held = progress.round if progress.agency is None else progress.agency
    if held is not None and not held.over and not progress.agreed:
        return f"来源写明结果为“{told}”，但没有写明最后一轮调解的结果，案件保持办理中"
    return ""


def tier_of(progress: Progress, otherwise: Tier) -> Tier:
    """The level the step names, else the committee's of the round before, else `otherwise`."""
    if progress.step.tier is not None:
        return Tier(progress.step.tier.value)
    return progress.holder.tier if progress.holder else otherwise


OUTSIDE_CHANNELS = frozenset(
    {
        Channel.POLICE, Channel.LITIGATION, Channel.ENFORCEMENT, Channel.ARBITRATION, Channel.ADJUDICATION,
        Channel.RECONSIDERATION, Channel.LEGAL_AID, Channel.LAW_ENFORCEMENT, Channel.PLATFORM, Channel.NEGOTIATION,
    }
)  # fmt: skip
"""Channels whose bodies stand outside the system: their acts are recorded as told."""
