"""What the network knows under one key: of a case its rounds and referrals, of a body what the register keeps.

A key is a case code or a body's key (`schemas.identity.body_key`); the two never meet, so that one of the parts stays empty.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.intake import CaseSummary, HandOverReason
from schemas.network import RecusalGround
from schemas.values import Channel, Party, PartyRole
from services.jurisdiction.clock_book import ClockBook
from services.jurisdiction.moments import Moment
from services.jurisdiction.network_register import Register
from services.network.domain.agreement import AgreementRecord
from services.network.domain.referral import Referral
from services.network.domain.situations import Agreed, Ended, Situation

DELEGATED_BY_COURT = (
    HandOverReason.COURT_DELEGATION_BEFORE_FILING,
    HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING,
)


class Consent(Value):
    """A party's answer."""

    given: bool
    others_go_on: bool = False


class MediatorOfRound(Value):
    """A mediator who works on the round."""

    mediator: str
    lead: bool


class Relation(Value):
    """What was declared of a mediator and the case."""

    mediator: str
    ground: RecusalGround
    party_id: str | None = None
    accepted_by: tuple[str, ...] = ()


class Track(Value):
    """A round of the case at one body."""

    track_id: str
    custody_number: int
    body: str
    from_body: str = ""
    reason: HandOverReason = HandOverReason.ROUTE
    situation: Situation
    offered_at: Moment | None = None
    signed_for: Moment | None = None
    """When the body signed for the file: TY-1 to TY-3 and LB-1 run from here."""
    summary_procedure: bool = False
    custody_at: Moment | None = None
    taken_up: Moment | None = None
    joint_application: bool = False
    consents: Mapping[str, Consent] = Field(default_factory=dict)
    mediators: tuple[MediatorOfRound, ...] = ()
    recused: tuple[str, ...] = ()
    rights_told: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    """By party_id."""
    sessions: int = 0
    fee_agreed: bool = False
    agreements: tuple[AgreementRecord, ...] = ()

    @property
    def is_ended(self) -> bool:
        """True when this round needs nothing more."""
        return isinstance(self.situation, Ended)

    @property
    def was_delegated(self) -> bool:
        """Delegated or entrusted by a court: consent was the court's to obtain, and TY-1 to TY-3 run."""
        return self.reason in DELEGATED_BY_COURT

    @property
    def settled_by(self) -> AgreementRecord | None:
        """The agreement on the whole dispute."""
        if not isinstance(self.situation, Agreed):
            return None
        return self.agreement(self.situation.agreement_id)

    def agreement(self, agreement_id: str) -> AgreementRecord | None:
        """The agreement with this id."""
        return next((one for one in self.agreements if one.agreement_id == agreement_id), None)

    def latest_agreement(self, agreement_id: str | None = None) -> AgreementRecord | None:
        """The agreement named, or the round's latest."""
        if agreement_id is not None:
            return self.agreement(agreement_id)
        return self.agreements[-1] if self.agreements else None

    def lead(self) -> str | None:
        """The lead mediator."""
        return next((one.mediator for one in self.mediators if one.lead), None)


class CaseState(Value):
    """Everything `decide` may know under one key."""

    case_code: str
    """The key."""
    body_register: Register | None = None
    """Of a body's key; None before the register heard of it, and for every case."""
    case: CaseSummary | None = None
    tracks: Mapping[str, Track] = Field(default_factory=dict)
    """In the order in which they were heard of."""
    successors: Mapping[str, str] = Field(default_factory=dict)
    """party_id of a former party -> party_id of who succeeded to it."""
    clocks: ClockBook = Field(default_factory=ClockBook)
    custody_heard: int = 0
    """The highest custody number heard."""
    custodian: str | None = None
    """The body that holds the case, as last heard."""
    taken_elsewhere: tuple[Channel, ...] = ()
    """Channels outside that accepted or decided the same dispute."""
    relations: tuple[Relation, ...] = ()
    recused: tuple[str, ...] = ()
    """Mediators who stepped aside in this case, in whichever channel."""
    handled_by: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Accounts that handled the case, by the channel in which they did."""
    referrals: Mapping[str, Referral] = Field(default_factory=dict)

    @property
    def is_story(self) -> bool:
        """A played public case."""
        return self.case is not None and self.case.story

    @property
    def sides(self) -> tuple[Party, ...]:
        """Applicants and respondents; third parties stand beside the dispute."""
        parties = self.case.parties if self.case else ()
        return tuple(party for party in parties if party.role is not PartyRole.THIRD_PARTY)

    def party(self, party_id: str) -> Party | None:
        """The party with this id, or who succeeded to its rights and duties."""
        now = self.current_id(party_id)
        parties = self.case.parties if self.case else ()
        return next((party for party in parties if party.party_id == now), None)

    def current_id(self, party_id: str) -> str:
        """The id under which this party, or its last successor, stands in the case today."""
        for _ in self.successors:
            party_id = self.successors.get(party_id, party_id)
        return party_id

    def track_of(self, agreement_id: str) -> Track | None:
        """The round that has this agreement."""
        return next((track for track in self.tracks.values() if track.agreement(agreement_id)), None)


def initial(key: str) -> CaseState:
    """The state of a key this service has not heard of."""
    return CaseState(case_code=key)


def encode_state(state: CaseState) -> bytes:
    """The state as JSON for the local store."""
    return state.model_dump_json().encode()


def decode_state(value: bytes) -> CaseState:
    """The state in these bytes. Raises pydantic.ValidationError."""
    return CaseState.model_validate_json(value)
