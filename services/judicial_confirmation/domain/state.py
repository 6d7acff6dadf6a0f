"""What this service keeps of a case: its agreements with their situation, and its clocks. No personal data is kept."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from schemas.base import Value
from schemas.values import Agreed, Capacity, Channel, DisputeType
from services.judicial_confirmation.domain.situations import Situation
from services.jurisdiction.clock_book import ClockBook


class AgentOnFile(Value):
    """An agent without the name: what he may do."""

    agent_id: str
    may_settle: bool


class PartyOnFile(Value):
    """A party without the name: who may act for it."""

    party_id: str
    capacity: Capacity = Capacity.FULL
    agents: tuple[AgentOnFile, ...] = ()


class WayChoice(Value):
    """Another way to a title that the parties chose."""

    way: str
    since: datetime
    closed: bool = False
    """Nothing more is expected on it."""


class Agreement(Value):
    """An effective agreement of the case."""

    agreement_id: str
    number: str
    form: Agreed
    mediation_body: str
    channel: Channel
    court_invited: bool
    other_mediation_bodies: tuple[str, ...] = ()
    dispute_type: DisputeType | None = None
    effective_on: date
    last_performance_day: date | None
    """Last day on which something is due; None where the agreement names no day."""
    parties: tuple[PartyOnFile, ...]
    performed: bool = False
    """Reported as performed in full."""
    choices: Mapping[str, WayChoice] = Field(default_factory=dict)
    """By choice id, in the order in which they were made."""
    situation: Situation

    @property
    def mediation_bodies(self) -> tuple[str, ...]:
        """Everybody that mediated (CPL-I 352)."""
        return (self.mediation_body, *self.other_mediation_bodies)

    @property
    def party_ids(self) -> tuple[str, ...]:
        """Everybody who agreed."""
        return tuple(party.party_id for party in self.parties)

    def party(self, party_id: str) -> PartyOnFile | None:
        """The party with this id."""
        return next((party for party in self.parties if party.party_id == party_id), None)


class State(Value):
    """A case as judicial confirmation knows it."""

    case_code: str
    story: bool = False
    agreements: Mapping[str, Agreement] = Field(default_factory=dict)
    successors: Mapping[str, PartyOnFile] = Field(default_factory=dict)
    """By the party they follow; also for an agreement that is heard of later."""
    clocks: ClockBook = Field(default_factory=ClockBook)


def initial(case_code: str) -> State:
    """A case this service has not heard of."""
    return State(case_code=case_code)


def encode_state(state: State) -> bytes:
    """The bytes the local store keeps."""
    return state.model_dump_json().encode()


def decode_state(stored: bytes) -> State:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return State.model_validate_json(stored)
