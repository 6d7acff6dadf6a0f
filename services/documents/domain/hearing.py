"""What a case's file hears: the bodies that have to do with the case, and the documents that registers tell of.

The window tells of a case's bodies when it is asked, and not with every registration. It is asked when a body hands in its
first file of a case, and by every document that waits for its body to be told of (docs/decisions/documents.md).
"""

from collections.abc import Iterable

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.documents import (
    BodiesAsked,
    BodiesLearned,
    BodyJoined,
    CaseDocument,
    DocumentEntered,
    DocumentWaiting,
    Noted,
)
from services.documents.domain.commands import AskBodies, EnterDocument, LearnBodies, NoteBody
from services.documents.domain.evolve import evolve
from services.documents.domain.state import CaseFile, State
from services.jurisdiction.acts import not_found
from services.jurisdiction.document_registers import STORY

Answer = tuple[Event, ...] | Refused


def ask_bodies(state: State, command: Command[AskBodies]) -> Answer:
    """The window is asked once for a body until it has answered; not where enough is known already."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    if state.may_add(body.body) or state.awaits_word_on(body.body):
        return ()
    asked = BodiesAsked(occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, body=body.body)
    return (asked,)


def learn_bodies(state: State, command: Command[LearnBodies]) -> Answer:
    """What the window answered, with whatever waited for one of these bodies."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    learned = BodiesLearned(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, asked_for=body.asked_for,
        bodies=body.bodies, story=body.story,
    )  # fmt: skip
    return learned, *_entered_after(state, learned)


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
    return joined, *_entered_after(state, joined)


def enter(state: State, command: Command[EnterDocument]) -> Answer:
    """A document of this case, entered at once or when it is told that its body has to do with the case."""
    if not command.actor.is_system:
        return not_found()
    told = command.body.model_dump(exclude={"occurred_at"})
    waiting = DocumentWaiting(occurred_at=command.occurred_at, **told)
    entered = tuple(_entered(state.case, [waiting])) if state.case else ()
    return entered or (waiting,)


def _entered_after(state: State, told: Event) -> Iterable[Event]:
    case = evolve(state, told).case
    assert case is not None  # it was told of
    return _entered(case, case.waiting)


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
