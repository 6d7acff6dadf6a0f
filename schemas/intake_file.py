"""Events of intake about the case file: registration, people, corrections, risk (issue 3)."""

from typing import Any

from pydantic import AwareDatetime, Field

from schemas.base import Event, PersonalText, Value
from schemas.known_to import KnownToChannels
from schemas.outside_limits import OutsideLimitTold
from schemas.values import (
    Agent,
    CaseSource,
    Contact,
    Difficulty,
    DisputeType,
    Guardian,
    Party,
    PartyRole,
    ReceivedVia,
    Risk,
)


class Representation(Value):
    """Who speaks for whom on one side of a group. A representative settles nothing without each one's consent (CPL 56)."""

    role: PartyRole
    representatives: tuple[str, ...]
    """party_ids."""
    represented: tuple[str, ...]
    """party_ids of those they speak for, themselves left out."""


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
    representations: tuple[Representation, ...] = ()
    """At most one for each side."""
    sealed: bool = False
    """An accusation (检举控告): shown to nobody off the discipline route (XF 30)."""
    accused: tuple[str, ...] = ()
    """Of an accusation: ids or names of the bodies accused, or whose people are."""

    def representatives_of(self, party_id: str) -> tuple[str, ...]:
        """party_ids of who speaks for this party; empty for one that speaks for itself."""
        found = (one.representatives for one in self.representations if party_id in one.represented)
        return next(found, ())


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
    lead: str | None = None
    """Number of the lead in its register that the case came from; the register settles it."""
    parent: str | None = None
    """Code of the group case from which these members went their own way."""
    requested_at: AwareDatetime | None = None
    """When the parent was registered: help was asked for then, and the limitation period is interrupted from then (LIM 12)."""
    route_facts: dict[str, Any] = Field(default_factory=dict)
    """What was stated about the route, by name of the fact in routing_facts."""
    outside_limits: tuple[OutsideLimitTold, ...] = ()
    """Limits of routes outside that run on beside the case."""


class RepeatLinked(KnownToChannels):
    """The same matter was brought before; linked, never deleted."""

    repeat_of: str
    reason: PersonalText


class FurtherReportRecorded(KnownToChannels):
    """The same matter was brought again, here or to another body, while the case goes on; no new case (rule E8 counts them)."""

    text: PersonalText
    reported_to: str = ""
    """Who was told, as said."""
    persons: int | None = None


class PartyAdded(KnownToChannels):
    """A party joined or was found out later."""

    party: Party


class AgentAppointed(KnownToChannels):
    """A party empowered an agent; settling needs special authority."""

    party_id: str
    agent: Agent
    document: PersonalText = ""
    """Power of attorney: number or description."""


class AgentDismissed(KnownToChannels):
    """A party withdrew an agent's authority."""

    party_id: str
    agent_id: str
    reason: PersonalText


class GuardianNamed(KnownToChannels):
    """A guardian acts for a minor or a person without full capacity."""

    party_id: str
    guardian: Guardian


class ContactChanged(KnownToChannels):
    """A party can be reached elsewhere, or no longer safely."""

    party_id: str
    contact: Contact


class PartySucceeded(KnownToChannels):
    """Someone took over a party's rights and duties (death, merger, assignment)."""

    former_party_id: str
    successor: Party
    reason: PersonalText


class EntryCorrected(KnownToChannels):
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


class RiskRaised(KnownToChannels):
    """Risk was assessed anew; at HIGH the police and the county hub are to be told at once (rule E6)."""

    risk: Risk
    reason: PersonalText
    signs: tuple[str, ...] = ()
