"""The secret half of a party's link: made and checked at the edge, and written into no command, event, store or log. Pure."""

import base64
import hashlib
import hmac
from dataclasses import dataclass

SECRET_VARIABLE = "MEDIATION_PARTY_LINK_SECRET"
"""At least 32 characters, the same for every console and every courier; where it is not set, one file of the data folder holds it."""
SECRET_FILE = "party-link-secret"
_TAG_BYTES = 18
"""144 bits: nobody guesses them, and the QR code of a slip stays coarse enough for an old telephone."""


@dataclass(frozen=True)
class OwnLink:
    """What the address of a link says."""

    case_code: str
    party_id: str
    number: int

    @property
    def place(self) -> str:
        """The address without its secret."""
        return f"/public/my/{self.case_code}/{self.party_id}/{self.number}"


@dataclass(frozen=True)
class PartyLinks:
    """Addresses of links under the installation's key: a console opens what another printed or the courier sent."""

    key: str

    def path(self, link: OwnLink) -> str:
        """The address of the party's pages."""
        return f"{link.place}/{self._tag(link)}"

    def verify(self, link: OwnLink, tag: str) -> bool:
        """Whether the tag belongs to the link, in a time that tells nothing."""
        return hmac.compare_digest(self._tag(link).encode(), tag.encode())

    def _tag(self, link: OwnLink) -> str:
        made = hmac.new(f"party-link/{self.key}".encode(), link.place.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made[:_TAG_BYTES]).decode()
