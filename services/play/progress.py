"""How far a played case has come while it is being planned; the builder that every part of the plan adds acts to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from schemas.values import Channel, PartyRole
from services.jurisdiction.demonstration import demonstration_hub, demonstration_organisation
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import Tier
from services.play.acts import Heard, Origin, PlannedAct, Unrepresented
from services.play.case_facts import EXCLUDING, HELD
from services.play.case_file import PublishedCase, Step
from services.play.dating import BETWEEN_ACTS, Dated

UNKNOWN_PLACE = "未载明地点"
INTAKE, PEOPLE_MEDIATION, JUDICIAL_CONFIRMATION = "intake", "people_mediation", "judicial_confirmation"
ADMINISTRATIVE_MEDIATION, PETITIONS = "administrative_mediation", "petitions"


@dataclass
class Round:
    """A round of people's mediation as planned so far."""

    committee: Organisation
    delegated: bool
    consented: bool = False
    accepted: bool = False
    mediator: bool = False
    rights_told: bool = False
    over: bool = False
    """It ended without agreement; the next talks are another round."""


@dataclass
class AgencyRound:
    """A round of administrative mediation as planned so far."""

    agency: Organisation
    applied: bool = False
    consented: bool = False
    accepted: bool = False
    mediator: bool = False
    rights_told: bool = False
    over: bool = False
    """A full agreement was reached."""


@dataclass
class PlayedPetition:
    """A petition as planned so far."""

    office: Organisation
    unit: Organisation | None = None
    notified: bool = False
    accepted: bool = False
    classified: bool = False
    replied: bool = False
    rejected: bool = False
    under_review: bool = False
    reviewed: bool = False
    under_recheck: bool = False
    final: bool = False
    diverted: bool = False
    settled: bool = False
    concluded: bool = False

    @property
    def acting(self) -> Organisation:
        """The unit, and the office until one is named."""
        return self.unit or self.office

    @property
    def ending(self) -> str | None:
        """How the record lets the office end it; None while it is open."""
        if self.under_review or self.under_recheck:
            return None
        borne_out = {
            "petition_settled": self.settled, "petition_diverted": self.diverted and not self.replied,
            "three_level_finality": self.final, "admission_rejected": self.rejected, "opinion_stands": self.replied,
        }  # fmt: skip
        return next((ending for ending, holds in borne_out.items() if holds), None)


@dataclass
class Progress:
    """The plan so far. Acts are numbered by their place in `acts`, so planning twice gives the same requests."""

    case: PublishedCase
    dated: tuple[Dated, ...]
    acts: list[PlannedAct] = field(default_factory=list)
    unrepresented: list[Unrepresented] = field(default_factory=list)
    current: int = 0
    """Position of the step being planned."""
    registered: bool = False
    round: Round | None = None
    agency: AgencyRound | None = None
    petition: PlayedPetition | None = None
    left_open: str = ""
    """Why the case stays open although the file tells a result, in Chinese."""
    holder: Organisation | None = None
    """The body that holds the case; the window does before the first hand-over."""
    agreed: bool = False
    """An agreement of the present round is effective."""
    ever_agreed: bool = False
    """Some round reached an agreement."""
    consent_told: int | None = None
    """Step that tells the parties' consent to delegation, before the round it belongs to."""
    confirmation: str = ""
    """The last thing the court did: applied, docketed, confirmed, revoked, dismissed, …"""

    @property
    def place(self) -> str:
        """The place all bodies of the case are keyed by."""
        return self.case.province_city or UNKNOWN_PLACE

    @property
    def hub(self) -> Organisation:
        """The window that registers the case."""
        return demonstration_hub(self.place)

    @property
    def custodian(self) -> Organisation:
        """The body that holds the case now."""
        return self.holder or self.hub

    @property
    def court(self) -> Organisation:
        """The basic court of the place."""
        return demonstration_organisation(self.place, Channel.JUDICIAL_CONFIRMATION, Tier.COUNTY)

    def committee(self, tier: Tier) -> Organisation:
        """The people's mediation committee of the place at this tier, or that of the trade, which is one too (PML 34)."""
        industry = self.step.channel is Channel.INDUSTRY_MEDIATION
        channel = Channel.INDUSTRY_MEDIATION if industry else Channel.PEOPLE_MEDIATION
        return demonstration_organisation(self.place, channel, tier)

    @property
    def step(self) -> Step:
        """The step being planned."""
        return self.case.timeline[self.current]

    @property
    def disputants(self) -> list[int]:
        """Positions of the applicants and respondents."""
        return [i for i, party in enumerate(self.case.parties) if party.role is not PartyRole.THIRD_PARTY]

    @property
    def named_mediator(self) -> object:
        """Who was named last to mediate."""
        return [act.body["mediator"] for act in self.acts if act.command == "assign_mediator"][-1]

    @property
    def resolved_elsewhere(self) -> bool:
        """A court, arbitrator or organ took or decided the same dispute before: a committee may not take it up (R75 22)."""
        before = self.case.timeline[: self.current]
        return any(step.channel in EXCLUDING and step.act.value in HELD for step in before)

    def headcount_of(self, position: int) -> int:
        """Persons behind a party: whoever the case's headcount leaves unnamed stands with the first applicant."""
        unnamed = (self.case.headcount or 0) - len(self.disputants)
        applicants = [i for i in self.disputants if self.case.parties[i].role is PartyRole.APPLICANT]
        return 1 + unnamed if unnamed > 0 and applicants and position == applicants[0] else 1

    def stated(
        self, service: str, command: str, body: dict[str, Any], of: Organisation, *roles: str,
        origin: Origin = Origin.STATED, hears: Heard = (),
    ) -> None:  # fmt: skip
        """Add the act that the present step tells."""
        dated = self.dated[self.current]
        self._add(service, command, body, of, roles, dated.occurred_at, dated.assumed, origin, "", hears)

    def assumed(
        self, service: str, command: str, body: dict[str, Any], of: Organisation, *roles: str, why: str,
        hears: Heard = (), after: bool = False, same_day: bool = False,
    ) -> None:  # fmt: skip
        """Add an act the law needs before the present step (or `after` it).

        Its date is assumed with it, unless it happened on the `same_day` as the step for what the step itself says.
        """
        dated = self.dated[self.current]
        before = timedelta() if after else -timedelta(minutes=10)
        assumed = dated.assumed or not same_day
        self._add(service, command, body, of, roles, dated.occurred_at + before, assumed, Origin.ASSUMED, why, hears)

    def cannot(self, why: str) -> None:
        """The present step has no service that could carry it out yet."""
        self.unrepresented.append(Unrepresented(self.step, self.current, why))

    def _add(
        self, service: str, command: str, body: dict[str, Any], of: Organisation, roles: tuple[str, ...],
        moment: datetime, assumed: bool, origin: Origin, why: str, hears: Heard,
    ) -> None:  # fmt: skip
        """Acts never go back in time, and never before the step that came before."""
        if self.acts:
            moment = max(moment, self.acts[-1].occurred_at + BETWEEN_ACTS)
        self.acts.append(
            PlannedAct(service, command, body, of, roles, moment, assumed, origin, self.current, why, hears)
        )
