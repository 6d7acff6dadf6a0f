"""Documents as one deciding service: what comes in, what goes out, nothing else. Keyed by registers and by cases."""

from collections.abc import Sequence

from schemas import intake
from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided
from schemas.registry import wire_name
from services.documents.domain import react
from services.documents.domain.commands import COMMANDS
from services.documents.domain.decide import decide
from services.documents.domain.evolve import evolve
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import reaction, reactions

SERVICE = "documents"


def _nothing_with(fields: Sequence[str]) -> bytes:
    """How an event shows that its one image is not there."""
    return f'"{fields[0]}":null'.encode() if len(fields) == 1 else b""


HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "intake", {intake.BodiesTold: react.bodies_told}),
    *(
        one
        for source, table in react.BODY_IN.items()
        for one in reactions(HEARS, source, dict.fromkeys(table, react.body_named))
    ),
    *reactions(HEARS, "intake", {intake.CaseVoided: react.voided}),
    *(
        reaction(
            f"{SERVICE}_files_images_of_{source}_{wire_name(event)}",
            source,
            event,
            react.images_named,
            _nothing_with(fields),
        )
        for source, table in react.IMAGES_IN.items()
        for event, fields in table.items()
    ),
    *(
        reaction(f"{SERVICE}_enters_{wire_name(event)}", SERVICE, event, react.numbered)
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
