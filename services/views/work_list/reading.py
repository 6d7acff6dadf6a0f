"""The work list of one body: offers, cases in hand, what is missing, and what is due soon or overdue."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from services.views.answers import ClockRow, WorkItem
from services.views.deadline_board.reading import is_overdue, is_pressing
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


def work_list(
    documents: Iterable[Document],
    clocks: Iterable[ClockRow],
    organisation: str,
    now: datetime,
    words: Words,
    more: Iterable[WorkItem] = (),
) -> tuple[WorkItem, ...]:
    """The items of `organisation` with `more` that concern no case; `clocks` are the rows of its deadline board."""
    items = [*more, *(item for document in documents for item in _items(document, organisation, words))]
    items += [_due(row, now, words) for row in clocks if is_pressing(row, now)]
    return tuple(sorted(items, key=place))


def place(item: WorkItem) -> tuple[int, str, str, str, str]:
    """Where an item stands on its list, unlike any other; instants as texts of one time zone, so that a page can name it."""
    since = item.since.astimezone(UTC).isoformat(timespec="microseconds")
    clock = f"{item.clock.service}/{item.clock.clock_id}" if item.clock else ""
    return ORDER.index(item.kind), since, item.case_code, item.subject, clock


def _items(document: Document, organisation: str, words: Words) -> Iterable[WorkItem]:
    intake = document.get("intake", {}).get("facts") or {}
    kind_of_dispute = intake.get("dispute_type", "")
    for service in SOURCES:
        for item in document.get(service, {}).get("items", ()):
            if item["organisation"] == organisation:
                yield WorkItem(
                    kind=item["kind"], kind_name=words.word(item["kind"]), case_code=document["_id"],
                    organisation=organisation, organisation_name=words.body(organisation),
                    dispute_type=kind_of_dispute, dispute_type_name=words.word(kind_of_dispute), since=item["since"],
                    subject=item["subject"], missing=_said(item["missing"], words), story=bool(intake.get("story")),
                )  # fmt: skip


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


def _due(row: ClockRow, now: datetime, words: Words) -> WorkItem:
    kind = "overdue" if is_overdue(row, now) else "due"
    return WorkItem(
        kind=kind, kind_name=words.word(kind), case_code=row.case_code, organisation=row.organisation or "",
        organisation_name=row.organisation_name, dispute_type="", dispute_type_name="", since=row.started_at,
        subject=row.subject, clock=row, story=row.story, register_code=row.register_code,
    )  # fmt: skip
