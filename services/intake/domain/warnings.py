"""What the window makes of an alert about a case: a note with a proposal and a lead body (rules E1, E5–E8). Custody stays where it is."""

from typing import Any

from schemas.base import Event
from schemas.command import Command
from schemas.intake_warnings import AlertNoted, AlertWithdrawalNoted
from services.intake.domain.access import Answer
from services.intake.domain.groups import lead_of
from services.intake.domain.law import IntakeLaw, superior
from services.intake.domain.state import CaseFile, Open
from services.intake.domain.warning_commands import HearCaseWarned, HearCaseWarningWithdrawn
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.told import told
from services.jurisdiction.vocabulary import Tier
from services.jurisdiction.warning_rules import Proposal

NOTHING = "none"
SAME_CLAIM = "group_case_same_claim_from"
_WHY_NOTHING = {
    "not_open": "本案已经办结、并案或者作废，仅作记录",
    "sealed": "本案已经封存，仅作记录",
    "unknown_case": "本案未在窗口登记，仅作记录",
}


def hear_warned(file: CaseFile, command: Command[HearCaseWarned], law: IntakeLaw) -> Answer:
    """What is proposed for a case that is still in somebody's hands; a note for any other."""
    if file.case.sealed:
        return (_noted(command, NOTHING, why="sealed"),)
    if not isinstance(file, Open):
        return (_noted(command, NOTHING, why="not_open"),)
    proposal = _proposal(file, command.body, law)
    lead = _lead(proposal, file, law)
    above = superior(law, lead.id) if lead else None
    return (_noted(command, proposal, lead_body=lead.id if lead else None, report_to=above.id if above else None),)


def hear_withdrawn(file: CaseFile, command: Command[HearCaseWarningWithdrawn], law: IntakeLaw) -> Answer:
    """The note stands, and beside it that it is settled."""
    return (_withdrawn(command),)


def warned_of_unknown_case(command: Command[Any]) -> tuple[Event, ...]:
    """An alert counts a case that was never registered here: both facts stand."""
    if isinstance(command.body, HearCaseWarningWithdrawn):
        return (_withdrawn(command),)
    return (_noted(command, NOTHING, why="unknown_case"),)


def _proposal(file: Open, body: HearCaseWarned, law: IntakeLaw) -> str:
    """So many around one respondent are a group's case (E5), unless it is one already."""
    is_joint = body.proposal == Proposal.JOINT_HANDLING
    if is_joint and file.group is None and body.counted >= law.parameter(SAME_CLAIM).value:
        return Proposal.GROUP_CASE.value
    return body.proposal


def _lead(proposal: str, file: Open, law: IntakeLaw) -> Organisation | None:
    """Whom the rule wants in the lead: a township or above (E5), a county (E6, E8), the supervisor (E1)."""
    custodian = file.custody.custodian
    match proposal:
        case Proposal.LEADER_IN_CHARGE | Proposal.POLICE_AND_HUB:
            return _of_county(custodian, law)
        case Proposal.URGE | Proposal.SUPERVISE:
            return law.supervisor(custodian)
        case _:
            return lead_of(custodian, law)


def _of_county(custodian: str, law: IntakeLaw) -> Organisation | None:
    body = law.organisation(custodian)
    while body is not None and body.tier.rank < Tier.COUNTY.rank:
        body = law.next_level(body)
    return body


def _noted(command: Command[HearCaseWarned], proposal: str, *, why: str = "", **lead: str | None) -> Event:
    body = command.body
    return AlertNoted(
        **told(command), alert=body.alert, rule=body.rule, name_zh=body.name_zh, escalation=body.escalation,
        proposal=proposal, counted=body.counted, unit_zh=body.unit_zh, within_days=body.within_days,
        addressee=body.addressee, why=_WHY_NOTHING.get(why, ""), **lead,
    )  # fmt: skip


def _withdrawn(command: Command[HearCaseWarningWithdrawn]) -> Event:
    body = command.body
    return AlertWithdrawalNoted(**told(command), alert=body.alert, rule=body.rule, name_zh=body.name_zh)
