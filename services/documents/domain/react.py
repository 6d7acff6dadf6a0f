"""What other services and our own registers tell, and what it makes documents do to themselves. Pure: event in, own command out."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from schemas import intake, judicial_confirmation, petitions
from schemas.base import Event
from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided, RegisterEvent, Standing
from schemas.envelope import PublishedEvent
from schemas.registry import event_types
from schemas.signatures import SignatureImage
from schemas.topics import CASE_SERVICES
from services.documents.domain.commands import EnterDocument, FileSignatureImages, LearnBodies, NoteBody, NoteVoiding

BODY_IN: Mapping[str, Mapping[type[Event], str]] = {
    "judicial_confirmation": {judicial_confirmation.ApplicationFiled: "court"},
    "petitions": {
        petitions.PetitionForwarded: "responsible_unit",
        petitions.ResponsibleUnitDesignated: "responsible_unit",
        petitions.ReviewRequested: "reviewing_unit",
        petitions.RecheckRequested: "rechecking_unit",
    },
}
"""By source and event: the field that names a body that has to do with the case from now on."""


def _image_fields(event: type[Event]) -> tuple[str, ...]:
    return tuple(name for name, field in event.model_fields.items() if SignatureImage in _named(field.annotation))


def _named(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _named(inner)


IMAGES_IN: Mapping[str, Mapping[type[Event], tuple[str, ...]]] = {
    source: {event: fields for event in event_types(source).values() if (fields := _image_fields(event))}
    for source in CASE_SERVICES
    if any(_image_fields(event) for event in event_types(source).values())
}
"""By source and event: the fields that hold the image of a signature or seal. Taken from the contracts, so that an event that
is added with such a field is heard as well: its bytes would be destroyed otherwise."""
_STANDING: Mapping[type[Event], Standing] = {
    DocumentIssued: Standing.ISSUED,
    DocumentRevised: Standing.REVISED,
    DocumentVoided: Standing.VOID,
}


def bodies_told(event: intake.BodiesTold, published: PublishedEvent) -> LearnBodies:
    """The window's answer: who registered the case, was offered it or held it."""
    return LearnBodies(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, asked_for=event.asked_for,
        bodies=event.bodies, story=event.story,
    )  # fmt: skip


def body_named(event: Event, published: PublishedEvent) -> NoteBody | None:
    """A further body has to do with the case; None where the event names none."""
    body = getattr(event, BODY_IN[published.service][type(event)])
    if not body:
        return None
    return NoteBody(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, body=body)


def images_named(event: Event, published: PublishedEvent) -> FileSignatureImages | None:
    """Images that stand under a signature from now on; None where it was given on paper alone."""
    images = (getattr(event, field) for field in IMAGES_IN[published.service][type(event)])
    hashes = tuple(image.content_hash for image in images if image is not None)
    if not hashes:
        return None
    return FileSignatureImages(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, source=published.service,
        content_hashes=hashes,
    )  # fmt: skip


def voided(event: intake.CaseVoided, published: PublishedEvent) -> NoteVoiding:
    """The registration was voided."""
    return NoteVoiding(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)


def numbered(event: RegisterEvent, published: PublishedEvent) -> tuple[str, EnterDocument]:
    """A number concerns a case: the case, and what its file is to know. `published` is under the register's code."""
    told = EnterDocument(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        register_code=published.case_code, body=event.body, series=event.series, number=event.number,
        printed=event.printed, event_id=event.event_id, template=event.template, title=event.title,
        edition=event.edition, content_hash=event.content_hash, standing=_STANDING[type(event)],
        reason=getattr(event, "reason", ""),
    )  # fmt: skip
    return event.case_code, told
