"""What other services and our own registers tell, and what it makes documents do to themselves. Pure: event in, own command out."""

from collections.abc import Mapping

from schemas import intake, judicial_confirmation, petitions
from schemas.base import Event
from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided, RegisterEvent, Standing
from schemas.envelope import PublishedEvent
from services.documents.domain.commands import EnterDocument, LearnBodies, NoteBody

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
