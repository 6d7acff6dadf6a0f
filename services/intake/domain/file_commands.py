"""What a person may ask about the case file: registration, people, route, corrections, notes, and how a case ends."""

from typing import Annotated

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import CloseResult
from schemas.values import CaseSource, Channel, Difficulty, DisputeType, OutsideAct, ReceivedVia, Risk
from services.intake.domain.entries import AgentEntry, ContactEntry, Entry, GuardianEntry, LongText, PartyEntry, Words
from services.jurisdiction.routing_facts import RoutingFacts


class RegisterCase(CommandBody):
    """Enter a dispute under a new case code. Asking for help interrupts the limitation period (LIM 12)."""

    dispute_type: DisputeType
    tags: tuple[Words, ...] = ()
    source: CaseSource = CaseSource.APPLICATION
    received_via: ReceivedVia = ReceivedVia.COUNTER
    summary: LongText
    requests: tuple[Words, ...] = ()
    amount_cny: Annotated[float, Field(ge=0)] | None = None
    headcount: Annotated[int, Field(ge=1)] | None = None
    difficulty: Difficulty = Difficulty.GENERAL
    risk: Risk = Risk.LOW
    place: str = ""
    parties: Annotated[tuple[PartyEntry, ...], Field(min_length=1, max_length=500)]
    filed_on_behalf_by: PersonalText | None = None
    """Who came to the window for the applicant, with the relation to them."""
    own_motion: bool = False
    first_handler: str | None = None
    """The body that answers for the first handling (首办责任); the registering body when left out. Immutable."""
    repeat_of: str | None = None
    """Code of an earlier case of the same matter."""
    lead: str | None = None
    """Number of the lead (热线、网格线索) in its register that the dispute came from."""
    facts: RoutingFacts | None = None
    """What else is known that decides the route, e.g. an arbitration clause."""
    accused: tuple[Words, ...] = ()
    """Of an accusation (检举控告): ids or names of the bodies accused, or whose people are. The case is sealed (XF 30)."""
    story: bool = False
    """A played public case; role demonstrator only."""


class LinkRepeat(CommandBody):
    """The same matter was brought before."""

    repeat_of: str
    reason: Words


class RecordFurtherReport(CommandBody):
    """The same matter was brought again while the case goes on."""

    text: LongText
    reported_to: str = ""
    persons: Annotated[int, Field(ge=1)] | None = None


class AddParty(CommandBody):
    """A party joins or was found out later."""

    party: PartyEntry


class AppointAgent(CommandBody):
    """A party empowers an agent."""

    party_id: str
    agent: AgentEntry


class DismissAgent(CommandBody):
    """A party withdraws an agent's authority."""

    party_id: str
    agent_id: str
    reason: Words


class NameGuardian(CommandBody):
    """A guardian acts for a minor or a person without full capacity."""

    party_id: str
    guardian: GuardianEntry


class ChangeContact(CommandBody):
    """A party can be reached elsewhere, or no longer safely."""

    party_id: str
    contact: ContactEntry


class SucceedParty(CommandBody):
    """Somebody takes over a party's rights and duties (death, merger, assignment)."""

    former_party_id: str
    successor: PartyEntry
    reason: Words


class CorrectEntry(CommandBody):
    """Put a wrong entry right; the old value stays visible."""

    field: str
    """`case.<entry>`, `parties.<party_id>.<entry>`, `parties.<party_id>` (with no value: entered by mistake) or `registered_at`."""
    new_value: PersonalText | None
    """As text; lists with one item per line; None empties the entry."""
    reason: Words


class AssessRisk(CommandBody):
    """Judge the risk of escalation anew (rule E6 at HIGH)."""

    risk: Risk
    reason: Words
    signs: tuple[Words, ...] = ()


class RecommendRoute(CommandBody):
    """Ask the routing rules again, e.g. after a correction."""

    facts: RoutingFacts | None = None


class RecordPartyChoice(CommandBody):
    """Which way the party chose. A route outside is warned about, never refused (PML 3)."""

    party_id: str | None = None
    channel: Channel
    body: str | None = None
    reason: PersonalText = ""


class OutsideActEntry(Entry):
    """An act of a body outside our channels as told to us."""

    channel: Channel
    act: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=60)]
    body: Words
    detail: PersonalText = ""
    count: Annotated[int, Field(ge=1)] | None = None

    def outside_act(self) -> OutsideAct:
        """The contract's value."""
        return OutsideAct(**self.model_dump())


class RecordOutsideAct(CommandBody):
    """Note what a body outside did."""

    outside: OutsideActEntry


class RecordNote(CommandBody):
    """Keep something that is no act."""

    channel: Channel | None = None
    text: LongText


class RecordThanks(CommandBody):
    """Keep that somebody thanked a body (表扬); no rating."""

    body: Words
    channel: Channel | None = None
    text: LongText


class ReassignWork(CommandBody):
    """Give a colleague's work to another colleague of the same body; custodian and first handler stay."""

    to_user: Annotated[str, Field(min_length=1, max_length=200)]
    reason: Words


class VoidCase(CommandBody):
    """Void a mistaken registration."""

    reason: Words


class MergeInto(CommandBody):
    """This case is a duplicate and goes on under the other code."""

    into: str
    reason: Words


class UnmergeCase(CommandBody):
    """The merge was a mistake."""

    reason: Words


class CloseCase(CommandBody):
    """End the case with its result."""

    result: CloseResult
    reason: PersonalText = ""


class ReopenCase(CommandBody):
    """Take a closed case up again."""

    reason: Words
