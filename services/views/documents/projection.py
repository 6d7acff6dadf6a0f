"""Per register its numbers in order with every edition, per case its documents and attachments as they stand."""

from collections.abc import Sequence
from typing import Any

from schemas.base import Event
from schemas.documents import (
    AttachmentStored,
    AttachmentWithdrawn,
    CaseDocument,
    ContentDestroyed,
    DocumentEntered,
    DocumentIssued,
    DocumentVoided,
    EditionFiled,
    RegisterEvent,
    Standing,
)
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section

SOURCE = "documents"
FILES = f"{SOURCE}.files"
"""Path of the hashes of everything that was handed out under the numbers of a register."""
DESTROYED = f"{SOURCE}.destroyed"
"""Path of the records of bytes that are not kept any longer."""
_OF_A_REGISTER = {"body", "kind", "year", "series"}
_OF_A_NUMBER = {"number", "printed", "case_code", "event_id", "template", "title"}
_OF_A_PAPER = {"register_code", "body", "number", "printed", "event_id", "template", "title"}
_OF_A_PAPERS_FILE = {"media_type", "file_hash", "size", "void"}
_OF_A_FILE = {"attachment_id", "body", "content_hash", "media_type", "size", "name", "of_mediation"}

_OF_A_DESTRUCTION = {"content_hash", "size", "handed_in_at", "rule", "days", "counted_from", "source", "mark"}


class DocumentsView:
    """One document per key: `register`, `numbers` and hashes of `files` of a register, `papers` and `attachments` of a case,
    and under either what was `destroyed`."""

    name = "documents"
    version = 3
    sources: Sequence[str] = (SOURCE,)
    indexes: Sequence[Index] = (
        Index(((f"{SOURCE}.register.body", 1), (f"{SOURCE}.register.year", -1))),
        Index(((FILES, 1),), of_words=True),
        Index(((f"{DESTROYED}.body", 1), (f"{SOURCE}.destroyed_at", -1))),
    )

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {"register": None, "numbers": [], "papers": [], "attachments": []}
        match event:
            case EditionFiled():
                numbers = [_filed(row, event) if row["number"] == event.number else row for row in before["numbers"]]
                return {**before, "numbers": numbers, "files": [*before.get("files", []), event.file_hash]}
            case RegisterEvent():
                register = event.model_dump(mode="json", include=_OF_A_REGISTER)
                return {**before, "register": register, "numbers": _numbers(before["numbers"], event, envelope)}
            case DocumentEntered():
                return {**before, "papers": _papers(before["papers"], event)}
            case AttachmentStored():
                kept = event.model_dump(mode="json", include=_OF_A_FILE)
                added = {**kept, "at": event.occurred_at.isoformat(), "by": envelope.actor.user, "withdrawn": ""}
                return {**before, "attachments": [*before["attachments"], added]}
            case AttachmentWithdrawn():
                rows = [
                    {**row, "withdrawn": event.reason} if row["attachment_id"] == event.attachment_id else row
                    for row in before["attachments"]
                ]
                return {**before, "attachments": rows}
            case ContentDestroyed():
                return _without_content(before, event)
            case _:
                return before


def _without_content(before: Section, event: ContentDestroyed) -> Section:
    """The record, and whose attachments have no bytes any more."""
    of_these = [row for row in before["attachments"] if row["content_hash"] == event.content_hash]
    body = event.handed_in_by or (of_these[-1] if of_these else before["register"] or {}).get("body", "")
    at = event.occurred_at.isoformat()
    record = {**event.model_dump(mode="json", include=_OF_A_DESTRUCTION), "body": body, "at": at}
    attachments = [{**row, "destroyed": at} if row in of_these else row for row in before["attachments"]]
    destroyed = [*before.get("destroyed", []), record]
    return {**before, "attachments": attachments, "destroyed": destroyed, "destroyed_at": at}


def _numbers(rows: list[dict[str, Any]], event: RegisterEvent, envelope: PublishedEvent) -> list[dict[str, Any]]:
    told = event.model_dump(mode="json", include=_OF_A_NUMBER)
    edition = {
        "edition": event.edition, "content_hash": event.content_hash, "values_hash": event.values_hash,
        "at": event.occurred_at.isoformat(), "by": envelope.actor.user, "reason": getattr(event, "reason", ""),
    }  # fmt: skip
    if isinstance(event, DocumentIssued):
        return [*rows, {**told, "standing": Standing.ISSUED.value, "void_reason": "", "editions": [edition]}]
    return [_after(row, event, edition) if row["number"] == event.number else row for row in rows]


def _filed(row: dict[str, Any], event: EditionFiled) -> dict[str, Any]:
    told = event.model_dump(mode="json", include=_OF_A_PAPERS_FILE)
    editions = [
        {**one, "files": [*one.get("files", []), told]} if one["edition"] == event.edition else one
        for one in row["editions"]
    ]
    return {**row, "editions": editions}


def _after(row: dict[str, Any], event: RegisterEvent, edition: dict[str, Any]) -> dict[str, Any]:
    if isinstance(event, DocumentVoided):
        return {**row, "standing": Standing.VOID.value, "void_reason": event.reason}
    return {**row, "standing": Standing.REVISED.value, "editions": [*row["editions"], edition]}


def _papers(rows: list[dict[str, Any]], event: CaseDocument) -> list[dict[str, Any]]:
    told = event.model_dump(mode="json", include=_OF_A_PAPER)
    place = (event.register_code, event.number)
    known = next((row for row in rows if (row["register_code"], row["number"]) == place), None)
    others = [row for row in rows if (row["register_code"], row["number"]) != place]
    editions = known["editions"] if known else []
    if event.standing is not Standing.VOID:
        edition = {"edition": event.edition, "content_hash": event.content_hash, "at": event.occurred_at.isoformat(),
                   "reason": event.reason}  # fmt: skip
        editions = sorted([*editions, edition], key=lambda one: int(one["edition"]))
    void = event.standing is Standing.VOID or (known is not None and known["void"])
    reason = event.reason if event.standing is Standing.VOID else (known or {}).get("void_reason", "")
    return [*others, {**told, "editions": editions, "void": void, "void_reason": reason}]
