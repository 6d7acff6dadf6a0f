"""Events of documents: numbers given in a register without gaps, editions, voiding; scans of a case (issue 8, item 3).

Two kinds of key in one service: a register's (body, kind, year and series: `document_registers.register_code`) and a case's.
What stands in a document is kept by its hash beside the log; an event tells of nobody except in a reason and a file's name.
"""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, MediationText, PersonalText


class MediaType(StrEnum):
    """What may be attached, told by the first bytes of the file."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Standing(StrEnum):
    """How a number of a register stands."""

    ISSUED = "document_issued_standing"
    REVISED = "document_revised_standing"
    VOID = "document_void_standing"


class Ending(StrEnum):
    """Why bytes are not kept any longer: the rules of content_retention.yaml by which something is destroyed."""

    UNUSED = "unused_content"
    """Nothing was done with them after they were handed in."""
    WITHDRAWN = "withdrawn_content"
    """Of an attachment that was withdrawn."""
    VOIDED = "voided_case_content"
    """Of an attachment of a case whose registration was voided."""


class RegisterEvent(Event):
    """Base: something about one number of a register."""

    body: str
    """Whose register it is: who issues."""
    kind: str
    """Which of its registers, as document_registers.yaml has it."""
    year: int
    """Of issuing, Asia/Shanghai."""
    series: str
    """`real`, or `story` for played public cases, whose numbers are others."""
    number: int
    """From 1, each the next of the register."""
    printed: str
    """The number as it stands on paper, e.g. 〔2026〕皖芜行调第3号."""
    case_code: str
    event_id: str
    """The event of the case that the document belongs to."""
    template: str
    title: str
    edition: int
    """From 1; a revision raises it."""
    content_hash: str
    """SHA-256 (hex) of the document's bytes as they are kept: title, paragraphs, tables, signatures and foot, without number."""
    values_hash: str
    """SHA-256 (hex) of the values that fill its fields, by name."""


class DocumentIssued(RegisterEvent):
    """The document has the register's next number: edition 1."""

    template_version: str


class DocumentRevised(RegisterEvent):
    """A further edition under the same number; the former ones stay."""

    template_version: str
    former_content_hash: str
    reason: PersonalText


class DocumentVoided(RegisterEvent):
    """The document does not count any more. Its number stays listed and is never given again."""

    reason: PersonalText


class EditionFiled(RegisterEvent):
    """The file of an edition as it is handed out: made once, kept, and given to everybody who asks for this kind of file."""

    media_type: MediaType
    file_hash: str
    """SHA-256 (hex) of the very bytes."""
    size: int
    """Bytes."""
    void: bool = False
    """Of a void document: the file says so at its number."""


class CaseDocument(Event):
    """Base: how a document of this case stands in the register of the body that issued it."""

    register_code: str
    body: str
    number: int
    printed: str
    event_id: str
    template: str
    title: str
    edition: int
    content_hash: str
    standing: Standing
    reason: PersonalText = ""


class DocumentEntered(CaseDocument):
    """The case's file has it."""


class DocumentWaiting(CaseDocument):
    """A register told of it before anybody told that this body has to do with the case; it is entered when somebody does."""

    series: str


class AttachmentStored(Event):
    """A scan or a file was added to the case: its bytes are kept by their hash."""

    attachment_id: str
    body: str
    """Who added it."""
    content_hash: str
    """SHA-256 (hex) of the bytes."""
    media_type: MediaType
    size: int
    """Bytes."""
    name: MediationText
    """What it is, as the clerk calls it."""
    of_mediation: bool = False
    """It tells what was said in mediation and is read by the mediation body alone (TY 22)."""


class AttachmentWithdrawn(Event):
    """The file was added by mistake; it stays listed and is not handed out any more."""

    attachment_id: str
    body: str
    reason: PersonalText
    told_at: AwareDatetime | None = None
    """When it was recorded, from which its keeping counts: a date told of the past shortens nothing. None: as it occurred."""


class BodyJoined(Event):
    """A body has to do with the case from now on, and may add to its file."""

    body: str
    story: bool | None = None
    """Whether it is a played public case; None where this is not told with the body."""


class BodiesAsked(Event):
    """A body wants to add to the file of a case of which nothing is known here: the window is asked who has to do with it."""

    body: str


class BodiesLearned(Event):
    """The window said who has to do with the case (intake.BodiesTold); nobody with one that was never registered."""

    asked_for: str
    bodies: tuple[str, ...] = ()
    story: bool | None = None


class SignatureImagesFiled(Event):
    """Images stand under a signature or seal of this case, as the body told that recorded it: their bytes stay with the file."""

    source: str
    """The service whose event names them."""
    content_hashes: tuple[str, ...]


class RegistrationVoided(Event):
    """The window voided the registration of this case: what was attached to it belongs to no file."""

    told_at: AwareDatetime
    """When this was heard, from which the keeping of attachments counts."""


class ContentDestroyed(Event):
    """Bytes under this key are not kept any longer: what, since when, by which rule. Never what they contained.

    Decided first and carried out then, so that nothing goes without a record; whoever hands the same file in again is given
    a new keeping.
    """

    content_hash: str
    """SHA-256 (hex) of the bytes."""
    size: int
    """Bytes."""
    handed_in_at: AwareDatetime
    handed_in_by: str
    """The body; empty where it was not recorded (bytes from before)."""
    rule: Ending
    days: int
    """Calendar days, Asia/Shanghai, that the rule keeps them."""
    counted_from: AwareDatetime
    """What the days count from: handing in, withdrawing or voiding."""
    source: str
    """What the rule rests on."""
    mark: str
    """`INF` or `GK` where no source was read."""


class Noted(Event):
    """Another service's event, or a number of a register, that changes nothing here."""

    source: str
    what: str
    reason: str


EVENTS: tuple[type[Event], ...] = (
    DocumentIssued,
    DocumentRevised,
    DocumentVoided,
    EditionFiled,
    DocumentEntered,
    DocumentWaiting,
    AttachmentStored,
    AttachmentWithdrawn,
    BodyJoined,
    BodiesAsked,
    BodiesLearned,
    SignatureImagesFiled,
    RegistrationVoided,
    ContentDestroyed,
    Noted,
)
"""Everything documents tells."""
