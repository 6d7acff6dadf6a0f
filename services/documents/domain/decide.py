"""The table of contents of documents: every command and the function that decides it."""

from typing import Any

from schemas.command import Command
from services.documents.domain import attaching, ending, hearing, numbering
from services.documents.domain.commands import (
    AskBodies,
    DestroyContent,
    EnterDocument,
    FileEdition,
    FileSignatureImages,
    IssueDocument,
    LearnBodies,
    NoteBody,
    NoteVoiding,
    ReviseDocument,
    StoreAttachment,
    VoidDocument,
    WithdrawAttachment,
)
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.numbering import Answer
from services.documents.domain.state import State
from services.jurisdiction.acts import not_found, wrong_time_where_known
from services.jurisdiction.document_registers import STORY


def decide(state: State, command: Command[Any], law: DocumentsLaw) -> Answer:
    """The answer to one command. There are no clocks here, so that nothing can be due before an act of a played case."""
    body = command.body
    if not command.actor.is_system:
        refused = wrong_time_where_known(command, _is_story(state, body), lambda now: decide(state, now, law))
        if refused is not None:
            return refused
    match body:
        case IssueDocument():
            return numbering.issue(state, command, law)
        case ReviseDocument():
            return numbering.revise(state, command, law)
        case VoidDocument():
            return numbering.void(state, command)
        case FileEdition():
            return numbering.file_edition(state, command)
        case StoreAttachment():
            return attaching.store(state, command, law)
        case WithdrawAttachment():
            return attaching.withdraw(state, command)
        case NoteBody():
            return hearing.note_body(state, command)
        case AskBodies():
            return hearing.ask_bodies(state, command)
        case LearnBodies():
            return hearing.learn_bodies(state, command)
        case EnterDocument():
            return hearing.enter(state, command)
        case FileSignatureImages():
            return ending.file_images(state, command)
        case NoteVoiding():
            return ending.note_voiding(state, command)
        case DestroyContent():
            return ending.destroy(state, command, law)
        case _:
            return not_found()


def _is_story(state: State, body: object) -> bool:
    if isinstance(body, IssueDocument):
        return body.series == STORY
    if state.kept_register is not None:
        return state.kept_register.series == STORY
    return state.case is not None and bool(state.case.story)
