"""Bodies of the network told to a reader: what was entered, over what the profile says, and what is lacking. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from schemas.identity import body_key
from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import CODES, gaps
from services.jurisdiction.network_known import register_of as counting
from services.jurisdiction.network_register import Mediator, Register
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind
from services.views.facts.network import register_of
from services.views.network.answers import BodyRow, GapReport, GapRow, MediatorRow, TrainingRow
from services.views.words import Words

MEDIATING_KINDS = (
    BodyKind.PEOPLE_MEDIATION_COMMITTEE,
    BodyKind.INDUSTRY_PMC,
    BodyKind.COMMERCIAL_MEDIATION,
    BodyKind.LABOUR_MEDIATION,
)
"""Kinds of body that the register knows."""
Documents = Mapping[str, Mapping[str, Any]]
"""By the body's key."""


def mediating(law: Law, ids: Iterable[str]) -> tuple[Organisation, ...]:
    """Of these bodies those that mediate, in the order of the profile."""
    wanted = set(ids)
    return tuple(one for one in law.organisations.by_id.values() if one.kind in MEDIATING_KINDS and one.id in wanted)


def body_row(law: Law, body: Organisation, documents: Documents, day: date, words: Words) -> BodyRow:
    """One body on `day`."""
    key = body_key(body.id)
    document = documents.get(key, {})
    told = register_of(document.get("network", {}).get("facts"))
    register = counting(told, body.id, law)
    committee = register.committee
    return BodyRow(
        body=body.id, name=body.name_zh, kind=body.kind.value, kind_name=words.word(body.kind),
        tier_name=words.word(body.tier), key=key, sequence=document.get("accepted", {}).get("network", 0),
        entered=register.entered, dispute_types=_types(register.dispute_types or body.dispute_types, words),
        languages=register.languages, invited_by=tuple(words.body(one) for one in register.invited_by),
        approval=register.approval, conditions_met=register.conditions_met, multi_ethnic=register.multi_ethnic,
        members=committee.members if committee else None, women=committee.women if committee else None,
        minority_members=committee.minority_members if committee else None,
        term_ends_on=committee.term_ends_on if committee else None, load=len(register.engagements),
        mediators=tuple(_mediator(one, register, body, day, words) for _, one in sorted(register.mediators.items())),
        gaps=tuple(
            GapRow(
                code=gap.code, name=CODES[gap.code], sentence=gap.sentence, required=gap.required, actual=gap.actual,
                source=words.titled(gap.source),
            )
            for gap in gaps(law, body, register, day)
        ),
    )  # fmt: skip


def gap_report(rows: Iterable[BodyRow], day: date) -> GapReport:
    """The bodies that lack something, and how many lack what."""
    all_rows = list(rows)
    lacking = [row for row in all_rows if row.gaps]
    counted = Counter(gap.name for row in lacking for gap in row.gaps)
    return GapReport(
        day=day, bodies=len(all_rows), bodies_with_gaps=len(lacking), by_code=dict(sorted(counted.items())),
        rows=tuple(lacking),
    )  # fmt: skip


def _mediator(one: Mediator, register: Register, body: Organisation, day: date, words: Words) -> MediatorRow:
    return MediatorRow(
        mediator=one.mediator, title=one.title, body=body.id, body_name=body.name_zh, full_time=one.full_time,
        dispute_types=_types(one.dispute_types, words), languages=one.languages, load=register.load_of(one.mediator),
        load_limit=one.load_limit, term_began_on=one.term_began_on, term_ends_on=one.term_ends_on,
        in_term=one.serves_on(day), adjudication_qualified=one.adjudication_qualified,
        trainings=tuple(TrainingRow(course=t.course, hours=t.hours, on=t.on) for t in one.trainings),
    )  # fmt: skip


def _types(types: Iterable[str], words: Words) -> tuple[str, ...]:
    return tuple(words.word(one) for one in types)
