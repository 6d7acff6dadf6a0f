"""Duplicates: two cases that hear of each other by events alone."""

from uuid import UUID

from schemas.base import Event
from schemas.clocks import ClockStarted, ClockStopped
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.intake import (
    CasesMerged,
    CaseUnmerged,
    CloseResult,
    CustodyDenied,
    DuplicateAbsorbed,
    DuplicateRejected,
    DuplicateReleased,
    NoteRecorded,
)
from schemas.registry import encode_data, wire_name
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import CloseCase, MergeInto, RecordNote, UnmergeCase, VoidCase
from services.intake.domain.react import PASSED
from services.intake.domain.state import Merged, Open
from tests.domain.intake.window import (
    CODE,
    HUB,
    OTHER_CODE,
    OTHER_STREET,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    at,
    clerk,
    nothing_yet,
    registered,
    reported,
    the_file,
)

INTO_OTHER = MergeInto(into=OTHER_CODE, reason="同一纠纷重复登记")


def hears(listener: WindowCase, speaker: WindowCase, event: Event, by: Actor, day: int = 1) -> WindowCase:
    """The other case receives this published event and asks itself what it asks then."""
    published = PublishedEvent(
        id=UUID(int=7), service="intake", name=wire_name(type(event)), version=1, case_code=speaker.code, sequence=2,
        index=0, recorded_at=at(day), actor=by, correlation_id="c", causation_id="c", traceparent=None,
        data=encode_data(event),
    )  # fmt: skip
    code, body = PASSED[type(event)](event, published)
    assert code == listener.code
    return listener.when(body, SYSTEM, at(day))


def merged_pair(target_at: str = STREET) -> tuple[WindowCase, WindowCase]:
    duplicate = registered().when(INTO_OTHER, clerk(STREET), at(1)).then(CasesMerged, ClockStopped)
    target = registered(target_at, OTHER_CODE)
    hears(target, duplicate, duplicate.happened(CasesMerged), clerk(STREET))
    return duplicate, target


def test_a_duplicate_goes_on_under_the_other_code() -> None:
    duplicate, target = merged_pair()
    target.then(DuplicateAbsorbed)
    assert the_file(target).duplicates == (CODE,)
    assert isinstance(duplicate.state, Merged)
    assert the_file(duplicate).clocks.first_due() is None
    refusal = duplicate.when(INTO_OTHER, clerk(STREET), at(2)).then_refused("case_merged")
    assert refusal.parameters == {"into": OTHER_CODE}
    duplicate.when(RecordNote(text="补记"), clerk(STREET), at(2)).then(NoteRecorded)


def test_a_mistaken_merge_is_taken_apart_and_both_go_on() -> None:
    duplicate, target = merged_pair()
    duplicate.when(UnmergeCase(reason="并非同一纠纷"), clerk(HUB), at(2)).then(CaseUnmerged, ClockStarted)
    hears(target, duplicate, duplicate.happened(CaseUnmerged), clerk(HUB), 2).then(DuplicateReleased)
    assert isinstance(duplicate.state, Open)
    assert the_file(duplicate).custody.custodian == STREET
    assert the_file(target).duplicates == ()
    duplicate.when(UnmergeCase(reason="再次"), clerk(STREET), at(3)).then_refused("not_merged")


def test_a_merge_into_another_bodys_case_is_undone_and_tells_nothing_of_it() -> None:
    foreign_duplicate, foreign = merged_pair(OTHER_STREET)
    rejected = foreign.then(DuplicateRejected).happened(DuplicateRejected)
    unknown = nothing_yet(OTHER_CODE)
    hears(unknown, foreign_duplicate, CasesMerged(occurred_at=at(1), into=OTHER_CODE, reason="重复"), clerk(STREET))
    assert unknown.happened(DuplicateRejected).model_copy(update={"occurred_at": rejected.occurred_at}) == rejected
    hears(foreign_duplicate, foreign, rejected, SYSTEM, 2).then(CaseUnmerged, ClockStarted)
    assert isinstance(foreign_duplicate.state, Open)


def test_an_ended_case_takes_no_duplicate() -> None:
    target = registered(code=OTHER_CODE)
    target.when(CloseCase(result=CloseResult.WITHDRAWN), clerk(STREET), at(1))
    duplicate = registered().when(INTO_OTHER, clerk(STREET), at(1))
    hears(target, duplicate, duplicate.happened(CasesMerged), clerk(STREET))
    assert target.happened(DuplicateRejected).code == "target_not_open"


def test_everything_heard_twice_or_too_late_is_kept_as_a_note() -> None:
    duplicate, target = merged_pair()
    merged = CasesMerged(occurred_at=at(1), into=OTHER_CODE, reason="重复")
    hears(target, duplicate, merged, clerk(STREET)).then(NoteRecorded)
    unmerged = CaseUnmerged(occurred_at=at(2), former_target=OTHER_CODE, reason="误并")
    hears(target, duplicate, unmerged, clerk(STREET), 2).then(DuplicateReleased)
    hears(target, duplicate, unmerged, clerk(STREET), 2).then(NoteRecorded)
    duplicate.when(UnmergeCase(reason="误并"), clerk(STREET), at(2))
    rejected = DuplicateRejected(occurred_at=at(2), duplicate=CODE, code="target_not_found", reason="没有找到")
    hears(duplicate, target, rejected, SYSTEM, 3).then(NoteRecorded)
    hears(nothing_yet(), target, rejected, SYSTEM, 3).then(NoteRecorded)
    hears(nothing_yet(OTHER_CODE), duplicate, unmerged, clerk(STREET), 3).then(NoteRecorded)


def test_what_cannot_be_merged_is_refused() -> None:
    registered().when(MergeInto(into=CODE, reason="重复"), clerk(STREET), at(1)).then_refused("same_case", "into")
    registered().when(MergeInto(into="x", reason="重复"), clerk(STREET), at(1)).then_refused(
        "case_code_invalid", "into"
    )
    _, target = merged_pair()
    back = MergeInto(into=CODE, reason="重复")
    target.when(back, clerk(STREET), at(2)).then_refused("has_duplicates")
    target.when(VoidCase(reason="误登记"), clerk(STREET), at(2)).then_refused("has_duplicates")
    waiting = registered().when(OfferCustody(to_body=HUB, channel=PEOPLE), clerk(STREET), at(1))
    waiting.when(INTO_OTHER, clerk(STREET), at(1)).then_refused("offer_open")


def test_an_open_round_of_a_duplicate_is_told_that_it_is_over() -> None:
    case = registered().when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(INTO_OTHER, clerk(STREET), at(1)).then(CasesMerged, CustodyDenied, ClockStopped)
    assert case.happened(CustodyDenied).custody_number == 2


def test_a_case_with_an_effective_agreement_is_no_duplicate() -> None:
    case = registered().when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(reported("agreement_effective", 2, STREET), SYSTEM, at(1))
    refusal = case.when(INTO_OTHER, clerk(STREET), at(1)).then_refused("agreement_effective")
    assert refusal.source == "PML 31"
