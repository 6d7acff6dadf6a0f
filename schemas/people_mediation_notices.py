"""The written notices of a round of people's mediation and their service (送达) on the parties."""

from enum import StrEnum

from schemas.document_service import ServiceOfDocument
from schemas.people_mediation_rounds import TrackEvent


class RoundNotice(StrEnum):
    """A notice that a committee gives in writing."""

    TERMINATION_NOTICE = "termination_notice"
    """终止调解通知书, with the other routes (PML 26; domain.md section 7)."""
    ROUTE_NOTICE = "route_notice"
    """告知书 on what is not admissible: the lawful routes (R75 24)."""


class NoticeServed(TrackEvent):
    """A notice of the round was served on one party; the others are listed as not yet served."""

    notice: RoundNotice
    party_id: str
    service: ServiceOfDocument


class ConfirmationRightTold(TrackEvent):
    """The parties were told that they may ask the court together to confirm their agreement (MED 39)."""

    agreement_id: str
    party_ids: tuple[str, ...]
    orally: bool = False
