"""What documents keep under one key: of a register its numbers, of a case who has to do with it and its files.

A key is a register's code (`document_registers.register_code`) or a case code; the two never meet, so that one part stays empty.
Bytes are kept under either, and may end under either.
"""

from pydantic import AwareDatetime

from schemas.base import Value
from schemas.documents import DocumentWaiting, MediaType


class PaperFile(Value):
    """An edition as one kind of file; `void`: with the mark of a void document."""

    media_type: MediaType
    void: bool
    file_hash: str


class Edition(Value):
    """What was issued under a number at one time."""

    content_hash: str
    values_hash: str
    files: tuple[PaperFile, ...] = ()
    """Each kind once: the first that was made."""

    def file(self, media_type: MediaType, void: bool) -> PaperFile | None:
        """The kept file of this kind."""
        return next((one for one in self.files if (one.media_type, one.void) == (media_type, void)), None)


class Numbered(Value):
    """A number that was given."""

    number: int
    printed: str
    case_code: str
    event_id: str
    template: str
    title: str
    editions: tuple[Edition, ...]
    """From the first on; the last one counts."""
    void: bool = False

    @property
    def edition(self) -> int:
        """Number of the edition that counts."""
        return len(self.editions)

    @property
    def last(self) -> Edition:
        """The edition that counts."""
        return self.editions[-1]


class Register(Value):
    """The documents of one body, kind and year, in the order of their numbers."""

    body: str
    kind: str
    year: int
    series: str
    last_at: AwareDatetime
    """When the last number was given."""
    numbers: tuple[Numbered, ...] = ()

    def find(self, number: int) -> Numbered | None:
        """What has this number: they stand in order, from 1, none left out."""
        return self.numbers[number - 1] if 1 <= number <= len(self.numbers) else None

    def of(self, case_code: str, event_id: str, template: str) -> Numbered | None:
        """The document of this event that counts."""
        about = (case_code, event_id, template)
        return next(
            (one for one in self.numbers if not one.void and (one.case_code, one.event_id, one.template) == about), None
        )


class Attachment(Value):
    """A file of the case."""

    attachment_id: str
    body: str
    content_hash: str
    stored_at: AwareDatetime
    withdrawn_at: AwareDatetime | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.withdrawn_at is not None


class Destroyed(Value):
    """Bytes whose end was decided, as they were handed in then; the same file may have been handed in again since."""

    content_hash: str
    handed_in_at: AwareDatetime


class CaseFile(Value):
    """What is known of a case."""

    bodies: tuple[str, ...]
    """Who has or had to do with it."""
    story: bool | None = None
    """A played public case; None until the window has said so."""
    asked: tuple[str, ...] = ()
    """Bodies for which the window was asked and has not answered."""
    attachments: tuple[Attachment, ...] = ()
    waiting: tuple[DocumentWaiting, ...] = ()
    """Documents of bodies that nobody has told of yet, in order."""
    images: tuple[str, ...] = ()
    """Hashes of the images that stand under signatures and seals of this case, each once."""
    voided_at: AwareDatetime | None = None
    """When its registration was voided."""

    def concerns(self, body: str) -> bool:
        """Whether this body has to do with the case."""
        return body in self.bodies

    def may_enter(self, body: str) -> bool:
        """Whether enough is known of the case to enter a document of this body, or to say why it is not."""
        return self.concerns(body) and self.story is not None

    def find(self, attachment_id: str) -> Attachment | None:
        """The attachment with this id."""
        return next((one for one in self.attachments if one.attachment_id == attachment_id), None)

    def kept(self) -> tuple[Attachment, ...]:
        """Those that are not withdrawn."""
        return tuple(one for one in self.attachments if not one.withdrawn)


class State(Value):
    """Everything `decide` may know under one key."""

    code: str
    kept_register: Register | None = None
    """Of a register's code; None before its first number, and for every case."""
    case: CaseFile | None = None
    """Of a case's code; None before anything was heard of it, and for every register."""
    destroyed: tuple[Destroyed, ...] = ()
    """Bytes under this key whose end was decided."""

    def concerns(self, body: str) -> bool:
        """Whether this body has to do with the case of this key."""
        return self.case is not None and self.case.concerns(body)

    def may_add(self, body: str) -> bool:
        """Whether enough is known of the case to let this body add to its file."""
        return self.case is not None and self.case.may_enter(body)

    def awaits_word_on(self, body: str) -> bool:
        """Whether the window was asked for this body and has not answered."""
        return self.case is not None and body in self.case.asked


def initial(code: str) -> State:
    """A key this service has not heard of."""
    return State(code=code)


def encode_state(state: State) -> bytes:
    """The bytes the local store keeps."""
    return state.model_dump_json().encode()


def decode_state(stored: bytes) -> State:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return State.model_validate_json(stored)
