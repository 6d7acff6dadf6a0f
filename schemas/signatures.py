"""How a signature was given on a screen or on paper, and what shows it (issue 8, item 1; PML 29; OL 19)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import Value

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal."""


class HowSigned(StrEnum):
    """Where the hand was that signed."""

    ON_SCREEN_AT_COUNTER = "on_screen_at_counter"
    """Written on the office's screen, before its staff."""
    ON_OWN_PHONE = "on_own_phone"
    """Written on the party's own telephone, through its personal link."""
    PHOTOGRAPHED_PAPER = "photographed_paper"
    """Written, sealed or fingerprinted on paper, of which there is a photograph or scan."""


class SignatureImage(Value):
    """The image of a signature or seal. Its bytes are kept by the service of documents, under the case and their hash."""

    how: HowSigned
    content_hash: Sha256
    """Of the image's bytes."""
    media_type: Annotated[str, StringConstraints(pattern=r"^(image/png|image/jpeg|application/pdf)$")]
    """Told by the bytes themselves."""
    size: int = Field(ge=1)
    """Bytes."""
    text_hash: Sha256
    """Of the agreement's text that the signer was shown."""
