"""Who may act for a party: itself, its guardian, or an agent (issue 3, item 5; PML 29)."""

from schemas.command import Refused
from schemas.people_mediation_rounds import ActedThrough
from schemas.values import Capacity, Party


def refused_representative(
    party: Party, through: ActedThrough, agent_id: str | None, *, settles: bool
) -> Refused | None:
    """Why this person may not act for `party`, None when it may. `settles`: the act needs special authority (特别授权)."""
    match through:
        case ActedThrough.ITSELF:
            if party.capacity is Capacity.FULL:
                return None
            return Refused("guardian_needed", "当事人不具有完全民事行为能力，应由监护人代为办理。", "through", "PML 29")
        case ActedThrough.GUARDIAN:
            return _refused_guardian(party)
        case ActedThrough.AGENT:
            return _refused_agent(party, agent_id, settles)
        case ActedThrough.REPRESENTATIVE:
            sentence = "代表人只能在被代表人同意协议之后代为签名，不能代为其他行为。"
            return Refused("representative_signs_only", sentence, "through", "CPL 56")


def _refused_guardian(party: Party) -> Refused | None:
    if party.capacity is Capacity.FULL:
        return Refused(
            "guardian_not_empowered", "当事人具有完全民事行为能力，监护人不能代为办理。", "through", "PML 29"
        )
    if party.guardian is None:
        return Refused("no_guardian_named", "尚未登记该当事人的监护人，请先登记。", "through", "PML 29")
    return None


def _refused_agent(party: Party, agent_id: str | None, settles: bool) -> Refused | None:
    agent = next((one for one in party.agents if one.agent_id == agent_id), None)
    if agent is None:
        return Refused("unknown_agent", "该当事人没有登记这位代理人，请先提交授权委托书。", "agent_id", "PML 29")
    if settles and not agent.may_settle:
        return Refused(
            "agent_may_not_settle", "代理人没有特别授权，不能代为和解、签订协议。", "agent_id", "CPL 62 [GK]"
        )
    return None
