"""Events of a round at a body of the network that no other channel has: talks, appraisal, fees, relations (domain.md 2.5)."""

from enum import StrEnum
from typing import ClassVar

from schemas import people_mediation_rounds as rounds
from schemas.base import Event, MediationText, PersonalText
from schemas.intake import CaseSummary
from schemas.people_mediation_rounds import TrackEvent
from schemas.signatures import SignatureImage
from schemas.values import Channel


class SessionHeld(rounds.SessionHeld):
    """Talks led by a body of the network. What was said is `minutes`: it stays with that body (TY 22)."""

    version: ClassVar[int] = 1

    online: bool = False
    """By the court's platform (OL)."""
    minutes: MediationText = ""


class BodySealed(TrackEvent):
    """The body's seal was put on the agreement."""

    agreement_id: str
    body: str
    seal_photo: SignatureImage | None = None
    """A photograph of the sealed paper."""


class AppraisalStarted(TrackEvent):
    """An appraisal began; its time does not count where the law of the round's limit excludes it (MED 38; OL 24)."""

    appraisal_id: str
    kind: str
    """The period as the law names it, e.g. 鉴定."""
    by: str = ""
    """Who appraises; an institution, never a person's name."""
    time_excluded: bool


class AppraisalEnded(TrackEvent):
    """The appraisal is there, or was given up; the time counts again."""

    appraisal_id: str
    findings: PersonalText = ""


class FeeAgreed(TrackEvent):
    """The parties agreed what the mediation costs them; commercial mediation alone may charge (COM 16; PML 4)."""

    amount_cny: float
    standard: str
    """By which published standard."""
    paid_by: tuple[str, ...]
    """party_ids."""


class RecusalGround(StrEnum):
    """Why somebody may not mediate (domain.md 2.0; TY 15, XF 28, R75)."""

    KINSHIP = "kinship"
    INTEREST = "interest"
    OTHER_RELATION = "other_relation"
    FORMER_HANDLER = "former_handler"
    SAME_UNIT = "same_unit"


class RelationDeclared(Event):
    """A mediator has, or had, something to do with a party or with the matter; declared by the mediator or by a party."""

    mediator: str
    ground: RecusalGround
    party_id: str | None = None
    """Whom it is about; None where it is about the matter itself."""
    accepted_by: tuple[str, ...] = ()
    """Parties that want this mediator nevertheless (TY 15); only all of them together lift the duty to step aside."""
    note: PersonalText = ""


class RelationLifted(Event):
    """A declared relation turned out to be none, or is over."""

    mediator: str
    ground: RecusalGround
    reason: PersonalText = ""


class HandledElsewhere(Event):
    """Another channel holds the case; who handles it there does not mediate it here later, and its body waits for partners."""

    custody_number: int
    custodian: str
    channel: Channel
    handler: str | None = None
    """User who accepted it there."""
    case: CaseSummary
