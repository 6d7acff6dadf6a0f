"""Is a routing table sound? Rows that can never fire, and pairs that meet with no word about which comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.jurisdiction.routing import RoutingTable, Row, Stage
from services.jurisdiction.routing_facts import Condition, OneOf, Range, RoutingFacts, holds, kinds_of

Values = Mapping[str, frozenset[object]]
"""For each field the values still possible; one value stands for every value that no row can tell from it."""


@dataclass(frozen=True)
class DeadRow:
    """A row that can never fire: earlier rows take every case that would fit it, or its conditions exclude each other."""

    row: str
    taken_by: tuple[str, ...]
    """Earlier rows that share cases with it; empty when the row fits no case at all."""


@dataclass(frozen=True)
class Conflict:
    """Two rows that can fit the same case, send it to different channels, and do not say which comes first."""

    first: str
    second: str
    example: RoutingFacts


def dead_rows(table: RoutingTable) -> tuple[DeadRow, ...]:
    """The rows that can never fire, by an exact search for a case that reaches each of them."""
    domains = _domains(table)
    found = []
    for position, row in enumerate(table.rows):
        if reaching(table, position) is None:
            earlier = [other for other in table.rows[:position] if _meet(domains, row, other) is not None]
            found.append(DeadRow(row.id, tuple(other.id for other in earlier)))
    return tuple(found)


def reaching(table: RoutingTable, position: int) -> RoutingFacts | None:
    """A case that fires the row at `position`; None where there is none."""
    domains, row = _domains(table), table.rows[position]
    for stage in _stages(row):
        fitting = _narrow(_in_stage(domains, stage), row.when)
        earlier = [other.when for other in table.rows[:position] if other.stage in (Stage.ANY, stage)]
        case = _avoid(fitting, earlier) if fitting is not None else None
        if case is not None:
            return _example(case)
    return None


def conflicts(table: RoutingTable) -> tuple[Conflict, ...]:
    """Pairs of rows that meet, differ in channel, and are settled neither by `precedence_zh` nor by `yields_zh`."""
    domains, found = _domains(table), []
    for position, second in enumerate(table.rows):
        for first in table.rows[:position]:
            if first.channel is second.channel or first.precedence_zh or second.yields_zh:
                continue
            shared = _meet(domains, first, second)
            if shared is not None:
                found.append(Conflict(first.id, second.id, _example(shared)))
    return tuple(found)


def _domains(table: RoutingTable) -> Values:
    """For each field every value that some condition can tell apart, "not known" included."""
    bounds: dict[str, set[float]] = {}
    for row in table.rows:
        for name, condition in row.when.items():
            if isinstance(condition, Range):
                bounds.setdefault(name, set()).update(
                    b for b in (condition.at_least, condition.less_than) if b is not None
                )
            elif not isinstance(condition, OneOf | bool | str):
                bounds.setdefault(name, set()).update((condition, condition + 1))
    domains: dict[str, frozenset[object]] = {}
    for name, field in RoutingFacts.model_fields.items():
        kind = kinds_of(field.annotation)[0]
        if kind is bool:
            domains[name] = frozenset({True, False})
        elif issubclass(kind, StrEnum):
            domains[name] = frozenset([None, *kind])
        else:
            edges = sorted(bounds.get(name, set()))
            domains[name] = frozenset([None, 0, *edges])
    return domains


def _stages(row: Row) -> tuple[Stage, ...]:
    return (Stage.REGISTRATION, Stage.AFTER_AGREEMENT) if row.stage is Stage.ANY else (row.stage,)


def _in_stage(domains: Values, stage: Stage) -> Values:
    signed: frozenset[object] = frozenset({stage is Stage.AFTER_AGREEMENT})
    return {**domains, "agreement_signed": signed}


def _narrow(possible: Values, conditions: Mapping[str, Condition]) -> Values | None:
    """What is left of `possible` where all conditions hold; None where nothing is."""
    left = dict(possible)
    for name, condition in conditions.items():
        left[name] = frozenset(value for value in left[name] if holds(condition, value))
        if not left[name]:
            return None
    return left


def _avoid(possible: Values, others: Sequence[Mapping[str, Condition]]) -> Values | None:
    """What is left where none of `others` fits, by trying which of its conditions to break."""
    if not others:
        return possible
    first, rest = others[0], others[1:]
    if _narrow(possible, first) is None:
        return _avoid(possible, rest)
    for name, condition in first.items():
        broken = frozenset(value for value in possible[name] if not holds(condition, value))
        if broken:
            left = _avoid({**possible, name: broken}, rest)
            if left is not None:
                return left
    return None


def _meet(domains: Values, one: Row, other: Row) -> Values | None:
    """The cases that fit both rows; None where there are none."""
    for stage in _stages(one):
        if stage not in _stages(other):
            continue
        both = _narrow(_in_stage(domains, stage), one.when)
        both = _narrow(both, other.when) if both is not None else None
        if both is not None:
            return both
    return None


def _example(possible: Values) -> RoutingFacts:
    """One case out of the possible ones: as little as can be said."""
    defaults = {name: field.default for name, field in RoutingFacts.model_fields.items()}
    chosen = {
        name: defaults[name] if defaults[name] in values else min(values, key=str) for name, values in possible.items()
    }
    return RoutingFacts.model_validate(chosen)
