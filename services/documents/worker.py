"""Documents as one deciding service: what comes in, what goes out, nothing else. Keyed by registers and by cases."""

from collections.abc import Sequence
from typing import Any

from schemas import intake
from schemas.base import Event
from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.documents.domain import react
from services.documents.domain.commands import COMMANDS
from services.documents.domain.decide import decide
from services.documents.domain.evolve import evolve
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of

SERVICE = "documents"


def _bodies_told(heard: intake.BodiesTold, published: PublishedEvent) -> ReactionCommand:
    return ReactionCommand(react.bodies_told(heard, published))


def _body_named(heard: Event, published: PublishedEvent) -> ReactionCommand | None:
    told = react.body_named(heard, published)
    return None if told is None else ReactionCommand(told)


def _images_named(heard: Event, published: PublishedEvent) -> ReactionCommand | None:
    told = react.images_named(heard, published)
    return None if told is None else ReactionCommand(told)


def _voided(heard: intake.CaseVoided, published: PublishedEvent) -> ReactionCommand:
    return ReactionCommand(react.voided(heard, published))


def _nothing_with(fields: Sequence[str]) -> bytes:
    """How an event shows that its one image is not there."""
    return f'"{fields[0]}":null'.encode() if len(fields) == 1 else b""


def _numbered(heard: Any, published: PublishedEvent) -> ReactionCommand:
    case_code, told = react.numbered(heard, published)
    return ReactionCommand(told, case_code=case_code)


REACTIONS: tuple[Reaction, ...] = (
    Reaction(f"{SERVICE}_hears_intake_bodies_told", "intake", intake.BodiesTold, _bodies_told),
    *(
        Reaction(f"{SERVICE}_hears_{source}_{wire_name(event)}", source, event, _body_named)
        for source, table in react.BODY_IN.items()
        for event in table
    ),
    Reaction(f"{SERVICE}_hears_intake_case_voided", "intake", intake.CaseVoided, _voided),
    *(
        Reaction(
            f"{SERVICE}_files_images_of_{source}_{wire_name(event)}",
            source,
            event,
            _images_named,
            nothing_with=_nothing_with(fields),
        )
        for source, table in react.IMAGES_IN.items()
        for event, fields in table.items()
    ),
    *(
        Reaction(f"{SERVICE}_enters_{wire_name(event)}", SERVICE, event, _numbered)
        for event in (DocumentIssued, DocumentRevised, DocumentVoided)
    ),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, DocumentsLaw]:
    """The service under the law of a profile, its documents and its registers. It has no clocks."""
    return DecidingService(
        name=SERVICE, rules=DocumentsLaw.of(law), initial=initial, decide=decide, evolve=evolve,
        encode_state=encode_state, decode_state=decode_state, state_form=form_of(State), commands=COMMANDS,
        reactions=REACTIONS,
    )  # fmt: skip
