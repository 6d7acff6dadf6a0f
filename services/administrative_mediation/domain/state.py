"""What administrative mediation knows of a case: its rounds at agencies by track id, the case as last heard, and the clocks."""

from collections.abc import Mapping
from datetime import date

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import Channel, Party, PartyRole
from services.administrative_mediation.domain.agreement import AgreementRecord
from services.administrative_mediation.domain.situations import Agreed, Ended, Situation
from services.jurisdiction.clock_book import ClockBook
from services.jurisdiction.moments import Moment


class Consent(Value):
    """A party's answer."""

    given: bool


class MediatorOfRound(Value):
    """An official who mediates in the round."""

    mediator: str
    lead: bool


class Application(Value):
    """What the application says."""

    at: Moment
    joint: bool
    written: bool
    infringed_on: date | None = None
    mediation_failed_on: date | None = None


class MeetingNotice(Value):
    """When the parties were told of talks, and when these are to be."""

    told_at: Moment
    held_at: AwareDatetime


class Track(Value):
    """A round of the case at one agency."""

    track_id: str
    custody_number: int
    body: str
    from_body: str = ""
    reason: HandOverReason = HandOverReason.ROUTE
    situation: Situation
    offered_at: Moment | None = None
    signed_for: Moment | None = None
    custody_at: Moment | None = None
    sector: str = "default"
    complex: bool = False
    by_application: bool = True
    own_motion_duty: tuple[str, ...] = ()
    application: Application | None = None
    findings: tuple[str, ...] = ()
    """Codes of grounds against mediating, as last examined."""
    designated: bool = False
    """A common superior said that this agency mediates."""
    damage_fixed_on: date | None = None
    taken_up: Moment | None = None
    joint_application: bool = False
    own_motion: bool = False
    consents: Mapping[str, Consent] = Field(default_factory=dict)
    mediators: tuple[MediatorOfRound, ...] = ()
    recused: tuple[str, ...] = ()
    recusal_open: tuple[str, ...] = ()
    rights_told: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    meeting_notices: tuple[MeetingNotice, ...] = ()
    sessions: int = 0
    agreements: tuple[AgreementRecord, ...] = ()
    decision_told: tuple[str, ...] = ()
    """party_ids of applicants who were told whether the matter is taken up."""
    termination_served: tuple[str, ...] = ()
    """party_ids on whom the notice that mediation ended was served."""
    duties_open: tuple[str, ...] = ()
    """Codes of what the agency still owes."""

    @property
    def is_ended(self) -> bool:
        """True when this round needs nothing more."""
        return isinstance(self.situation, Ended)

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
        """Who leads the talks."""
        return next((one.mediator for one in self.mediators if one.lead), None)


class CaseState(Value):
    """Everything `decide` may know of a case in this service."""

    case_code: str
    case: CaseSummary | None = None
    tracks: Mapping[str, Track] = Field(default_factory=dict)
    """In the order in which they were heard of."""
    successors: Mapping[str, str] = Field(default_factory=dict)
    """party_id of a former party -> party_id of who succeeded to it."""
    clocks: ClockBook = Field(default_factory=ClockBook)
    custody_heard: int = 0
    """The highest custody number heard."""
    taken_elsewhere: tuple[Channel, ...] = ()
    """Channels that accepted or decided the same dispute."""
    asked_elsewhere: tuple[Channel, ...] = ()
    """Channels where somebody sued or applied, whether or not it was taken up there (LN 8)."""
    agreed_elsewhere: bool = False
    """An agreement on the whole dispute binds already, reached in another channel and not broken (LN 8)."""

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


def initial(case_code: str) -> CaseState:
    """The state of a case this service has not heard of."""
    return CaseState(case_code=case_code)


def encode_state(state: CaseState) -> bytes:
    """The state as JSON for the local store."""
    return state.model_dump_json().encode()


def decode_state(value: bytes) -> CaseState:
    """The state in these bytes. Raises pydantic.ValidationError."""
    return CaseState.model_validate_json(value)
