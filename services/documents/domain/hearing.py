"""What a case's file hears: the bodies that have to do with the case, and the documents that registers tell of.

Registers and the window tell in no order: a document of a body that nobody has told of yet waits until somebody does.
"""

from collections.abc import Iterable

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.documents import BodyJoined, CaseDocument, DocumentEntered, DocumentWaiting, Noted
from services.documents.domain.commands import EnterDocument, NoteBody
from services.documents.domain.evolve import evolve
from services.documents.domain.state import CaseFile, State
from services.jurisdiction.acts import not_found
from services.jurisdiction.document_registers import STORY

Answer = tuple[Event, ...] | Refused


def note_body(state: State, command: Command[NoteBody]) -> Answer:
    """Heard once for each body, with whatever waited for it; nothing where it tells nothing new."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    tells_story = body.story is not None and (state.case is None or state.case.story is None)
    if state.concerns(body.body) and not tells_story:
        return ()
    joined = BodyJoined(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, body=body.body, story=body.story
    )
    case = evolve(state, joined).case
    assert case is not None  # a body has joined it
    return joined, *_entered(case, case.waiting)


def enter(state: State, command: Command[EnterDocument]) -> Answer:
    """A document of this case, entered at once or when it is told that its body has to do with the case."""
    if not command.actor.is_system:
        return not_found()
    told = command.body.model_dump(exclude={"occurred_at"})
    waiting = DocumentWaiting(occurred_at=command.occurred_at, **told)
    entered = tuple(_entered(state.case, [waiting])) if state.case else ()
    return entered or (waiting,)


def _entered(case: CaseFile, documents: Iterable[DocumentWaiting]) -> Iterable[Event]:
    for document in documents:
        if not case.may_enter(document.body):
            continue
        if case.story != (document.series == STORY):
            yield Noted(
                occurred_at=document.occurred_at, occurred_at_assumed=document.occurred_at_assumed, source="documents",
                what=document.standing.value, reason="演示案件的文书与正式文书分别编号，不入本案卷宗",
            )  # fmt: skip
        else:
            yield DocumentEntered(**{name: getattr(document, name) for name in CaseDocument.model_fields})
