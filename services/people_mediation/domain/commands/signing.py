"""A party signs an agreement itself, through its personal link (issue 8, item 1). Given by the public pages alone."""

from pydantic import Field

from schemas.command import CommandBody
from schemas.intake import ByLink
from schemas.signatures import SignatureImage


class SignByLink(CommandBody):
    """The holder of a link signs the agreement whose text its page showed."""

    track_id: str = Field(min_length=1)
    party_id: str = Field(min_length=1)
    agreement_id: str = Field(min_length=1)
    signature_image: SignatureImage
    by_link: ByLink
