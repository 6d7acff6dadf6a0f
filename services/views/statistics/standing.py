"""Bodies and people of mediation at the end of a period: what the register was told, over what the profile says (SEED-W 28; domain.md 5).

The book `staffing` has changes by month; their sum up to the last month is the standing. What nobody entered stands as the
profile has it, as on the page of the network. Derived measures, by body: `committees`, `mediators`, `full_time`, `townships` and
`villages` that a minimum concerns with those that keep it, `industry` likewise, `committees_told`, `members`, `women_members`.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import COMMITTEES
from services.jurisdiction.network_known import register_of
from services.jurisdiction.network_register import Register
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.periods import Period
from services.jurisdiction.vocabulary import BodyKind, Tier
from services.views.statistics.books.staffing import BOOK, CONDITIONS, TOLD_BODY, TOLD_COMMITTEE, mediator_told
from services.views.statistics.sums import Cell, Counts

_MINIMA: Mapping[str, tuple[str, frozenset[Tier]]] = {
    "townships": ("full_time_mediators_township", frozenset({Tier.TOWNSHIP, Tier.STREET})),
    "villages": ("full_time_mediators_village", frozenset({Tier.VILLAGE, Tier.COMMUNITY})),
}
"""Measure -> the minimum of full-time mediators and the tiers of the committees it concerns."""
_INDUSTRY = ("industry", "full_time_mediators_industry")


def standing(counts: Counts, law: Law, bodies: Collection[str], period: Period) -> Counts:
    """The counts with the changes of staffing replaced by what stands at the end of `period`."""
    last = period.months[-1]
    told: dict[str, dict[str, int]] = {}
    cells: dict[Cell, dict[str, int]] = {}
    for (body, month), sums in counts.cells.items():
        own = told.setdefault(body, {})
        others: dict[str, int] = {}
        for name, number in sums.items():
            book, _, measure = name.partition(".")
            if book != BOOK:
                others[name] = number
            elif month <= last:
                own[measure] = own.get(measure, 0) + number
        if others:
            cells[body, month] = others
    for body in sorted(bodies):
        found = law.organisation(body)
        if found is None or found.kind not in COMMITTEES or not found.acts_on(_last_day(last)):
            continue
        standing_now = dict(_of_committee(law, found, told.get(body, {}), _last_day(last)))
        cells.setdefault((body, last), {}).update({f"{BOOK}.{name}": n for name, n in standing_now.items() if n})
    return Counts(cells)


def _of_committee(law: Law, body: Organisation, told: Mapping[str, int], day: date) -> Iterator[tuple[str, int]]:
    profile = register_of(None, body.id, law)
    serving = [
        one for one in profile.mediators.values() if not told.get(mediator_told(one.mediator)) and one.serves_on(day)
    ]
    full_time = told.get("full_time", 0) + sum(one.full_time for one in serving)
    yield "committees", 1
    yield "mediators", told.get("mediators", 0) + len(serving)
    yield "full_time", full_time
    yield from _composition(profile, told, day)
    yield from _minimum(law, body, profile, told, full_time)


def _composition(profile: Register, told: Mapping[str, int], day: date) -> Iterator[tuple[str, int]]:
    """Who sits in the committee, as numbers, while its term lasts."""
    if told.get(TOLD_COMMITTEE):
        for name in ("committees_in_term", "members", "women_members"):
            yield name, told.get(name, 0)
        return
    committee = profile.committee
    if committee is not None and committee.term_began_on <= day <= committee.term_ends_on:
        yield "committees_in_term", 1
        yield "members", committee.members
        yield "women_members", committee.women


def _minimum(
    law: Law, body: Organisation, profile: Register, told: Mapping[str, int], full_time: int
) -> Iterator[tuple[str, int]]:
    """Whether a minimum concerns the body, and whether it is kept; a village's only where its conditions are met."""
    if body.kind is BodyKind.INDUSTRY_PMC:
        name, parameter = _INDUSTRY
    else:
        fitting = [(name, parameter) for name, (parameter, tiers) in _MINIMA.items() if body.tier in tiers]
        if not fitting:
            return
        name, parameter = fitting[0]
    if name == "villages" and not _has_conditions(profile, told):
        return
    yield name, 1
    yield f"{name}_enough", int(full_time >= law.parameter(parameter).value)


def _has_conditions(profile: Register, told: Mapping[str, int]) -> bool:
    return bool(told.get(CONDITIONS)) if told.get(TOLD_BODY) else profile.conditions_met is True


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])
