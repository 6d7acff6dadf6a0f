"""A proof that exactly one body holds each open case, over the events of intake's log as they were written (design.md section 5).

Written apart from intake's own fold: it keeps a small ledger of a case and asks of every event whether it could follow. A
ledger is plain JSON, so that a view may keep it. Dates, people and law play no part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypedDict

from schemas import intake
from schemas.base import Event
from schemas.identity import track_id
from services.jurisdiction.custody_violations import VIOLATIONS_ZH, Code


class Ledger(TypedDict):
    """What the proof remembers of a case."""

    status: Literal["open", "closed", "merged", "voided"]
    holder: str
    number: int
    """Under which `holder` holds it."""
    track: str
    last: int
    """Highest number given so far."""
    offers: dict[str, list[str]]
    """By number: the body asked and `open`, `timed_out` or `over`."""
    resting: dict[str, str]
    """Tracks of courts that rest while a delegated round runs: the court by track."""
    designated: list[str]
    """Number and body of a designation that custody has not followed yet; else empty."""


@dataclass(frozen=True)
class Violation:
    """An event that could not follow on what stands before it."""

    code: Code

    @property
    def in_chinese(self) -> str:
        """What is wrong, for an operator."""
        return VIOLATIONS_ZH[self.code]


Step = tuple[Ledger | None, tuple[Violation, ...]]


def after(ledger: Ledger | None, case_code: str, event: Event) -> Step:
    """The ledger after `event`, and what the event violates. Events that tell nothing of custody change nothing."""
    if isinstance(event, intake.CaseRegistered):
        return _registered(case_code, event), _if(ledger is not None, Code.REGISTERED_TWICE)
    if not isinstance(event, _OF_CUSTODY):
        return ledger, ()
    if ledger is None:
        return None, (Violation(Code.NEVER_REGISTERED),)
    return _followed(ledger, case_code, event)


def at_rest(ledger: Ledger | None, may_hold: Callable[[str], bool] | None = None) -> tuple[Violation, ...]:
    """What is violated once a whole decision was applied: an open case has its one custodian, and nothing is left over.

    `may_hold` tells whether a body is one of those inside the system; without it that is not asked.
    """
    if ledger is None:
        return ()
    is_open = ledger["status"] == "open"
    return (
        *_if(is_orphan(ledger), Code.NO_CUSTODIAN),
        *_if(is_open and bool(may_hold and ledger["holder"] and not may_hold(ledger["holder"])), Code.BODY_OUTSIDE),
        *_if(len(open_offers(ledger)) > 1, Code.TWO_OFFERS),
        *_if(not is_open and bool(open_offers(ledger)), Code.OFFER_LEFT_OPEN),
        *_if(bool(ledger["designated"]), Code.DESIGNATION_NOT_FOLLOWED),
    )


def is_orphan(ledger: Ledger) -> bool:
    """The case goes on and nobody holds it."""
    return ledger["status"] == "open" and not ledger["holder"]


def open_offers(ledger: Ledger) -> list[str]:
    """Numbers of the offers that wait for an answer."""
    return [number for number, (_, status) in ledger["offers"].items() if status == "open"]


_OF_CUSTODY = (
    intake.CustodyOffered, intake.OfferWithdrawn, intake.OfferReturned, intake.OfferTimedOut, intake.CustodyMoved,
    intake.CustodianDesignated, intake.CaseClosed, intake.CaseReopened, intake.CaseVoided, intake.CasesMerged,
    intake.CaseUnmerged,
)  # fmt: skip


def _registered(case_code: str, event: intake.CaseRegistered) -> Ledger:
    number = event.custody_number
    return Ledger(
        status="open", holder=event.registering_body, number=number, track=track_id(case_code, number), last=number,
        offers={}, resting={}, designated=[],
    )  # fmt: skip


def _followed(ledger: Ledger, case_code: str, event: Event) -> Step:
    match event:
        case intake.CustodyOffered():
            return _offered(ledger, case_code, event)
        case intake.OfferWithdrawn(custody_number=number) | intake.OfferReturned(custody_number=number):
            return _answered(ledger, number, "over")
        case intake.OfferTimedOut(custody_number=number):
            return _answered(ledger, number, "timed_out")
        case intake.CustodianDesignated():
            return _designated(ledger, event)
        case intake.CustodyMoved():
            return _moved(ledger, case_code, event)
        case intake.CaseReopened():
            return _reopened(ledger, case_code, event)
        case intake.CaseUnmerged():
            return {**ledger, "status": "open"}, _if(ledger["status"] != "merged", Code.NOT_MERGED)
        case _:
            return _ended(ledger, event)


def _offered(ledger: Ledger, case_code: str, event: intake.CustodyOffered) -> Step:
    number = event.custody_number
    offers = {**ledger["offers"], str(number): [event.to_body, "open"]}
    return {**ledger, "offers": offers, "last": max(ledger["last"], number)}, (
        *_if(ledger["status"] != "open", Code.NOT_OPEN),
        *_if(event.from_body != ledger["holder"], Code.TWO_CUSTODIANS),
        *_if(number <= ledger["last"], Code.NUMBER_NOT_RISING),
        *_if(event.track_id != track_id(case_code, number), Code.WRONG_TRACK),
    )


def _answered(ledger: Ledger, number: int, status: str) -> Step:
    to, before = ledger["offers"].get(str(number), ["", ""])
    offers = {**ledger["offers"], str(number): [to, status]}
    return {**ledger, "offers": offers}, _if(before != "open", Code.NO_SUCH_OFFER)


def _designated(ledger: Ledger, event: intake.CustodianDesignated) -> Step:
    number, to = event.custody_number, event.to_body
    is_open = _if(ledger["status"] != "open", Code.NOT_OPEN)
    if number == ledger["number"]:  # the custodian was confirmed: nothing moves
        return ledger, (*is_open, *_if(to != ledger["holder"], Code.TWO_CUSTODIANS))
    return {**ledger, "designated": [str(number), to]}, is_open


def _moved(ledger: Ledger, case_code: str, event: intake.CustodyMoved) -> Step:
    number, asked = event.custody_number, ledger["offers"].get(str(event.custody_number))
    by_offer = asked is not None and asked[0] == event.to_body and asked[1] in ("open", "timed_out")
    moved: Ledger = {
        **ledger, "holder": event.to_body, "number": number, "track": track_id(case_code, number),
        "last": max(ledger["last"], number), "designated": [],
        "offers": {**ledger["offers"], str(number): [event.to_body, "over"]} if asked is not None else ledger["offers"],
        "resting": _resting(ledger, event),
    }  # fmt: skip
    return moved, (
        *_if(ledger["status"] != "open", Code.NOT_OPEN),
        *_if(event.from_body != ledger["holder"], Code.TWO_CUSTODIANS),
        *_if(number <= (ledger["number"] if by_offer else ledger["last"]), Code.NUMBER_NOT_RISING),
        *_if(not (by_offer or _has_own_cause(ledger, event)), Code.NO_CAUSE),
        *_if(event.track_id != moved["track"], Code.WRONG_TRACK),
        *_if(event.suspends_track not in (None, ledger["track"]), Code.COURT_TRACK),
        *_if(event.resumes_track is not None and event.resumes_track not in ledger["resting"], Code.COURT_TRACK),
    )


def _has_own_cause(ledger: Ledger, event: intake.CustodyMoved) -> bool:
    """Nobody had to be asked: within one body, by a superior's word, or back to the court whose track rests."""
    if event.reason is intake.HandOverReason.DESIGNATION:
        return ledger["designated"] == [str(event.custody_number), event.to_body]
    if event.reason is intake.HandOverReason.RETURN:
        return ledger["resting"].get(event.resumes_track or "") == event.to_body
    return event.from_body == event.to_body


def _resting(ledger: Ledger, event: intake.CustodyMoved) -> dict[str, str]:
    left = {track: body for track, body in ledger["resting"].items() if track != event.resumes_track}
    return left if event.suspends_track is None else {**left, event.suspends_track: ledger["holder"]}


def _reopened(ledger: Ledger, case_code: str, event: intake.CaseReopened) -> Step:
    number = event.custody_number
    reopened: Ledger = {
        **ledger, "status": "open", "holder": event.body, "number": number, "track": track_id(case_code, number),
        "last": max(ledger["last"], number),
    }  # fmt: skip
    return reopened, (
        *_if(ledger["status"] != "closed", Code.NOT_CLOSED),
        *_if(event.body != ledger["holder"], Code.TWO_CUSTODIANS),
        *_if(number <= ledger["last"], Code.NUMBER_NOT_RISING),
    )


def _ended(ledger: Ledger, event: Event) -> Step:
    wrong = _if(ledger["status"] != "open", Code.NOT_OPEN)
    match event:
        case intake.CaseClosed(closing_body=body):
            return {**ledger, "status": "closed"}, (*wrong, *_if(body != ledger["holder"], Code.TWO_CUSTODIANS))
        case intake.CasesMerged():
            return {**ledger, "status": "merged"}, wrong
        case _:
            return {**ledger, "status": "voided"}, wrong


def _if(is_wrong: bool, code: Code) -> tuple[Violation, ...]:
    return (Violation(code),) if is_wrong else ()
