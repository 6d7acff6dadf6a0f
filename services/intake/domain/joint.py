"""Rules E7 and E9: a joint conference that names who leads, and an agency that is asked to act unasked (XF 24; SEED-M 34, SZ 44)."""

from schemas.command import Command, Refused
from schemas.intake import LeadUnitNamed, OwnMotionAsked
from services.intake.domain.access import Answer
from services.intake.domain.joint_commands import AskOwnMotion, NameLeadUnit
from services.intake.domain.law import IntakeLaw
from services.intake.domain.outside import facts_again
from services.intake.domain.routing import routing_facts
from services.intake.domain.state import Open
from services.jurisdiction.escalation_rules import EscalationRule
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.told import told
from services.jurisdiction.vocabulary import BodyKind

JOINT_RULE, OWN_MOTION_RULE = "E7", "E9"


def name_lead_unit(file: Open, command: Command[NameLeadUnit], law: IntakeLaw) -> Answer:
    """Who leads is one of those who met. In a played case the bodies are whatever its source calls them."""
    body = command.body
    units = tuple(dict.fromkeys(body.units))
    rule = _rule(law, RoutingFacts(departments=len(units)), JOINT_RULE)
    if rule is None:
        sentence = "联席会议应当有两个以上不同的部门参加，请补充参加的部门。"
        return Refused("too_few_departments", sentence, "units", JOINT_RULE)
    if body.lead_unit not in units:
        return Refused("lead_not_present", "牵头单位应当是参加联席会议的部门之一。", "lead_unit", JOINT_RULE)
    if not file.case.story and any(law.organisation(unit) is None for unit in units):
        return Refused("unknown_body", "没有这个机构。请从机构名录中选择参加的部门。", "units")
    held = LeadUnitNamed(
        **told(command), rule=rule.id, units=units, lead_unit=body.lead_unit, decision=body.decision, source=rule.source
    )
    return (held,)


def ask_own_motion(file: Open, command: Command[AskOwnMotion], law: IntakeLaw) -> Answer:
    """Names the rule where the facts stated so far set it off; asking is lawful without it too."""
    body = command.body
    agency = law.organisation(body.agency)
    if not file.case.story and (agency is None or agency.kind is not BodyKind.AGENCY):
        return Refused("not_an_agency", "请选择有调解职责的行政机关。", "agency", OWN_MOTION_RULE)
    rule = _rule(law, routing_facts(file.case, facts_again(file.facts)), OWN_MOTION_RULE)
    asked = OwnMotionAsked(
        **told(command), rule=rule.id if rule else "", agency=body.agency, reason=body.reason,
        source=rule.source if rule else "",
    )  # fmt: skip
    return (asked,)


def _rule(law: IntakeLaw, facts: RoutingFacts, wanted: str) -> EscalationRule | None:
    """The rule where these facts set it off."""
    return next((one for one in law.escalations(facts) if one.id == wanted), None)
