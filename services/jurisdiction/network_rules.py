"""The network as data: which law a round follows, where partners lead, what the profile says of its bodies (domain.md 2.5, 2.6)."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from schemas.network_referrals import PartnerResult
from schemas.values import Channel, DisputeType
from services.jurisdiction.organisations import OrganisationTree
from services.jurisdiction.profile_files import Document, Place, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark, TimeLimits
from services.jurisdiction.vocabulary import BodyKind


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunsFrom(StrEnum):
    """From which act a round's limit runs."""

    SIGNING = "signing"
    """The body signed for the file, which is when it receives the application."""
    ACCEPTANCE = "acceptance"


class CourtLimits(_Part):
    """Limits of a round that a court delegated (委派) or entrusted (委托)."""

    before_filing: str
    after_filing: str
    after_filing_summary: str
    source: str
    mark: Mark


class Regime(_Part):
    """The law of a round at one kind of body."""

    id: str
    name_zh: str
    kinds: tuple[BodyKind, ...]
    """Empty for any."""
    dispute_types: tuple[DisputeType, ...]
    """Empty for any."""
    excluded_types: tuple[DisputeType, ...] = ()
    """What a body of this kind may not mediate."""
    only_these_types: bool = False
    """A body of this kind mediates nothing else."""
    limit: str
    runs_from: RunsFrom
    written: bool = False
    charges: bool = False
    """It may take a fee; nobody else may (PML 4)."""
    everybody_agrees: bool = False
    """Every party has to agree, who applied included."""
    needs_approval: bool = False
    """The body needs the justice department's approval."""
    over_means_failed: bool = False
    routes_after_zh: tuple[str, ...]
    """Ways the parties are told of when mediation failed."""
    source: str
    mark: Mark

    def fits(self, kind: BodyKind, dispute_type: DisputeType) -> bool:
        """Whether a round of this dispute at a body of this kind follows it."""
        of_kind = not self.kinds or kind in self.kinds
        return of_kind and (not self.dispute_types or dispute_type in self.dispute_types)


class RegimeFile(_Part):
    """The form of `network_regimes.yaml`."""

    court_limits: CourtLimits
    regimes: tuple[Regime, ...]


class PartnerRoute(_Part):
    """One partner channel, of one kind."""

    id: str
    channel: Channel
    name_zh: str
    dispute_types: tuple[DisputeType, ...]
    precondition_zh: str
    limits: tuple[str, ...]
    results: tuple[PartnerResult, ...]
    source: str
    mark: Mark


class PartnerRouteFile(_Part):
    """The form of `partner_routes.yaml`."""

    routes: tuple[PartnerRoute, ...]


class KnownMediator(_Part):
    """A mediator the profile names: an office with a number, never a person."""

    id: str
    title_zh: str
    full_time: bool = True
    dispute_types: tuple[DisputeType, ...] = ()
    languages: tuple[str, ...] = ()
    load_limit: int
    unit: str = ""
    account: str = ""
    adjudication_qualified: bool = False
    term_began_on: date


class KnownBody(_Part):
    """What a profile says of a body of its network; it stands until the register says otherwise."""

    id: str
    dispute_types: tuple[DisputeType, ...] = ()
    languages: tuple[str, ...] = ()
    invited_by: tuple[str, ...] = ()
    approval: str = ""
    conditions_met: bool | None = None
    multi_ethnic: bool = False
    members: int | None = None
    women: int | None = None
    minority_members: int | None = None
    mediators: tuple[KnownMediator, ...] = ()
    mark: Mark


class KnownNetwork(_Part):
    """The form of a profile's `network.yaml`."""

    bodies: tuple[KnownBody, ...] = ()


class NetworkRules(_Part):
    """Everything the network asks of the law and of the profile."""

    court_limits: CourtLimits
    regimes: tuple[Regime, ...]
    routes: tuple[PartnerRoute, ...]
    known: KnownNetwork

    def regime(self, kind: BodyKind, dispute_type: DisputeType) -> Regime:
        """The law of a round; the last regime fits everything."""
        return next(regime for regime in self.regimes if regime.fits(kind, dispute_type))

    def route(self, channel: Channel, dispute_type: DisputeType) -> PartnerRoute | None:
        """Where this channel leads in this dispute; None for a channel that is no partner."""
        fitting = (one for one in self.routes if one.channel is channel)
        return next((one for one in fitting if not one.dispute_types or dispute_type in one.dispute_types), None)

    def route_named(self, route: str) -> PartnerRoute | None:
        """The row with this id."""
        return next((one for one in self.routes if one.id == route), None)

    def body(self, body: str) -> KnownBody | None:
        """What the profile says of a body."""
        return next((one for one in self.known.bodies if one.id == body), None)

    @property
    def round_limits(self) -> tuple[str, ...]:
        """Every limit that a round may have."""
        court = self.court_limits
        of_courts = (court.before_filing, court.after_filing, court.after_filing_summary)
        return tuple(dict.fromkeys((*of_courts, *(regime.limit for regime in self.regimes))))


def read_network_rules(
    regimes: Document, routes: Document, known: Document | None, limits: TimeLimits, bodies: OrganisationTree
) -> NetworkRules:
    """The rules. Raises ProfileMistake for a limit nobody loaded, an id written twice, a body or term that does not exist."""
    file, partners = read_as(RegimeFile, regimes), read_as(PartnerRouteFile, routes)
    network = read_as(KnownNetwork, known) if known else KnownNetwork()
    mistakes = [*_in_regimes(regimes, file, limits), *_in_routes(routes, partners, limits)]
    mistakes += _in_profile(known, network, bodies) if known else ()
    if mistakes:
        raise ProfileMistake(mistakes)
    return NetworkRules(court_limits=file.court_limits, regimes=file.regimes, routes=partners.routes, known=network)


def _in_regimes(document: Document, file: RegimeFile, limits: TimeLimits) -> Iterator[Mistake]:
    yield from _twice(document, ("regimes",), [regime.id for regime in file.regimes])
    for position, regime in enumerate(file.regimes):
        yield from _unknown_limits(document, ("regimes", position, "limit"), (regime.limit,), limits)
    court = file.court_limits
    named = (court.before_filing, court.after_filing, court.after_filing_summary)
    yield from _unknown_limits(document, ("court_limits",), named, limits)
    if not file.regimes or file.regimes[-1].kinds or file.regimes[-1].dispute_types:
        yield document.mistake(("regimes",), "最后一行应适用于一切机构和纠纷：kinds、dispute_types 均为空")


def _in_routes(document: Document, file: PartnerRouteFile, limits: TimeLimits) -> Iterator[Mistake]:
    yield from _twice(document, ("routes",), [route.id for route in file.routes])
    for position, route in enumerate(file.routes):
        yield from _unknown_limits(document, ("routes", position, "limits"), route.limits, limits)


def _in_profile(document: Document, file: KnownNetwork, bodies: OrganisationTree) -> Iterator[Mistake]:
    yield from _twice(document, ("bodies",), [body.id for body in file.bodies])
    for position, body in enumerate(file.bodies):
        if bodies.find(body.id) is None:
            yield document.mistake(
                ("bodies", position, "id"), f"机构名录中没有“{body.id}”，请先在 organisations.yaml 中写明"
            )
        mediators: Place = ("bodies", position, "mediators")
        for number, mediator in enumerate(body.mediators):
            if not mediator.id.endswith(f".{body.id}"):
                sentence = f"调解员“{mediator.id}”的编号应以机构编号结尾，如 mediator-1.{body.id}"
                yield document.mistake((*mediators, number, "id"), sentence)
        yield from _twice(document, mediators, [mediator.id for mediator in body.mediators])
        for court in body.invited_by:
            if bodies.find(court) is None:
                sentence = f"机构名录中没有“{court}”，特邀法院应填 organisations.yaml 中某个法院的 id"
                yield document.mistake(("bodies", position, "invited_by"), sentence)


def _unknown_limits(
    document: Document, place: tuple[str | int, ...], named: Iterable[str], limits: TimeLimits
) -> Iterator[Mistake]:
    for limit in named:
        if limits.find(limit) is None:
            yield document.mistake(place, f"时限目录中没有“{limit}”，请先在 time_limits.yaml 中写明")


def _twice(document: Document, part: Place, ids: list[str]) -> Iterator[Mistake]:
    for position, one in enumerate(ids):
        if one in ids[:position]:
            yield document.mistake((*part, position, "id"), f"“{one}”写了两次，应各不相同")
