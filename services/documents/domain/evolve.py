"""What is true of a register or of a case's file after an event."""

from collections.abc import Callable

from schemas.base import Event
from schemas.documents import (
    AttachmentStored,
    AttachmentWithdrawn,
    BodiesAsked,
    BodiesLearned,
    BodyJoined,
    ContentDestroyed,
    DocumentEntered,
    DocumentIssued,
    DocumentRevised,
    DocumentVoided,
    DocumentWaiting,
    EditionFiled,
    Noted,
    RegisterEvent,
    RegistrationVoided,
    SignatureImagesFiled,
)
from services.documents.domain.state import (
    Attachment,
    CaseFile,
    Destroyed,
    Edition,
    Numbered,
    PaperFile,
    Register,
    State,
)


def evolve(state: State, event: Event) -> State:
    """The state after `event`."""
    if isinstance(event, RegisterEvent):
        return state.model_copy(update={"kept_register": _register_after(state.kept_register, event)})
    if isinstance(event, ContentDestroyed):
        ended = Destroyed(content_hash=event.content_hash, handed_in_at=event.handed_in_at)
        return state.model_copy(update={"destroyed": (*state.destroyed, ended)})
    return state.model_copy(update={"case": _case_after(state.case, event)})


def _register_after(register: Register | None, event: RegisterEvent) -> Register:
    kept = register or Register(
        body=event.body, kind=event.kind, year=event.year, series=event.series, last_at=event.occurred_at
    )
    match event:
        case DocumentIssued():
            numbers = (*kept.numbers, _numbered(event))
            return kept.model_copy(update={"numbers": numbers, "last_at": event.occurred_at})
        case DocumentRevised():
            return _changed(kept, event.number, lambda one: _with_editions(one, (*one.editions, _edition(event))))
        case DocumentVoided():
            return _changed(kept, event.number, lambda one: one.model_copy(update={"void": True}))
        case EditionFiled():
            return _changed(kept, event.number, lambda one: _filed(one, event))
        case _:
            return kept


def _numbered(event: RegisterEvent) -> Numbered:
    return Numbered(
        number=event.number, printed=event.printed, case_code=event.case_code, event_id=event.event_id,
        template=event.template, title=event.title, editions=(_edition(event),),
    )  # fmt: skip


def _edition(event: RegisterEvent) -> Edition:
    return Edition(content_hash=event.content_hash, values_hash=event.values_hash)


def _changed(register: Register, number: int, change: Callable[[Numbered], Numbered]) -> Register:
    numbers = tuple(change(one) if one.number == number else one for one in register.numbers)
    return register.model_copy(update={"numbers": numbers})


def _with_editions(one: Numbered, editions: tuple[Edition, ...]) -> Numbered:
    return one.model_copy(update={"editions": editions})


def _filed(one: Numbered, event: EditionFiled) -> Numbered:
    kept = PaperFile(media_type=event.media_type, void=event.void, file_hash=event.file_hash)
    editions = tuple(
        edition.model_copy(update={"files": (*edition.files, kept)}) if at == event.edition else edition
        for at, edition in enumerate(one.editions, start=1)
    )
    return _with_editions(one, editions)


def _case_after(case: CaseFile | None, event: Event) -> CaseFile | None:
    kept = case or CaseFile(bodies=())
    match event:
        case BodyJoined():
            return _with_bodies(kept, (event.body,), event.story)
        case BodiesAsked():
            return kept.model_copy(update={"asked": (*kept.asked, event.body)})
        case BodiesLearned():
            asked = tuple(body for body in kept.asked if body != event.asked_for)
            return _with_bodies(kept, event.bodies, event.story).model_copy(update={"asked": asked})
        case DocumentWaiting():
            return kept.model_copy(update={"waiting": (*kept.waiting, event)})
        case DocumentEntered() | Noted():
            return kept.model_copy(update={"waiting": _still_waiting(kept)})
        case AttachmentStored():
            added = Attachment(
                attachment_id=event.attachment_id, body=event.body, content_hash=event.content_hash,
                stored_at=event.occurred_at,
            )  # fmt: skip
            return kept.model_copy(update={"attachments": (*kept.attachments, added)})
        case AttachmentWithdrawn():
            return kept.model_copy(update={"attachments": tuple(_taken_back(one, event) for one in kept.attachments)})
        case SignatureImagesFiled():
            return kept.model_copy(update={"images": tuple(dict.fromkeys((*kept.images, *event.content_hashes)))})
        case RegistrationVoided():
            return kept.model_copy(update={"voided_at": event.told_at})
        case _:
            return case


def _with_bodies(kept: CaseFile, bodies: tuple[str, ...], story: bool | None) -> CaseFile:
    known = tuple(dict.fromkeys((*kept.bodies, *bodies)))
    return kept.model_copy(update={"bodies": known, "story": kept.story if story is None else story})


def _still_waiting(kept: CaseFile) -> tuple[DocumentWaiting, ...]:
    """A decision enters or notes all at once that may be: what may be is not waited for any more."""
    return tuple(one for one in kept.waiting if not kept.may_enter(one.body))


def _taken_back(one: Attachment, event: AttachmentWithdrawn) -> Attachment:
    taken_back = one.attachment_id == event.attachment_id
    return one.model_copy(update={"withdrawn_at": event.told_at or event.occurred_at}) if taken_back else one
