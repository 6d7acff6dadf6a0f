"""Everything documents may be asked by people, and what reactions ask."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from schemas.base import Personal
from schemas.command import CommandBody
from schemas.documents import MediaType, Standing
from schemas.registry import wire_name
from services.jurisdiction.document_content import Hash

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Personal]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Personal]
Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class IssueDocument(CommandBody):
    """Give a document of a case the next number of one's own register."""

    body: Id
    year: Annotated[int, Field(ge=2000, le=2999)]
    series: Literal["real", "story"] = "real"
    about_case: Id
    event_id: Id
    template: Id
    template_version: Id
    content_hash: Hash
    values_hash: Hash


class ReviseDocument(CommandBody):
    """Make a further edition under the same number."""

    number: Annotated[int, Field(ge=1)]
    from_edition: Annotated[int, Field(ge=1)]
    """The edition that was seen."""
    template_version: Id
    content_hash: Hash
    values_hash: Hash
    reason: Words


class VoidDocument(CommandBody):
    """Void a document; its number stays listed."""

    number: Annotated[int, Field(ge=1)]
    reason: Words


class FileEdition(CommandBody):
    """Keep the file of an edition, whose bytes were handed in before, as the one that is handed out."""

    number: Annotated[int, Field(ge=1)]
    edition: Annotated[int, Field(ge=1)]
    media_type: Literal[MediaType.PDF, MediaType.WORD]
    file_hash: Hash
    size: Annotated[int, Field(ge=1)]
    void: bool = False


class StoreAttachment(CommandBody):
    """Add a scan or a file whose bytes were handed in before."""

    content_hash: Hash
    media_type: MediaType
    size: Annotated[int, Field(ge=1)]
    name: Name
    of_mediation: bool = False


class WithdrawAttachment(CommandBody):
    """A file was added by mistake."""

    attachment_id: Id
    reason: Words


class NoteBody(CommandBody):
    """Reaction: a body has to do with the case."""

    body: str
    story: bool | None = None


class AskBodies(CommandBody):
    """Our own edge: this body wants to add to the file, and nobody has told of its part in the case."""

    body: str


class LearnBodies(CommandBody):
    """Reaction: the window said who has to do with the case."""

    asked_for: str
    bodies: tuple[str, ...] = ()
    story: bool | None = None


class EnterDocument(CommandBody):
    """Reaction: a register gave, revised or voided a number about this case."""

    register_code: str
    body: str
    series: str
    number: int
    printed: str
    event_id: str
    template: str
    title: str
    edition: int
    content_hash: str
    standing: Standing
    reason: Annotated[str, Personal] = ""


class FileSignatureImages(CommandBody):
    """Reaction: images stand under a signature or seal of this case."""

    source: str
    content_hashes: tuple[str, ...]


class NoteVoiding(CommandBody):
    """Reaction: the window voided the registration of this case."""


class DestroyContent(CommandBody):
    """Our own keeper: these bytes, handed in then, are due to end."""

    content_hash: Hash
    size: int
    handed_in_at: AwareDatetime
    handed_in_by: str = ""


PEOPLES: tuple[type[CommandBody], ...] = (
    IssueDocument,
    ReviseDocument,
    VoidDocument,
    FileEdition,
    StoreAttachment,
    WithdrawAttachment,
)
"""What people ask."""
REACTIVE: tuple[type[CommandBody], ...] = (
    NoteBody,
    AskBodies,
    LearnBodies,
    EnterDocument,
    FileSignatureImages,
    NoteVoiding,
    DestroyContent,
)
"""What follows from events, and what our own edge and keeper ask."""
COMMANDS: Mapping[str, type[CommandBody]] = {wire_name(body): body for body in (*PEOPLES, *REACTIVE)}
"""Command bodies by wire name."""
