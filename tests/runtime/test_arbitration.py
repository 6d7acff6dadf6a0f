"""Rule 3, one sentence at a time."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.decision import Decision, Parked
from services.runtime.arbitration import UNKNOWN_CASE, CaseHead, ParkedCommand, Turn, advanced, is_applied, turn_of
from services.runtime.case_ledger import decode_head, encode_head
from services.runtime.watermark import Watermark
from tests.runtime.counting_loop import CLERK, a_record, an_id

WHERE = Parked(reason="broken", topic="commands", partition=0, offset=7)
PARKED = CaseHead(sequence=4, accepted_sequence=3, parked=ParkedCommand(an_id("p"), WHERE))


def a_decision(sequence: int, outcome: Any = "accepted", **other: Any) -> Decision:
    return Decision(
        case_code="A", sequence=sequence, command_id=an_id(sequence), command_digest="", command_name="add", actor=CLERK,
        recorded_at=a_record("add", {}).recorded_at, rules_version="1", calendar_version="1", outcome=outcome,
        correlation_id="c", causation_id="c", **other,
    )  # fmt: skip


def test_the_next_decision_on_an_unanswered_command_is_applied() -> None:
    assert is_applied(CaseHead(sequence=4), False, a_decision(5))


@pytest.mark.parametrize("sequence", [1, 3, 4, 6])
def test_a_decision_with_any_other_number_is_superseded(sequence: int) -> None:
    assert not is_applied(CaseHead(sequence=4), False, a_decision(sequence))


def test_a_second_decision_on_an_answered_command_is_superseded_even_with_the_next_number() -> None:
    assert not is_applied(CaseHead(sequence=4), True, a_decision(5))


def test_while_a_case_is_parked_nothing_but_its_release_is_applied() -> None:
    assert not is_applied(PARKED, False, a_decision(5))
    assert not is_applied(PARKED, False, a_decision(5, "parked", parked=WHERE))
    assert is_applied(PARKED, False, a_decision(5, "released", parked=WHERE))


def test_a_case_that_is_not_parked_cannot_be_released_a_second_time() -> None:
    assert not is_applied(CaseHead(sequence=4), False, a_decision(5, "released", parked=WHERE))


def test_nothing_more_is_applied_to_a_broken_case() -> None:
    assert not is_applied(CaseHead(sequence=4, broken="evolve"), False, a_decision(5))


def test_only_an_accepted_decision_moves_the_etag() -> None:
    head = advanced(UNKNOWN_CASE, a_decision(1))
    assert (head.sequence, head.accepted_sequence) == (1, 1)
    head = advanced(head, a_decision(2, "refused"))
    assert (head.sequence, head.accepted_sequence) == (2, 1)


def test_the_parked_command_itself_is_done_and_later_ones_are_held_back() -> None:
    assert turn_of(PARKED, False, an_id("p"), releases=False) is Turn.DONE
    assert turn_of(PARKED, False, an_id("later"), releases=False) is Turn.HOLD_BACK
    assert turn_of(PARKED, False, an_id("release"), releases=True) is Turn.DECIDE


def test_commands_of_a_broken_case_are_held_back_unless_answered() -> None:
    broken = CaseHead(sequence=4, broken="evolve")
    assert turn_of(broken, False, an_id("x"), releases=False) is Turn.HOLD_BACK
    assert turn_of(broken, False, an_id("x"), releases=True) is Turn.HOLD_BACK
    assert turn_of(broken, True, an_id("x"), releases=False) is Turn.DONE


@pytest.mark.parametrize(
    "head", [UNKNOWN_CASE, PARKED, replace(PARKED, parked=None, broken="why", due=1_772_413_200_000_000)]
)
def test_a_head_comes_back_from_the_store_as_it_was(head: CaseHead) -> None:
    assert decode_head(encode_head(head)) == head


def test_the_offset_to_commit_is_the_lowest_without_an_end() -> None:
    mark = Watermark(10)
    for offset in (10, 11, 14):
        mark.taken(offset)
    mark.finished(11)
    assert mark.committable == 10
    mark.finished(10)
    assert (mark.committable, mark.in_hand) == (14, 1)
    mark.finished(14)
    assert mark.committable == 15
