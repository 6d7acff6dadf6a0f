"""What the window hears of documents: that they ask who has to do with a case. Pure: event in, own command out."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas.base import Event
from schemas.documents import BodiesAsked, DocumentWaiting
from schemas.envelope import PublishedEvent
from services.intake.domain.heard_commands import HearBodiesAsked

SOURCE = "documents"


def heard_question(event: BodiesAsked | DocumentWaiting, envelope: PublishedEvent) -> HearBodiesAsked:
    """A body wants to add to the file, or a document of a body waits that the file knows nothing of."""
    return HearBodiesAsked(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, body=event.body
    )


HEARD_DOCUMENTS: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], HearBodiesAsked]] = {
    (SOURCE, BodiesAsked): heard_question,
    (SOURCE, DocumentWaiting): heard_question,
}
"""(source, event) -> what the same case hears."""
