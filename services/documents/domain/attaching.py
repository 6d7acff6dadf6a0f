"""A case's attachments: who may add to its file, and what is added and withdrawn."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.documents import AttachmentStored, AttachmentWithdrawn
from services.documents.domain.commands import StoreAttachment, WithdrawAttachment
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.refusals import refuse
from services.documents.domain.state import State
from services.jurisdiction.acts import not_found

Answer = tuple[Event, ...] | Refused


def store(state: State, command: Command[StoreAttachment], law: DocumentsLaw) -> Answer:
    """A body that has or had to do with the case adds a file."""
    body, by, limits = command.body, command.actor.organisation, law.registers.limits
    if state.case is None or not state.concerns(by):
        return not_found()
    if body.size > limits.largest:
        return refuse("attachment_too_large", "size", largest=limits.largest_mib)
    kept = state.case.kept()
    if any(one.content_hash == body.content_hash and one.body == by for one in kept):
        return refuse("attachment_stored_already", "content_hash")
    if len(kept) >= limits.most:
        return refuse("too_many_attachments", most=limits.most)
    stored = AttachmentStored(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed,
        attachment_id=str(command.derived_id("attachment")), body=by, content_hash=body.content_hash,
        media_type=body.media_type, size=body.size, name=body.name, of_mediation=body.of_mediation,
    )  # fmt: skip
    return (stored,)


def withdraw(state: State, command: Command[WithdrawAttachment]) -> Answer:
    """The body that added a file takes it back; it stays listed."""
    body, by = command.body, command.actor.organisation
    if state.case is None or not state.concerns(by):
        return not_found()
    found = state.case.find(body.attachment_id)
    if found is None:
        return refuse("attachment_unknown", "attachment_id")
    if found.withdrawn:
        return refuse("attachment_withdrawn", "attachment_id")
    if found.body != by:
        return refuse("withdrawn_by_its_body")
    withdrawn = AttachmentWithdrawn(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed,
        attachment_id=body.attachment_id, body=by, reason=body.reason, told_at=command.recorded_at,
    )  # fmt: skip
    return (withdrawn,)
