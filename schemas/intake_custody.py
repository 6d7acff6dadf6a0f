"""Events of intake about where a case goes and who holds it (design.md section 5)."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from schemas.base import Event, PersonalText, Value
from schemas.intake_file import CaseSummary
from schemas.known_to import KnownToChannels
from schemas.outside_limits import OutsideLimitTold
from schemas.values import Channel, OutsideAct


class HandOverReason(StrEnum):
    """Why a case is offered to another body."""

    ROUTE = "route"
    ESCALATION = "escalation"
    REFERRAL = "referral"
    COURT_DELEGATION_BEFORE_FILING = "court_delegation_before_filing"
    """委派调解: clock TY-1 in the receiving channel."""
    COURT_ENTRUSTMENT_AFTER_FILING = "court_entrustment_after_filing"
    """委托调解: clocks TY-2 or TY-3."""
    RETURN = "return"
    """A delegated round failed, and the file went back to the court (TY 21, OL 21)."""
    DESIGNATION = "designation"
    """The common superior said who handles it (XF 24, SZ 45; rule E3)."""


class DesignationGround(StrEnum):
    """Why a common superior has to say who handles a case."""

    REFUSED = "offer_refused"
    """A body sent the offer back."""
    SILENT = "offer_unanswered"
    """A body did not answer the offer in time."""
    COMPETING = "competing"
    """Several bodies hold themselves competent, or none of them does."""


class RouteAlternative(Value):
    """Another lawful way."""

    channel: Channel
    note: str


class RouteRecommended(Event):
    """The routing rules' recommendation with its reason and source (domain.md 4.1)."""

    row: str
    channel: Channel
    body: str | None = None
    reason: str
    source: str
    alternatives: tuple[RouteAlternative, ...] = ()
    warnings: tuple[str, ...] = ()
    route_facts: dict[str, Any] = Field(default_factory=dict)
    """What was stated about the route and led to this row."""


class PartyChoiceRecorded(Event):
    """Which way the party chose, beside the recommendation (Hantai 16). A route outside is warned about, never refused (PML 3)."""

    party_id: str | None
    channel: Channel
    body: str | None = None
    reason: PersonalText = ""
    warnings: tuple[str, ...] = ()
    recommended_row: str | None = None
    """Row of the recommendation it stands beside; None where nothing was recommended."""
    recommended: Channel | None = None
    referral_rule: str | None = None
    """Rule of the referral matrix for this way, where it leads outside."""
    referral_source: str | None = None


class CustodyOffered(Event):
    """The custodian offered the case to a body; the custodian keeps it until acceptance."""

    custody_number: int
    from_body: str
    to_body: str
    channel: Channel
    track_id: str
    reason: HandOverReason
    explanation: PersonalText = ""
    case: CaseSummary
    follow_up_track: str | None = None
    after_lapse_of: str | None = None
    """Id of the clock whose lapse made this offer (rules E2, E3); the offer is taken back when that lapse is."""


class OfferWithdrawn(Event):
    """The offering body, or a withdrawn lapse, took an offer back before it was accepted."""

    custody_number: int
    to_body: str
    channel: Channel
    reason: PersonalText


class OfferReturned(KnownToChannels):
    """The receiving body sent the offer back with a reason; the offering body still holds the case."""

    custody_number: int
    to_body: str
    code: str
    reason: PersonalText


class OfferTimedOut(Event):
    """The receiving body was silent past its clock; the offer went one level up (rule E3)."""

    custody_number: int
    to_body: str
    channel: Channel | None = None
    """In which channel; None in events from before this was told."""
    track_id: str | None = None
    """The round that now never begins; None in events from before this was told."""


class CustodyMoved(KnownToChannels):
    """From now on exactly this body holds the case."""

    custody_number: int
    from_body: str
    to_body: str
    channel: Channel
    track_id: str
    reason: HandOverReason
    case: CaseSummary
    handler: str | None = None
    """User who accepted for the new body and works on it until the work is reassigned."""
    outside_limits: tuple[OutsideLimitTold, ...] = ()
    """Limits of routes outside that run on beside the case; a hand-over stops none of them."""
    suspends_track: str | None = None
    """The court's track that rests while the delegated round runs (委派, 委托)."""
    resumes_track: str | None = None
    """The court's track that goes on with the returned file."""


class DesignationRequested(Event):
    """The common superior was asked to say who handles the case; the custodian keeps it meanwhile (XF 24, SZ 45)."""

    request_id: str
    """Subject of the clock of its answer."""
    by_body: str
    superior: str
    """The nearest body above all those concerned, or, after its silence, the next one above it."""
    bodies: tuple[str, ...]
    """The bodies concerned: the custodian, who refused or was silent, who competes."""
    ground: DesignationGround
    reason: PersonalText = ""
    after_lapse_of: str | None = None
    """Id of the clock whose lapse took the request one level up."""


class CustodianDesignated(Event):
    """A common superior said who handles the case. This binds the designated body, which cannot send it back."""

    custody_number: int
    """Under which the designated body holds the case: a new one, or the present one where the custodian was confirmed."""
    by_body: str
    to_body: str
    channel: Channel
    bodies: tuple[str, ...]
    ground: DesignationGround
    reason: PersonalText = ""
    source: str
    """Instrument and article, e.g. `XF 24；SZ 45`."""
    request_id: str | None = None
    """The request it answers; None where the superior acted without one."""


class CustodyDenied(Event):
    """A channel acted under an old custody number; it closes its track and keeps the record."""

    custody_number: int
    body: str
    channel: Channel
    track_id: str
    reason: str


class ReferredOutside(Event):
    """A body outside the system is to handle it; the hub body keeps custody with a follow-up date."""

    channel: Channel
    body: str
    follow_up_on: date | None
    reason: PersonalText = ""
    warnings: tuple[str, ...] = ()
    referral_rule: str | None = None
    """Rule of the referral matrix for this way."""
    referral_source: str | None = None


class OutsideActRecorded(KnownToChannels):
    """An act of a body outside our channels was told to us."""

    outside: OutsideAct


class NoteRecorded(Event):
    """Something worth keeping that is no act."""

    channel: Channel | None = None
    text: PersonalText


class ChannelReported(Event):
    """What a channel announced about its track was noted at the window (`Noted` of design.md section 3, rule 5)."""

    channel: Channel
    track_id: str
    what: str
    """Wire name of the channel's event, e.g. `agreement_effective`."""


class ConflictNoted(Event):
    """A channel announced something that no longer fits; both facts stand on file (design.md section 3, rule 5)."""

    channel: Channel
    track_id: str
    what: str
    reason: str
