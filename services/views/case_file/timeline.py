"""One timeline over all services, each entry with its Chinese sentence, as one reader may see it."""

from collections.abc import Mapping
from typing import Any

from schemas.base import Event
from schemas.documents import (
    AttachmentStored,
    BodiesAsked,
    BodiesLearned,
    BodyJoined,
    DocumentWaiting,
    RegistrationVoided,
    SignatureImagesFiled,
)
from schemas.intake import BodiesTold, DuplicateRejected, NoteRecorded
from schemas.petitions import PetitionMediated
from schemas.registry import encode_data
from schemas.satisfaction import InvitationIssued
from services.views.answers import TimelineEntry
from services.views.case_file.story_of_case import Told, told
from services.views.facts.tracks import body_of
from services.views.reader import Reader
from services.views.sentences import sentence
from services.views.words import SYSTEM, Words

Document = Mapping[str, Any]
STRANGERS_MERGE = "target_not_found"
"""The code of a refused merge whose body may not know of this case, nor this case's bodies of the other."""

_UNSAID = (
    BodyJoined, BodiesAsked, BodiesTold, BodiesLearned, DocumentWaiting, SignatureImagesFiled, RegistrationVoided,
)  # fmt: skip
"""What one service only asks another or remembers of it, and a document that is no part of the case yet."""


def timeline(document: Document, reader: Reader, parties: Mapping[str, str], words: Words) -> tuple[TimelineEntry, ...]:
    """Every event in order; `parties` are the labels of the parties for this reader."""
    entries = told(document)
    rated = {
        entry.event.invitation_id: entry.event.rated_body
        for entry in entries
        if isinstance(entry.event, InvitationIssued)
    }
    return tuple(
        _entry(entry, _where(entry, document, rated, reader), reader, parties, words)
        for entry in entries
        if not _of_a_stranger(entry.event) and not isinstance(entry.event, _UNSAID)
    )


def _of_a_stranger(event: Event) -> bool:
    """A merge by a body without standing here stands in the log, but tells no reader that the other case exists."""
    return isinstance(event, DuplicateRejected) and event.code == STRANGERS_MERGE


def _where(told_entry: Told, document: Document, rated: Mapping[str, str], reader: Reader) -> str | None:
    """The body of the event's round, whose word a note or a file keeps, or the body that is rated; None for every other event."""
    if told_entry.service == "satisfaction":
        return rated.get(getattr(told_entry.event, "invitation_id", ""))
    if isinstance(told_entry.event, NoteRecorded):
        published = bool(((document.get("intake") or {}).get("facts") or {}).get("story"))
        return reader.organisation if published else told_entry.actor.organisation
    if isinstance(told_entry.event, PetitionMediated):
        return told_entry.event.by_body
    if isinstance(told_entry.event, AttachmentStored):
        return told_entry.event.body if told_entry.event.of_mediation else reader.organisation
    facts = (document.get(told_entry.service) or {}).get("facts") or {}
    track = getattr(told_entry.event, "track_id", None)
    return body_of(facts, track) if track and "tracks" in facts else None


def _entry(entry: Told, where: str | None, reader: Reader, parties: Mapping[str, str], words: Words) -> TimelineEntry:
    event, actor = entry.event, entry.actor
    data = reader.visible(entry.service, entry.name, event, encode_data(event), where)
    return TimelineEntry(
        id=entry.id, service=entry.service, event=entry.name, version=event.version, sequence=entry.sequence,
        index=entry.index, occurred_at=event.occurred_at, assumed=event.occurred_at_assumed,
        recorded_at=entry.recorded_at, actor=actor.user, body=actor.organisation,
        body_name=SYSTEM if actor.is_system else words.body(actor.organisation),
        sentence=sentence(entry.service, entry.name, data, parties, words),
        irregularities=event.irregularities, data=dict(data),
    )  # fmt: skip
