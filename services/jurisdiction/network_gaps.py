"""What a body of the network lacks against the law and this city's minima: the gap report (domain.md 5; PML 8, 9; SEED-W 28)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.jurisdiction.law import Law
from services.jurisdiction.network_register import Register
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.vocabulary import BodyKind, Tier

COMMITTEES = (BodyKind.PEOPLE_MEDIATION_COMMITTEE, BodyKind.INDUSTRY_PMC)
"""Kinds to which the law on people's mediation committees applies (PML 8, 34)."""
_TOWNSHIPS = (Tier.TOWNSHIP, Tier.STREET)
_VILLAGES = (Tier.VILLAGE, Tier.COMMUNITY)
_UNTOLD = "尚未登记"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing a body lacks, or that nobody has told yet."""

    code: str
    required: int | None
    """The minimum or maximum; None where the gap is no number."""
    actual: int | None
    """None where it is not told."""
    sentence: str
    source: str
    """Instrument and article with its mark."""


def gaps(law: Law, body: Organisation, register: Register, day: date) -> tuple[Gap, ...]:
    """Everything that `body` lacks on `day` (Asia/Shanghai); nothing where it has everything or no rule applies."""
    if body.kind not in COMMITTEES:
        return tuple(_approval(law, body, register))
    return (*_full_time(law, body, register, day), *_committee(law, register, day), *_terms(register, day))


def _full_time(law: Law, body: Organisation, register: Register, day: date) -> Iterator[Gap]:
    """Full-time mediators in office: a village's minimum stands only where its conditions are met (SEED-W 28)."""
    name = _minimum(body)
    if name is None or (body.tier in _VILLAGES and register.conditions_met is not True):
        return
    rule = law.parameter(name)
    have = sum(one.full_time and one.serves_on(day) for one in register.mediators.values())
    if have < rule.value:
        yield _short("full_time_mediators_missing", rule, have)


def _minimum(body: Organisation) -> str | None:
    if body.kind is BodyKind.INDUSTRY_PMC:
        return "full_time_mediators_industry"
    if body.tier in _TOWNSHIPS:
        return "full_time_mediators_township"
    return "full_time_mediators_village" if body.tier in _VILLAGES else None


def _committee(law: Law, register: Register, day: date) -> Iterator[Gap]:
    """Members from 3 to 9, a woman, in multi-ethnic areas a member of a minority, a term that is not over (PML 8, 9)."""
    committee = register.committee
    least, most = law.parameter("committee_members_minimum"), law.parameter("committee_members_maximum")
    if committee is None:
        yield Gap("committee_not_told", None, None, f"调委会组成{_UNTOLD}", _source(least))
        return
    if committee.members < least.value:
        yield _short("committee_too_small", least, committee.members)
    if committee.members > most.value:
        sentence = f"{most.name_zh}：现有 {committee.members}{most.unit_zh}，最多 {int(most.value)}{most.unit_zh}"
        yield Gap("committee_too_large", int(most.value), committee.members, sentence, _source(most))
    women, minority = law.parameter("women_in_committee"), law.parameter("minority_members_in_committee")
    if committee.women < women.value:
        yield _short("woman_member_missing", women, committee.women)
    if register.multi_ethnic and committee.minority_members < minority.value:
        yield _short("minority_member_missing", minority, committee.minority_members)
    if committee.term_ends_on < day:
        term = law.parameter("committee_term_years")
        ended = committee.term_ends_on.isoformat()
        yield Gap("committee_term_over", None, None, f"调委会任期已于 {ended} 届满，应当换届", _source(term))


def _terms(register: Register, day: date) -> Iterator[Gap]:
    """Mediators whose term is over: they mediate no new case."""
    over = [one for one in register.mediators.values() if one.term_ends_on < day]
    if over:
        titles = "、".join(one.title for one in over)
        yield Gap("mediator_term_over", None, len(over), f"任期届满的调解员：{titles}", "PML 9 [V]")


def _approval(law: Law, body: Organisation, register: Register) -> Iterator[Gap]:
    """A commercial body needs the justice department's approval (COM)."""
    regime = next((one for one in law.network.regimes if body.kind in one.kinds), None)
    if regime is not None and regime.needs_approval and not register.approval:
        yield Gap("approval_not_told", None, None, f"司法行政机关的批准{_UNTOLD}", f"{regime.source} [{regime.mark}]")


def _short(code: str, rule: Parameter, have: int) -> Gap:
    need = int(rule.value)
    sentence = f"{rule.name_zh}：应有 {need}{rule.unit_zh}，现有 {have}{rule.unit_zh}，缺 {need - have}{rule.unit_zh}"
    return Gap(code, need, have, sentence, _source(rule))


def _source(rule: Parameter) -> str:
    return f"{rule.source} [{rule.mark}]"


CODES: Mapping[str, str] = {
    "full_time_mediators_missing": "专职调解员不足",
    "committee_not_told": "调委会组成尚未登记",
    "committee_too_small": "委员人数不足",
    "committee_too_large": "委员人数超过上限",
    "woman_member_missing": "没有妇女委员",
    "minority_member_missing": "没有少数民族委员",
    "committee_term_over": "调委会任期届满",
    "mediator_term_over": "调解员任期届满",
    "approval_not_told": "批准尚未登记",
}
"""What each gap is called in a list."""
