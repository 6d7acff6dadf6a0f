"""What the read API tells of documents and attachments."""

from services.views.answered import Answered


class FileRow(Answered):
    """An edition as one kind of file, as it is handed out."""

    media_type: str
    kind_name: str
    file_hash: str
    """SHA-256 of its bytes."""
    size: int
    void: bool
    """It says at its number that the document is void."""


class EditionRow(Answered):
    """An edition of a document."""

    edition: int
    content_hash: str
    at: str
    reason: str
    """Why it was revised; empty for the first, masked for who may not know persons."""
    files: tuple[FileRow, ...] = ()
    """What was handed out of it; told with the register alone."""


class PaperRow(Answered):
    """A numbered document of a case."""

    register_code: str
    body: str
    body_name: str
    number: int
    printed: str
    title: str
    template: str
    event_id: str
    void: bool
    void_reason: str
    editions: tuple[EditionRow, ...]
    own: bool
    """Of the reader's own body, which alone gets its content again, revises and voids it."""


class AttachmentRow(Answered):
    """A file of a case."""

    attachment_id: str
    body: str
    body_name: str
    name: str
    media_type: str
    kind_name: str
    size: int
    content_hash: str
    at: str
    withdrawn: str
    """Why it was withdrawn; empty where it was not."""
    destroyed: str
    """When its bytes were ended by a rule of keeping; empty where they were not."""
    of_mediation: bool
    readable: bool
    """Whether this reader gets its bytes."""
    own: bool


class DestroyedRow(Answered):
    """Bytes that are not kept any longer: what, since when and by which rule; never what they contained."""

    body: str
    """Who handed them in; empty where it was not recorded."""
    body_name: str
    content_hash: str
    size: int
    handed_in_at: str
    rule: str
    rule_name: str
    days: int
    """Calendar days that the rule keeps them."""
    counted_from: str
    at: str
    """When it was decided."""
    source: str
    mark: str


class CasePapers(Answered):
    """Documents and attachments of a case."""

    documents: tuple[PaperRow, ...]
    attachments: tuple[AttachmentRow, ...]
    destroyed: tuple[DestroyedRow, ...] = ()


class RegisterRow(Answered):
    """A register in a list."""

    code: str
    body: str
    body_name: str
    kind: str
    kind_name: str
    year: int
    story: bool
    last: int
    """The number given last."""
    void: int
    """How many of them were voided."""


class NumberRow(Answered):
    """A number of a register."""

    number: int
    printed: str
    title: str
    case_code: str
    """Empty for a body above, which learns of cases from their own pages."""
    standing: str
    standing_name: str
    void: bool
    void_reason: str
    editions: tuple[EditionRow, ...]


class FileFound(Answered):
    """To which edition some file belongs, byte for byte; for whoever has the file."""

    body: str
    body_name: str
    register_code: str
    number: int
    printed: str
    title: str
    edition: int
    last_edition: int
    """The one that counts now."""
    at: str
    """When this edition was issued."""
    kind_name: str
    void: bool
    """The document is void now."""
    marked_void: bool
    """The file says so."""
    own: bool
    """Of the reader's own body."""


class RegisterFile(Answered):
    """A register with all its numbers, the void ones among them."""

    row: RegisterRow
    own: bool
    numbers: tuple[NumberRow, ...]
