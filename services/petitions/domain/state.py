"""What petitions know of a case: the rounds at petition offices, the one petition of the case, and the clocks."""

from collections.abc import Mapping

from pydantic import Field

from schemas.base import Value
from schemas.intake import CaseSummary
from schemas.petitions_values import Article31, OpinionStage, PetitionKind, ReviewFinding
from schemas.values import Party, PartyRole
from services.jurisdiction.clock_book import ClockBook
from services.jurisdiction.moments import Moment
from services.petitions.domain.situations import Situation, TrackSituation


class Track(Value):
    """A round of the case at one petition office."""

    track_id: str
    custody_number: int
    body: str
    situation: TrackSituation
    offered_at: Moment | None = None


class Opinion(Value):
    """One of the written opinions."""

    opinion_id: str
    stage: OpinionStage
    by_unit: str
    issued: Moment
    finding: ReviewFinding | None = None
    """Of a review or re-check."""
    served: Mapping[str, Moment] = Field(default_factory=dict)
    """By party_id: when it was served so that it counts."""


class Petition(Value):
    """The petition of the case. It is one, whichever office has it: no clock begins anew when it moves."""

    track_id: str
    custody_number: int
    office: str
    situation: Situation
    kind: PetitionKind
    received: Moment
    identity_known: bool = True
    accused_body: str | None = None
    visitors: int = 0
    representatives: tuple[str, ...] = ()
    joint: bool = False
    unit: str | None = None
    """The responsible unit (有权处理机关)."""
    reviewing_unit: str | None = None
    rechecking_unit: str | None = None
    concerned_units: tuple[str, ...] = ()
    """Units between which competence is open (XF 24)."""
    forwarded: Moment | None = None
    """When it was sent to the unit."""
    undelivered: bool = False
    """On its way: the unit's receipt is not on file, so its limits do not run yet (送达)."""
    referred: bool = False
    """Mediation was asked for, so that its result settles the petition (访调对接)."""
    assigned: bool = False
    """交办: the unit has to report back."""
    reported_back: bool = False
    by_superior: bool = False
    notified: Moment | None = None
    accepted: Moment | None = None
    article: Article31 | None = None
    simple: bool = False
    handler: str | None = None
    leader: str | None = None
    hearing: OpinionStage | None = None
    """The stage of the hearing that is going on."""
    opinions: tuple[Opinion, ...] = ()
    withdrawing: tuple[str, ...] = ()
    """Petitioners who declared through their links that they withdraw; the office has not answered yet."""
    refused_review: bool = False
    """A request for review or re-check was not taken up."""

    def latest(self, stage: OpinionStage | None = None) -> Opinion | None:
        """The last opinion, or the last of this stage."""
        found = [one for one in self.opinions if stage is None or one.stage is stage]
        return found[-1] if found else None

    def opinion(self, opinion_id: str) -> Opinion | None:
        """The opinion with this id."""
        return next((one for one in self.opinions if one.opinion_id == opinion_id), None)


class CaseState(Value):
    """Everything `decide` may know of a case in this service."""

    case_code: str
    case: CaseSummary | None = None
    tracks: Mapping[str, Track] = Field(default_factory=dict)
    """In the order in which they were heard of."""
    petition: Petition | None = None
    first_handler: str | None = None
    """Who handled the matter first (首办责任): immutable."""
    final: bool = False
    """A re-check was given on this matter (XF 36)."""
    times: int = 0
    """How often the matter has been brought."""
    repeat_of: tuple[str, ...] = ()
    successors: Mapping[str, str] = Field(default_factory=dict)
    clocks: ClockBook = Field(default_factory=ClockBook)
    custody_heard: int = 0

    @property
    def is_story(self) -> bool:
        """A played public case."""
        return self.case is not None and self.case.story

    @property
    def petitioners(self) -> tuple[Party, ...]:
        """Who petitions (信访人)."""
        return self._parties(PartyRole.APPLICANT)

    @property
    def respondents(self) -> tuple[Party, ...]:
        """Whom it is about, beside public bodies."""
        return self._parties(PartyRole.RESPONDENT)

    def party(self, party_id: str) -> Party | None:
        """The party with this id, or who succeeded to it."""
        now = self.current_id(party_id)
        parties = self.case.parties if self.case else ()
        return next((party for party in parties if party.party_id == now), None)

    def current_id(self, party_id: str) -> str:
        """The id under which this party, or its last successor, stands in the case today."""
        for _ in self.successors:
            party_id = self.successors.get(party_id, party_id)
        return party_id

    def _parties(self, role: PartyRole) -> tuple[Party, ...]:
        parties = self.case.parties if self.case else ()
        return tuple(party for party in parties if party.role is role)


def initial(case_code: str) -> CaseState:
    """The state of a case this service has not heard of."""
    return CaseState(case_code=case_code)


def encode_state(state: CaseState) -> bytes:
    """The state as JSON for the local store."""
    return state.model_dump_json().encode()


def decode_state(value: bytes) -> CaseState:
    """The state in these bytes. Raises pydantic.ValidationError."""
    return CaseState.model_validate_json(value)
