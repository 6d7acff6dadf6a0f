"""The work list of one body: offers, cases in hand, what is missing, and what is due soon or overdue.

As on a deadline board (deadline_board/reading.py) a list is put in order by little of each case, and its page is told in words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from services.views.answers import ClockRow, WorkItem
from services.views.deadline_board.reading import (
    Standing,
    WarnsAt,
    has_passed,
    is_overdue,
    is_pressing,
    told,
    unwarned,
)
from services.views.facts.sources import SOURCES
from services.views.words import Words

Document = Mapping[str, Any]
ORDER = (
    "overdue", "alert_to_answer", "supervision", "due", "offered", "offer_sent_back", "withdrawal_to_answer", "supervision_replied", "to_transfer", "to_decide", "agency_duty", "to_open", "to_accept_network", "without_mediator", "referral_returned_to_hub", "waiting_for_signatures", "application_to_docket", "application_to_rule", "waiting_for_supplement", "not_served",
    "objection_to_decide", "to_forward", "to_accept", "to_classify", "under_review", "under_recheck", "in_handling",
    "appeal_to_decide", "rectification_opened", "rectification_verified", "rectification_decided", "rectification_fed_back",
    "to_report_back", "receipt_not_recorded", "leader_needed", "referral_to_follow_up", "to_conclude", "in_hand",
)  # fmt: skip
"""What presses most comes first."""
PLACE = ("kind", "since", "case_code", "subject", "clock")
"""What a list is sorted by: the kind by its place in ORDER."""
_LACKING = {"mediator": "调解员签名", "seal": "调解委员会印章", "agency_seal": "机关印章"}


Place = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """Something on a list before it is told in words."""

    place: Place
    item: Callable[[], WorkItem] | None = None
    clock: Standing | None = None
    """A limit that is due soon or overdue, where it is no item."""


def work_list(
    documents: Sequence[Document],
    clocks: Iterable[ClockRow],
    organisation: str,
    now: datetime,
    words: Words,
    more: Iterable[WorkItem] = (),
) -> tuple[WorkItem, ...]:
    """The items of `organisation` with `more` that concern no case; `clocks` are the rows of its deadline board."""
    pressing = [Standing.of(row) for row in clocks if is_pressing(row, now)]
    return items(listed(documents, pressing, organisation, now, words, more), (), now, words)


def listed(
    documents: Iterable[Document],
    pressing: Iterable[Standing],
    organisation: str,
    now: datetime,
    words: Words,
    more: Iterable[WorkItem] = (),
) -> list[Listed]:
    """The list in order; `documents` with what boards.projection.LISTED names, `pressing` the clocks that stand on it."""
    found = [Listed(place(item), partial(_itself, item)) for item in more]
    found += [one for document in documents for one in _items(document, organisation, words)]
    found += [Listed(_place_of(clock, now), clock=clock) for clock in pressing]
    return sorted(found, key=place_of)


def items(
    found: Iterable[Listed], documents: Iterable[Document], now: datetime, words: Words, warns_at: WarnsAt = unwarned
) -> tuple[WorkItem, ...]:
    """What stands there in words, in the same order; `documents`: those of the clocks, as `told` wants them."""
    found = tuple(found)
    clocks = told((one.clock for one in found if one.clock), documents, now, words, warns_at)
    rows = {(row.case_code, row.clock_id, row.service): row for row in clocks}
    shown = (one.item() if one.item else _of_clock(one.clock, rows, now, words) for one in found)
    return tuple(item for item in shown if item is not None)


def place(item: WorkItem) -> Place:
    """Where an item stands on its list, unlike any other; instants as texts of one time zone, so that a page can name it."""
    clock = f"{item.clock.service}/{item.clock.clock_id}" if item.clock else ""
    return ORDER.index(item.kind), _instant(item.since), item.case_code, item.subject, clock


def place_of(one: Listed) -> Place:
    """What a list is sorted by."""
    return one.place


def _place_of(clock: Standing, now: datetime) -> Place:
    if clock.row is not None:
        since, subject, passed = clock.row.started_at, clock.row.subject, is_overdue(clock.row, now)
    else:
        line = clock.line or {}
        since, subject, passed = datetime.fromisoformat(line["since"]), line["subject"], has_passed(clock, now)
    _, case_code, clock_id, service = clock.place
    kind = ORDER.index("overdue" if passed else "due")
    return kind, _instant(since), case_code, subject, f"{service}/{clock_id}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _items(document: Document, organisation: str, words: Words) -> Iterator[Listed]:
    intake = document.get("intake", {}).get("facts") or {}
    for service in SOURCES:
        for item in document.get(service, {}).get("items", ()):
            if item["organisation"] == organisation:
                since = _instant(datetime.fromisoformat(item["since"]))
                where = (ORDER.index(item["kind"]), since, document["_id"], item["subject"], "")
                yield Listed(where, partial(_item, document["_id"], item, intake, words))


def _item(case_code: str, item: Mapping[str, Any], intake: Mapping[str, Any], words: Words) -> WorkItem:
    kind_of_dispute = intake.get("dispute_type", "")
    return WorkItem(
        kind=item["kind"], kind_name=words.word(item["kind"]), case_code=case_code, organisation=item["organisation"],
        organisation_name=words.body(item["organisation"]), dispute_type=kind_of_dispute,
        dispute_type_name=words.word(kind_of_dispute), since=item["since"], subject=item["subject"],
        missing=_said(item["missing"], words), story=bool(intake.get("story")),
    )  # fmt: skip


def _itself(item: WorkItem) -> WorkItem:
    return item


def _said(missing: Iterable[str], words: Words) -> tuple[str, ...]:
    """Parties stand together: a work list names no persons."""
    entries = list(missing)
    parties = sum(entry.startswith("party:") for entry in entries)
    of_parties = (f"当事人 {parties} 人",) if parties else ()
    return (*of_parties, *(said for entry in entries if (said := _one(entry, words))))


def _one(entry: str, words: Words) -> str:
    kind, _, value = entry.partition(":")
    match kind:
        case "material":
            return words.word(value)
        case "duty":
            return value
        case "until":
            return f"期限至 {value}"
        case _:
            return _LACKING.get(entry, "")


def _of_clock(
    clock: Standing | None, rows: Mapping[tuple[str, str, str], ClockRow], now: datetime, words: Words
) -> WorkItem | None:
    """None where the case has the clock no more, since something happened between two questions."""
    _, case_code, clock_id, service = clock.place if clock else ("", "", "", "")
    row = rows.get((case_code, clock_id, service))
    return _due(row, now, words) if row else None


def _due(row: ClockRow, now: datetime, words: Words) -> WorkItem:
    kind = "overdue" if is_overdue(row, now) else "due"
    return WorkItem(
        kind=kind, kind_name=words.word(kind), case_code=row.case_code, organisation=row.organisation or "",
        organisation_name=row.organisation_name, dispute_type="", dispute_type_name="", since=row.started_at,
        subject=row.subject, clock=row, story=row.story, register_code=row.register_code,
    )  # fmt: skip
