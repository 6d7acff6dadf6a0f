"""The proof of custody believes what the window really writes, and finds every bad history it is shown."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import intake
from schemas.base import Event
from schemas.identity import track_id
from services.intake.domain.custody_commands import (
    DesignateCustodian,
    OfferCustody,
    RequestDesignation,
    WithdrawOffer,
)
from services.intake.domain.file_commands import CloseCase, MergeInto, ReopenCase, UnmergeCase
from services.intake.domain.heard_commands import HearOfferReturned, LapseClock
from services.jurisdiction.custody_proof import Ledger, after, at_rest
from services.jurisdiction.custody_violations import VIOLATIONS_ZH, Code
from tests.domain.intake.test_court_rounds import delegated
from tests.domain.intake.window import (
    CODE,
    COMMUNITY,
    HUB,
    NEIGHBOUR,
    OTHER_CODE,
    PEOPLE,
    STREET,
    SYSTEM,
    accepted,
    at,
    clerk,
    registered,
    reported,
    the_file,
)

Decisions = Sequence[Sequence[Event]]


def history() -> list[tuple[Event, ...]]:
    """Offered, returned, designated, escalated by time and accepted late, merged and apart, closed and reopened: decision by decision."""
    case = registered(COMMUNITY)
    decisions = [tuple(case.answer)]

    def then(body: Any, by: Any, day: int, hour: int = 9, occurred: Any = None) -> None:
        case.when(body, by, at(day, hour), occurred)
        assert not hasattr(case.answer, "code"), case.answer
        decisions.append(tuple(case.answer))

    then(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(COMMUNITY), 0, 10)
    back = HearOfferReturned(
        channel=PEOPLE, track_id=track_id(CODE, 2), custody_number=2, body=NEIGHBOUR, code="not_competent", reason="-"
    )
    then(back, SYSTEM, 0, 11)
    then(RequestDesignation(reason="退回"), clerk(COMMUNITY), 0, 12)
    then(DesignateCustodian(to_body=NEIGHBOUR, channel=PEOPLE, reason="辖区"), clerk(STREET), 0, 13)
    then(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(NEIGHBOUR), 0, 14)
    then(WithdrawOffer(reason="误选"), clerk(NEIGHBOUR), 0, 15)
    then(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(NEIGHBOUR), 0, 16)
    [waiting] = [k for k in the_file(case).clocks.clocks.values() if k.clock.subject == track_id(CODE, 5)]
    then(LapseClock(clock_id=waiting.clock.clock_id), SYSTEM, 3)
    then(accepted(5, STREET), SYSTEM, 3, 10, at(1))
    then(MergeInto(into=OTHER_CODE, reason="重复"), clerk(STREET), 3, 11)
    then(UnmergeCase(reason="误并"), clerk(STREET), 3, 12)
    then(CloseCase(result="withdrawn"), clerk(STREET), 3, 13)
    then(ReopenCase(reason="又起争议"), clerk(STREET), 3, 14)
    then(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), 3, 15)
    return decisions


def court_history() -> list[tuple[Event, ...]]:
    """A delegated round that fails, and the file comes back."""
    case = delegated().when(reported("mediation_terminated", 3, STREET), SYSTEM, at(5))
    return [(event,) for event in case.history]


HISTORY = history()
COURT_HISTORY = court_history()


def found(decisions: Decisions, code: str = CODE) -> list[Code]:
    """Every violation, in order; within a decision and after it."""
    ledger: Ledger | None = None
    codes: list[Code] = []
    for events in decisions:
        for event in events:
            ledger, wrong = after(ledger, code, event)
            codes += [one.code for one in wrong]
        codes += [one.code for one in at_rest(ledger, lambda body: body.startswith("wuhu."))]
    return codes


def of(kind: type[Event], decisions: Decisions = HISTORY, nth: int = 0) -> Event:
    """The n-th event of this type."""
    return [event for events in decisions for event in events if isinstance(event, kind)][nth]


def changed(event: Event, decisions: Decisions = HISTORY, **changes: Any) -> Decisions:
    """The history in which this event was written otherwise."""
    other = event.model_copy(update=changes)
    return [tuple(other if one is event else one for one in events) for events in decisions]


def without(event: Event, decisions: Decisions = HISTORY) -> Decisions:
    """The history in which this event was never written."""
    return [tuple(one for one in events if one is not event) for events in decisions]


def also(event: Event, after_event: Event, decisions: Decisions = HISTORY) -> Decisions:
    """The history in which `event` was written once more, right after another."""
    return [
        tuple(x for one in events for x in ((one, event) if one is after_event else (one,))) for events in decisions
    ]


def test_what_the_window_writes_is_proved() -> None:
    kinds = {type(event) for events in HISTORY for event in events}
    assert {
        intake.CustodyOffered, intake.OfferReturned, intake.OfferWithdrawn, intake.OfferTimedOut, intake.CustodyMoved,
        intake.CustodianDesignated, intake.CasesMerged, intake.CaseUnmerged, intake.CaseClosed, intake.CaseReopened,
    } <= kinds  # fmt: skip
    assert found(HISTORY) == []
    assert found(COURT_HISTORY) == []


LAST_MOVE = of(intake.CustodyMoved, nth=-1)
DESIGNATED = of(intake.CustodianDesignated)
DESIGNATED_MOVE = of(intake.CustodyMoved, nth=0)
ACCEPTED = of(intake.CustodyMoved, nth=1)
REGISTERED = of(intake.CaseRegistered)
OFFERED = of(intake.CustodyOffered)
RETURNED_FILE = of(intake.CustodyMoved, COURT_HISTORY, -1)
DELEGATED = of(intake.CustodyMoved, COURT_HISTORY, -2)

BAD: dict[Code, Callable[[], Decisions]] = {
    Code.NEVER_REGISTERED: lambda: without(REGISTERED),
    Code.REGISTERED_TWICE: lambda: also(REGISTERED, LAST_MOVE),
    Code.NO_CUSTODIAN: lambda: changed(REGISTERED, registering_body=""),
    Code.TWO_CUSTODIANS: lambda: changed(ACCEPTED, from_body=COMMUNITY),
    Code.BODY_OUTSIDE: lambda: changed(ACCEPTED, to_body="wuhan.arbitration"),
    Code.NUMBER_NOT_RISING: lambda: changed(LAST_MOVE, custody_number=6, track_id=track_id(CODE, 6)),
    Code.NO_CAUSE: lambda: without(of(intake.CustodyOffered, nth=2)),
    Code.NO_SUCH_OFFER: lambda: also(of(intake.OfferReturned), of(intake.OfferReturned)),
    Code.TWO_OFFERS: lambda: without(of(intake.OfferReturned)),
    Code.OFFER_LEFT_OPEN: lambda: without(of(intake.OfferWithdrawn)),
    Code.DESIGNATION_NOT_FOLLOWED: lambda: without(DESIGNATED_MOVE),
    Code.COURT_TRACK: lambda: changed(RETURNED_FILE, COURT_HISTORY, resumes_track=track_id(CODE, 1)),
    Code.WRONG_TRACK: lambda: changed(OFFERED, track_id=track_id(CODE, 9)),
    Code.NOT_OPEN: lambda: without(of(intake.CaseUnmerged)),
    Code.NOT_CLOSED: lambda: without(of(intake.CaseClosed)),
    Code.NOT_MERGED: lambda: without(of(intake.CasesMerged)),
}


@pytest.mark.parametrize("code", list(Code))
def test_every_kind_of_bad_history_is_found(code: Code) -> None:
    assert code in found(BAD[code]())
    assert VIOLATIONS_ZH[code]


def test_a_designation_by_nobody_and_a_return_to_another_court_have_no_cause() -> None:
    assert found(without(DESIGNATED))[0] is Code.NO_CAUSE
    assert Code.NO_CAUSE in found(changed(RETURNED_FILE, COURT_HISTORY, to_body="wuhu.jiujiang.court"))
    assert Code.NO_CAUSE in found(changed(RETURNED_FILE, COURT_HISTORY, to_body=HUB, reason="route"))
    assert Code.COURT_TRACK in found(changed(DELEGATED, COURT_HISTORY, suspends_track=None))


MOVING = [
    event for events in HISTORY for event in events if isinstance(event, intake.CustodyMoved | intake.CaseReopened)
]


@settings(max_examples=200, deadline=None)
@given(
    nth=st.integers(0, len(MOVING) - 1),
    what=st.sampled_from(["lost", "twice", "from another", "older number", "another body later"]),
)
def test_no_move_can_be_lost_repeated_or_forged_unseen(nth: int, what: str) -> None:
    event: Any = MOVING[nth]
    match what:
        case "lost":
            # The last move is within one body: without it the same body holds the case, as it did before.
            bad = without(event)
            harmless = event is LAST_MOVE
        case "twice":
            bad, harmless = also(event, event), False
        case "from another":
            bad, harmless = (
                changed(
                    event, **({"body": HUB} if event is not None and hasattr(event, "body") else {"from_body": HUB})
                ),
                False,
            )
        case "older number":
            bad, harmless = changed(event, custody_number=1), False
        case _:
            bad, harmless = also(of(intake.CaseUnmerged), LAST_MOVE), False
    assert bool(found(bad)) is not harmless
