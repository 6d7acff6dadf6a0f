"""The facts of routing that a published case tells, at any point of its timeline. Declared fields only, never prose.

What is read of a case: dispute_type, difficulty, risk, amount_cny, headcount, the parties' roles, tags by the table
`routing_tags.yaml`, and of every step so far its act, channel and count:

| act | fact |
|---|---|
| report_received, petition_received, police_called | the matter is brought once more |
| petition_received with a count | so many visitors |
| police_handled | violence is over |
| joint_handling | at least two departments |
| agreement_written, agreement_oral, agreement_reached | an agreement exists |
| performed on the very day of the agreement | it was performed at once |
| breached | the agreement did not settle it: the matter is open again |
| accepted, hearing_held, judgment, award, reconsideration_decided of a court, arbitrator or organ | accepted or resolved there |
| not_accepted there; referred or diverted by it | no longer held there |
"""

from collections.abc import Sequence

from schemas.values import Channel, PartyRole
from services.jurisdiction.law import Law
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.routing_tags import told_by_tags
from services.play.case_file import PublishedCase, Step

EXCLUDING = (Channel.LITIGATION, Channel.ARBITRATION, Channel.ADJUDICATION, Channel.RECONSIDERATION)
"""Channels that exclude mediation of the same claim while they run (design.md section 5)."""
AGREED = ("agreement_written", "agreement_oral", "agreement_reached")
_BROUGHT = ("report_received", "petition_received", "police_called")
HELD = ("accepted", "hearing_held", "judgment", "award", "reconsideration_decided")
_RELEASED = ("not_accepted", "referred", "diverted")
_SEVERAL = 2


def registration_step(case: PublishedCase) -> int:
    """Position of the step with which the handling body first received the case: the first of day 0, else the first."""
    return next((index for index, step in enumerate(case.timeline) if step.day == 0), 0)


def facts_at(case: PublishedCase, position: int, law: Law) -> RoutingFacts:
    """The facts once the step at `position` has happened."""
    facts = RoutingFacts(
        dispute_type=case.dispute_type,
        difficulty=case.difficulty,
        risk=case.risk.level,
        amount_cny=case.amount_cny,
        headcount=case.headcount,
        applicants_same_claim=_applicants(case),
    )
    facts = told_by_tags(law.tags, case.tags, facts)
    steps = case.timeline[: position + 1]
    brought = max(1, sum(step.act.value in _BROUGHT for step in steps))
    facts = facts.model_copy(update={"same_matter_times": max(brought, facts.same_matter_times or 0)})
    for index, step in enumerate(steps):
        facts = facts.model_copy(update=_changes(step, case.timeline[index + 1 :], facts))
    return facts


def _applicants(case: PublishedCase) -> int | None:
    """Everybody concerned but the respondents; not known where the number of all is not."""
    respondents = sum(party.role is PartyRole.RESPONDENT for party in case.parties)
    return None if case.headcount is None else max(case.headcount - respondents, 0)


def _changes(step: Step, following: Sequence[Step], facts: RoutingFacts) -> dict[str, object]:
    act = step.act.value
    if act == "police_handled":
        return {"violence_now": False}
    if act == "joint_handling":
        return {"departments": max(facts.departments or 0, _SEVERAL)}
    if act == "petition_received" and step.count:
        return {"petition_visitors": max(facts.petition_visitors or 0, step.count)}
    if act in AGREED:
        return {"agreement_signed": True, "performed_at_once": _performed_at_once(step, following)}
    if act == "breached":
        return {"agreement_signed": False, "performed_at_once": False}
    if step.channel in EXCLUDING and act in HELD:
        return {"accepted_elsewhere": True, "accepted_by": step.channel}
    if step.channel in EXCLUDING and act in _RELEASED:
        return {"accepted_elsewhere": False, "accepted_by": None}
    return {}


def _performed_at_once(step: Step, following: Sequence[Step]) -> bool:
    return step.day is not None and any(later.act.value == "performed" and later.day == step.day for later in following)
