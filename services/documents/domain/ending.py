"""What makes bytes stay or go: images under signatures, voided registrations, and the end of what nobody wants any longer."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.documents import ContentDestroyed, Ending, RegistrationVoided, SignatureImagesFiled
from services.documents.domain.commands import DestroyContent, FileSignatureImages, NoteVoiding
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.retention import Kept, ended, was_decided
from services.documents.domain.state import State
from services.jurisdiction.acts import not_found

Answer = tuple[Event, ...] | Refused


def file_images(state: State, command: Command[FileSignatureImages]) -> Answer:
    """Heard once for each image."""
    if not command.actor.is_system:
        return not_found()
    body, known = command.body, state.case.images if state.case else ()
    fresh = tuple(one for one in dict.fromkeys(body.content_hashes) if one not in known)
    if not fresh:
        return ()
    filed = SignatureImagesFiled(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, source=body.source,
        content_hashes=fresh,
    )  # fmt: skip
    return (filed,)


def note_voiding(state: State, command: Command[NoteVoiding]) -> Answer:
    """Heard once; of a case without files too, since some may be added."""
    if not command.actor.is_system:
        return not_found()
    if state.case is not None and state.case.voided_at is not None:
        return ()
    told = command.body
    voided = RegistrationVoided(
        occurred_at=command.occurred_at, occurred_at_assumed=told.occurred_at_assumed, told_at=command.recorded_at
    )
    return (voided,)


def destroy(state: State, command: Command[DestroyContent], law: DocumentsLaw) -> Answer:
    """The record of an end, by the rule that holds now. Nothing where something stands on the bytes since they were looked at."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    kept = Kept(body.content_hash, body.handed_in_at)
    over = ended(state, kept, command.occurred_at, law.retention)
    if over is None or over.rule.days is None or was_decided(state, kept):
        return ()
    destroyed = ContentDestroyed(
        occurred_at=command.occurred_at, content_hash=body.content_hash, size=body.size,
        handed_in_at=body.handed_in_at, handed_in_by=body.handed_in_by, rule=Ending(over.rule.code),
        days=over.rule.days, counted_from=over.since, source=over.rule.source, mark=over.rule.mark.value,
    )  # fmt: skip
    return (destroyed,)
