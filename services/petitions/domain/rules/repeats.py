"""The same matter brought again: counted and linked, never deleted (初信初访, 重复信访; XF 36 after the re-check)."""

from typing import Any

from schemas.command import Command, Refused
from schemas.identity import is_case_code
from schemas.petitions_receiving import RepeatPetitionRecorded
from services.jurisdiction.law import Law
from services.jurisdiction.routing_facts import RoutingFacts
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import RecordRepeatPetition
from services.petitions.domain.irregularities import marked
from services.petitions.domain.state import CaseState, Petition

LEADER_RULE = "E8"
"""The escalation rule about old and repeated matters (domain.md 4.2)."""


def record_repeat(
    state: CaseState, petition: Petition, command: Command[RecordRepeatPetition], law: Law
) -> Answer:  # fmt: skip
    """The person came again. After the re-check it is no longer taken up, and counselling goes on."""
    body = command.body
    if refused := wrong_code(state, body.repeat_of):
        return refused
    return (repeated(state, petition, command, law, body.reported_to, body.persons, body.repeat_of),)


def repeated(
    state: CaseState,
    petition: Petition,
    command: Command[Any],
    law: Law,
    reported_to: str,
    persons: int | None,
    code: str | None,
) -> RepeatPetitionRecorded:
    """The event; marked where the matter is final."""
    return RepeatPetitionRecorded(
        **stamp(command, petition), irregularities=marked("raised_again_after_final" if state.final else None),
        times=state.times + 1, reported_to=reported_to, persons=persons, repeat_of=code, taken_up=not state.final,
        calls_for_leader=calls_for_leader(state.times + 1, law),
    )  # fmt: skip


def calls_for_leader(times: int, law: Law) -> bool:
    """Whether the matter was brought so often that rule E8 asks for a leader in charge, a case review and a hearing."""
    return any(rule.id == LEADER_RULE for rule in law.escalations(RoutingFacts(same_matter_times=times)))


def wrong_code(state: CaseState, code: str | None) -> Refused | None:
    """Why this cannot be the code of an earlier case. Whether that case exists is not told."""
    if code is None:
        return None
    if not is_case_code(code):
        return Refused("case_code_invalid", "案件编号有误，请核对（共17位，末位为校验码）。", "repeat_of")
    if code == state.case_code:
        return Refused("same_case", "不能与本案自身关联。", "repeat_of")
    if code in state.repeat_of:
        return Refused("already_linked", "已经关联过该案件。", "repeat_of")
    return None
