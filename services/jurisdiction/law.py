"""The law and this city's profile as one immutable value; deciding services get it as an argument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from schemas.clocks import Clock
from schemas.values import Channel, DisputeType
from services.jurisdiction import clock_calculation
from services.jurisdiction.administrative_sectors import AdministrativeRules
from services.jurisdiction.calendar import Calendar
from services.jurisdiction.clock_calculation import ClockRules, Due, Pause
from services.jurisdiction.clock_contract import as_clock, day_alone
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.demonstration import PROFILE as DEMONSTRATION
from services.jurisdiction.demonstration import demonstration_by_id, demonstration_organisation
from services.jurisdiction.enforceability import EnforceableWays
from services.jurisdiction.escalation import Ladder, Level, next_level
from services.jurisdiction.escalation_rules import (
    EscalationRule,
    EscalationRuleFile,
    escalations,
)
from services.jurisdiction.grounds import Ground, GroundKind, Grounds
from services.jurisdiction.network_rules import NetworkRules
from services.jurisdiction.organisations import Organisation, OrganisationTree
from services.jurisdiction.outcomes import NotJudged, Refused
from services.jurisdiction.outside_limits import OutsideLimit, OutsideLimitFile, running
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile import Profile
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.referrals import ReferralMatrix, ReferralRule
from services.jurisdiction.representatives import RepresentationLimit, RepresentationRules
from services.jurisdiction.routing import Recommendation, RoutingTable, route
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.routing_tags import TagTable
from services.jurisdiction.service_of_documents import Served, ServiceEntry, ServiceRules
from services.jurisdiction.supervision import Moment, clock_moments, shares_of, with_moments
from services.jurisdiction.supervisors import supervisor
from services.jurisdiction.time_limits import TimeLimit

MOST_BEGUN = 10_000
"""Clocks a law remembers: some tens of limits for each day on which something began."""


@dataclass(frozen=True, eq=False)
class Law:
    """What the law and one city say. Everything asked of it is pure and deterministic."""

    profile: str
    """Its name, or the absolute path of its folder."""
    clocks: ClockRules = field(repr=False)
    parameters: Mapping[str, Parameter] = field(repr=False)
    routing: RoutingTable = field(repr=False)
    organisations: OrganisationTree = field(repr=False)
    ladder: Ladder = field(repr=False)
    escalation_rules: EscalationRuleFile = field(repr=False)
    referrals: ReferralMatrix = field(repr=False)
    grounds: Grounds = field(repr=False)
    enforceability: EnforceableWays = field(repr=False)
    """Ways beside judicial confirmation that make an agreement enforceable."""
    outside: OutsideLimitFile = field(repr=False)
    tags: TagTable = field(repr=False)
    """What tags of a case say about the facts of routing."""
    serving: ServiceRules = field(repr=False)
    """When a service of a document counts."""
    administrative: AdministrativeRules = field(repr=False)
    """Sectors and matters of mediation by agencies."""
    groups: RepresentationRules = field(repr=False)
    """How many may speak for a group."""
    network: NetworkRules = field(repr=False)
    """The "N": the law of its rounds, partner channels, what the profile says of its bodies."""
    settings: Profile = field(repr=False)
    """What "1+4+N" means here: core channels, tiers, enabled network."""
    _begun: dict[tuple[str, date], Clock] = field(default_factory=dict, init=False, repr=False)
    """The first clock of each limit and day: of the next ones only whose they are and the hour they began is different."""

    @staticmethod
    def load(profile: str = "wuhu", folder: Path = PROFILES) -> "Law":
        """The law of a profile; read once per process. Raises ProfileMistake with file, line and what would be right."""
        from services.jurisdiction.law_reading import load  # it makes a Law

        return load(profile, folder)

    @property
    def rules_version(self) -> str:
        """Changes whenever a rule of this profile does; written into every decision."""
        return self.clocks.rules_version

    @property
    def calendar_version(self) -> str:
        """Changes whenever a day of the calendar may; written into every decision."""
        return self.calendar.version

    @property
    def calendar(self) -> Calendar:
        """The working-day calendar in force."""
        return self.clocks.calendar

    def due(
        self,
        limit_id: str,
        start: date,
        pauses: Sequence[Pause] = (),
        extension: int = 0,
        why_paused: str = "中止期间",
    ) -> Due | NotJudged | Refused:
        """Until when something is in time, and why; see `clock_calculation.due`."""
        return clock_calculation.due(limit_id, start, self.clocks, pauses, extension, why_paused)

    def clock(
        self,
        clock_id: str,
        limit: str,
        started_at: datetime,
        *,
        subject: str = "",
        pauses: Sequence[Pause] = (),
        extension: int = 0,
    ) -> Clock | Refused:
        """As `due`, in the form events carry; verdict NOT_JUDGED with its reason where the law of that day is not loaded."""
        day = day_alone(self.clocks.limits, limit, started_at) if not pauses and not extension else None
        like = self._begun.get((limit, day)) if day is not None else None
        if like is not None:
            return like.model_copy(update={"clock_id": clock_id, "subject": subject, "started_at": started_at})
        known, answer = self.limit(limit), self.due(limit, started_at, pauses, extension)
        if isinstance(answer, Refused):
            return answer
        # `due` refuses an unknown limit, so it is known here.
        assert known is not None
        clock = as_clock(clock_id, known, subject, started_at, answer)
        clock = with_moments(clock, known.duty_of, self.calendar, shares_of(self.parameters))
        if day is not None and len(self._begun) < MOST_BEGUN:
            self._begun[limit, day] = clock
        return clock

    def supervision(self, clock: Clock) -> tuple[Moment, ...]:
        """Reminder, warning and breach of a clock at this profile's shares (rule E1); nothing where it has no date."""
        return clock_moments(clock, self.calendar, shares_of(self.parameters))

    def limit(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id (`XF-4`) or Chinese name."""
        return self.clocks.limits.find(id_or_name)

    def parameter(self, name: str) -> Parameter:
        """A number of law or policy. Raises KeyError for a name nobody defined, which is a programming error."""
        return self.parameters[name]

    def route(self, facts: RoutingFacts) -> Recommendation | NotJudged:
        """Where the case should go first; a recommendation with row, reason, source and alternatives."""
        return route(self.routing, facts)

    def body_for(
        self,
        recommendation: Recommendation,
        place: str,
        dispute_type: DisputeType | None = None,
        day: date | None = None,
    ) -> Organisation | None:
        """The body at `place` (from the large to the small) that the recommendation means, of those that act on `day`; None
        where there is none."""
        if self.profile == DEMONSTRATION:
            return demonstration_organisation(place, recommendation.channel, recommendation.tier)
        wanted = recommendation
        return self.organisations.competent(wanted.channel, wanted.body_kind, wanted.tier, place, dispute_type, day)

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id; bodies of the demonstration jurisdiction are known by their ids alone.

        Every profile knows those, since stories are played on whatever stack runs; only stories may be handed to them.
        """
        return self.organisations.find(organisation_id) or demonstration_by_id(organisation_id)

    def organisation_named(self, told: str) -> Organisation | None:
        """The body of the profile that somebody wrote down by its id or its name."""
        return self.organisations.named(told)

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        found: list[Organisation] = []
        above = self.organisation(organisation.parent) if organisation.parent else None
        while above is not None:
            found.append(above)
            above = self.organisation(above.parent) if above.parent else None
        return tuple(found)

    def supervisor(self, organisation_id: str) -> Organisation | None:
        """The body that supervises this one's deadlines: the nearest above it, of a court the nearest court above."""
        body = self.organisation(organisation_id)
        return supervisor(body, self.ancestors(body), self.organisations) if body else None

    def next_level(self, organisation: Organisation) -> Organisation | None:
        """The body that takes the case when `organisation` could not settle it; None at the top."""
        return next_level(organisation, self.ancestors(organisation))

    def level_of(self, organisation: Organisation) -> Level | None:
        """The step of the ladder a body stands on, with the id of its clock."""
        return self.ladder.level_of(organisation)

    def escalations(self, facts: RoutingFacts) -> tuple[EscalationRule, ...]:
        """The rules E1–E10 that the facts set off; all of them apply."""
        return escalations(self.escalation_rules, facts)

    def representation(self, channel: Channel, dispute_type: DisputeType, day: date) -> RepresentationLimit | None:
        """How many may speak for a group in this channel on `day`; None where no rule is loaded."""
        return self.groups.limit(channel, dispute_type, day)

    def referral(self, from_channel: Channel, to_channel: Channel) -> ReferralRule | None:
        """The rule for going from one channel to another; None where the matrix has none."""
        return self.referrals.rule(from_channel, to_channel)

    def outside_limits(self, facts: RoutingFacts, day: date | None) -> tuple[OutsideLimit, ...]:
        """The limits of routes outside that run on this matter, by the law of `day`, and what does not stop them.

        Without a day their lengths are not judged.
        """
        return running(self.outside, self.clocks.limits, facts, day)

    def served(self, entry: ServiceEntry, at: datetime) -> Served:
        """The service (送达) that happened at `at`, whether it counts, and what is irregular about it."""
        return self.serving.judge(entry, at.astimezone(SHANGHAI).date())

    def ground(self, code: str) -> Ground | None:
        """The ground with this code."""
        return self.grounds.find(code)

    def grounds_of(self, kind: GroundKind, day: date) -> tuple[Ground, ...]:
        """The grounds of a kind in force on `day`."""
        return self.grounds.of(kind, day)
