"""What the sector of a round says: limits, bars, caps, and whether the agency must act unasked (domain.md 2.2)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from schemas.intake import CaseSummary
from schemas.values import CaseSource, Channel, PartyRole, Risk
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.administrative_sectors import DEFAULT, Sector
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.grounds import Ground
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.routing_tags import told_by_tags


def sector_of(law: Law, track: Track) -> Sector:
    """The sector the round was put into; the default where the law of today no longer has that one."""
    found = law.administrative.sector(track.sector) or law.administrative.sector(DEFAULT)
    assert found is not None  # the catalogue is refused without a default
    return found


def sector_for(law: Law, body: str, case: CaseSummary) -> Sector:
    """The sector of a case that comes to this agency."""
    agency = law.organisation(body)
    return law.administrative.sector_of(agency.sectors if agency else (), case.dispute_type, case.tags)


def day_of(moment: datetime) -> date:
    """The day of this moment in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def own_motion_duty(law: Law, case: CaseSummary) -> tuple[str, ...]:
    """Why an agency must mediate without being asked, with the source; empty where it need not (SEED-M 34; SZ 44)."""
    rule, facts = law.administrative.own_motion, _facts(law, case)
    return tuple(_duties(law, facts, rule.rule))


def bars_known(state: CaseState, sector: Sector) -> tuple[str, ...]:
    """Codes of the sector's grounds that what was heard from other channels shows."""
    asked = state.asked_elsewhere if sector.asking_bars else ()
    shown = (sector.known_by[channel] for channel in (*state.taken_elsewhere, *asked) if channel in sector.known_by)
    agreed = ("am_agreement_reached",) if state.agreed_elsewhere and "am_agreement_reached" in sector.grounds else ()
    return tuple(dict.fromkeys((*shown, *agreed)))


def is_too_old(track: Track, sector: Sector, at: datetime) -> bool:
    """The infringement lies further back than the sector's years (SAMR 15); never judged where no day was told."""
    if sector.too_old is None or track.application is None or track.application.infringed_on is None:
        return False
    known = track.application.infringed_on
    return day_of(at) > _years_later(known, sector.too_old.years)


def grounds_of(law: Law, sector: Sector) -> tuple[Ground, ...]:
    """The sector's grounds for not accepting, in its order."""
    found = (law.ground(code) for code in sector.grounds)
    return tuple(ground for ground in found if ground is not None)


def other_agencies(law: Law, track: Track, case: CaseSummary) -> tuple[Organisation, ...]:
    """Agencies of this place that specialise in this type of dispute, the round's own left out."""
    own = law.organisation(track.body)
    places = [place for place in (case.place, own.place if own else "") if place]
    serving: Iterable[Organisation] = (
        body for place in places for body in law.organisations.serving(Channel.ADMIN_MEDIATION, place)
    )
    fitting = [body for body in serving if case.dispute_type in body.dispute_types and body.id != track.body]
    return tuple({body.id: body for body in fitting}.values())


def by_application(case: CaseSummary) -> bool:
    """Somebody applied or handed the case over; nobody did where an agency or a patrol found it."""
    return case.source is not CaseSource.OWN_MOTION


def _facts(law: Law, case: CaseSummary) -> RoutingFacts:
    headcount = case.headcount or sum(
        party.headcount for party in case.parties if party.role is not PartyRole.THIRD_PARTY
    )
    told = RoutingFacts(dispute_type=case.dispute_type, risk=case.risk, headcount=headcount)
    return told_by_tags(law.tags, case.tags, told)


def _duties(law: Law, facts: RoutingFacts, rule_id: str) -> Iterator[str]:
    rule = law.administrative.own_motion
    if any(found.id == rule_id for found in law.escalations(facts)):
        yield f"{rule.text_zh}（{rule.source}）"
    elif (facts.headcount or 0) >= law.parameter(rule.headcount).value:
        yield f"{rule.headcount_zh}（{rule.headcount_source}）"
    if facts.risk is Risk.HIGH:
        yield f"{rule.high_risk_zh}（{rule.headcount_source}）"


def _years_later(day: date, years: int) -> date:
    """The corresponding day, or the month's last where there is none (CC 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
