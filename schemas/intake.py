"""Events of intake, the "1": registration, parties, routing, custody, closing (issue 3; design.md sections 2 and 5)."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value
from schemas.clocks import CLOCK_EVENTS
from schemas.values import (
    Agent,
    CaseSource,
    Channel,
    Contact,
    Difficulty,
    DisputeType,
    Guardian,
    OutsideAct,
    Party,
    ReceivedVia,
    Risk,
)


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


class CaseSummary(Value):
    """What a receiving body has to know about a case: registration, parties, grade; nothing said in mediation."""

    dispute_type: DisputeType
    tags: tuple[str, ...] = ()
    source: CaseSource
    received_via: ReceivedVia
    summary: PersonalText
    requests: tuple[PersonalText, ...] = ()
    amount_cny: float | None = None
    headcount: int | None = None
    difficulty: Difficulty = Difficulty.GENERAL
    risk: Risk = Risk.LOW
    place: str = ""
    """Place of the dispute as told, e.g. 镜湖区方村街道."""
    parties: tuple[Party, ...] = ()
    story: bool = False
    """A played public case: never scanned for lapses, never notified (design.md section 4)."""


class CaseRegistered(Event):
    """A dispute was entered under one case code. The limitation period is interrupted from `requested_at` (LIM 12)."""

    registering_body: str
    first_handler: str
    """Immutable: the body that answers for the first handling (首办责任)."""
    handler: str
    """User of the colleague who works on it."""
    custody_number: int = 1
    case: CaseSummary
    filed_on_behalf_by: PersonalText | None = None
    own_motion: bool = False


class RepeatLinked(Event):
    """The same matter was brought before; linked, never deleted."""

    repeat_of: str
    reason: PersonalText


class FurtherReportRecorded(Event):
    """The same matter was brought again, here or to another body, while the case goes on; no new case (rule E8 counts them)."""

    text: PersonalText
    reported_to: str = ""
    """Who was told, as said."""
    persons: int | None = None


class PartyAdded(Event):
    """A party joined or was found out later."""

    party: Party


class AgentAppointed(Event):
    """A party empowered an agent; settling needs special authority."""

    party_id: str
    agent: Agent
    document: PersonalText = ""
    """Power of attorney: number or description."""


class AgentDismissed(Event):
    """A party withdrew an agent's authority."""

    party_id: str
    agent_id: str
    reason: PersonalText


class GuardianNamed(Event):
    """A guardian acts for a minor or a person without full capacity."""

    party_id: str
    guardian: Guardian


class ContactChanged(Event):
    """A party can be reached elsewhere, or no longer safely."""

    party_id: str
    contact: Contact


class PartySucceeded(Event):
    """Someone took over a party's rights and duties (death, merger, assignment)."""

    former_party_id: str
    successor: Party
    reason: PersonalText


class EntryCorrected(Event):
    """A wrong entry was put right by a new act; the old value stays visible and clocks recompute."""

    field: str
    """Dotted name of the entry, e.g. `case.amount_cny`, `parties.<party_id>.name`, `registered_at`."""
    old_value: PersonalText | None
    new_value: PersonalText | None
    reason: PersonalText
    case: CaseSummary
    """The case after the correction."""
    notices_already_sent: tuple[str, ...] = ()
    """What had gone out with the old value, so that somebody can put it right."""
    registered_at: AwareDatetime | None = None
    """The right time of registration, where that was the wrong entry; clocks are counted from it again."""


class RiskRaised(Event):
    """Risk was assessed anew; at HIGH the police and the county hub are to be told at once (rule E6)."""

    risk: Risk
    reason: PersonalText
    signs: tuple[str, ...] = ()


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


class PartyChoiceRecorded(Event):
    """Which way the party chose, beside the recommendation (Hantai 16). A route outside is warned about, never refused (PML 3)."""

    party_id: str | None
    channel: Channel
    body: str | None = None
    reason: PersonalText = ""
    warnings: tuple[str, ...] = ()


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


class OfferReturned(Event):
    """The receiving body sent the offer back with a reason; the offering body still holds the case."""

    custody_number: int
    to_body: str
    code: str
    reason: PersonalText


class OfferTimedOut(Event):
    """The receiving body was silent past its clock; the offer went one level up (rule E3)."""

    custody_number: int
    to_body: str


class CustodyMoved(Event):
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


class OutsideActRecorded(Event):
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


class WorkReassigned(Event):
    """A colleague's work went to another colleague of the same body; custodian and first handler stay."""

    from_user: str
    to_user: str
    reason: PersonalText


class CaseVoided(Event):
    """A mistaken registration was voided with its reason; it stays visible."""

    reason: PersonalText


class CasesMerged(Event):
    """This case was found to be a duplicate and goes on under another code."""

    into: str
    reason: PersonalText


class DuplicateAbsorbed(Event):
    """Another case was merged into this one."""

    duplicate: str
    reason: PersonalText


class DuplicateRejected(Event):
    """Another case was merged into this one, which cannot take it (unknown, ended, or not this body's): the merge is undone."""

    duplicate: str
    code: str
    reason: PersonalText


class CaseUnmerged(Event):
    """A merge was a mistake: the case goes on under its own code again."""

    former_target: str
    reason: PersonalText


class DuplicateReleased(Event):
    """A case merged into this one goes its own way again."""

    duplicate: str
    reason: PersonalText


class CloseResult(StrEnum):
    """How a case ended (the outcome words of shared/cases)."""

    AGREED = "agreed"
    PARTLY_AGREED = "partly_agreed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"
    DISMISSED = "dismissed"
    OUTSIDE = "outside"
    """It goes on before a body outside the system."""


class CaseClosed(Event):
    """The case ended; everyone concerned is asked for an answer (satisfaction reacts)."""

    result: CloseResult
    reason: PersonalText = ""
    closing_body: str
    handling_body: str
    """The body whose handling is rated: the last custodian in a channel."""
    channel: Channel | None
    dispute_type: DisputeType
    parties: tuple[Party, ...]
    story: bool = False


class CaseReopened(Event):
    """A closed case is taken up again with its reason."""

    reason: PersonalText
    custody_number: int
    body: str


EVENTS: tuple[type[Event], ...] = (
    CaseRegistered, RepeatLinked, FurtherReportRecorded, PartyAdded, AgentAppointed, AgentDismissed, GuardianNamed, ContactChanged,
    PartySucceeded, EntryCorrected, RiskRaised, RouteRecommended, PartyChoiceRecorded, CustodyOffered, OfferWithdrawn,
    OfferReturned, OfferTimedOut, CustodyMoved, CustodyDenied, ReferredOutside, OutsideActRecorded, NoteRecorded,
    ChannelReported, ConflictNoted, WorkReassigned, CaseVoided, CasesMerged, DuplicateAbsorbed,
    DuplicateRejected, CaseUnmerged, DuplicateReleased, CaseClosed, CaseReopened, *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of intake."""
