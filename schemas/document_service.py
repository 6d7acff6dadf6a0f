"""Service of a document (送达), one value for every channel: limits that run from receipt start here (domain.md 2.7).

An event that tells of a service is about one document and one recipient, and occurred on the day of the service.
"""

from datetime import date
from enum import StrEnum

from schemas.base import PersonalText, Value


class ServiceMethod(StrEnum):
    """How a document reached its recipient. The ways are those of civil procedure [GK]; other channels use the same words."""

    DIRECT = "direct"
    """直接送达: handed over to the recipient."""
    COUNTER = "collected_at_counter"
    """窗口领取: fetched at the counter."""
    LEFT = "left"
    """留置送达: left at the recipient's place, since receipt was refused."""
    MAIL = "mail"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    """委托送达: handed over by another body on our behalf."""
    FORWARDED = "forwarded"
    """转交送达: through the unit the recipient lives or serves in."""
    PUBLIC_NOTICE = "public_notice"
    """公告送达: by a notice whose period has run out."""
    UNKNOWN = "unknown"
    """Served, but nobody told how."""


class ServiceOfDocument(Value):
    """How one document was served on one recipient, and whether that counts."""

    method: ServiceMethod
    proof: PersonalText = ""
    """What shows it: the signed slip (送达回证), the receipt of the mail, where the notice was published."""
    received_by: PersonalText = ""
    """Who signed for it, where that was not the recipient, with the relation: 同住成年家属."""
    refused: bool = False
    """The recipient refused to take it."""
    witness: PersonalText = ""
    """Who saw that it was left: an office or organisation, e.g. 居民委员会."""
    on_film: bool = False
    """Leaving it was photographed or filmed."""
    electronic_agreed: bool = False
    """The recipient had agreed to electronic service."""
    published_on: date | None = None
    """First day of a public notice."""
    counts: bool = True
    """Whether the document counts as served; otherwise it is still to be served, and no limit runs from it."""
