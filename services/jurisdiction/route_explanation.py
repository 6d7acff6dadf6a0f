"""Why a case is sent where it is sent: the row that fires, and for every row before it what was missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.routing import Recommendation, RoutingTable, Row, Stage, route
from services.jurisdiction.routing_facts import Condition, OneOf, Range, RoutingFacts, holds
from services.jurisdiction.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition of a row that the facts do not meet."""

    fact: str
    """Field of `RoutingFacts`."""
    wanted: Condition
    was: object
    """None is not known."""


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A row that was asked before the one that fired, or before none did."""

    row: Row
    unmet: tuple[Unmet, ...]
    """Empty where the row is not asked at this stage of the case."""


@dataclass(frozen=True, slots=True)
class RouteExplanation:
    """An answer of routing with its reasons."""

    facts: RoutingFacts
    answer: Recommendation | NotJudged
    passed: tuple[PassedRow, ...]


def explain(table: RoutingTable, facts: RoutingFacts) -> RouteExplanation:
    """Route, and say why no earlier row fired."""
    answer = route(table, facts)
    fired = answer.row if isinstance(answer, Recommendation) else None
    stage = Stage.AFTER_AGREEMENT if facts.agreement_signed else Stage.REGISTRATION
    passed: list[PassedRow] = []
    for row in table.rows:
        if row.id == fired:
            break
        asked = row.stage in (Stage.ANY, stage)
        passed.append(PassedRow(row, _unmet(row.when, facts) if asked else ()))
    return RouteExplanation(facts, answer, tuple(passed))


def told_facts(facts: RoutingFacts) -> Mapping[str, object]:
    """The facts somebody stated: known values, and flags that are set."""
    return {name: value for name, value in facts if value is not None and value is not False}


def said_value(value: object, words: Vocabulary) -> str:
    """A fact's value in Chinese."""
    if value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, StrEnum | str):
        return words.name(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def said_condition(condition: Condition, words: Vocabulary) -> str:
    """A condition in Chinese, as it follows the name of the fact."""
    match condition:
        case Range():
            bounds = (("不少于", condition.at_least), ("少于", condition.less_than))
            return "应" + "且".join(f"{word}{bound:g}" for word, bound in bounds if bound is not None)
        case OneOf():
            return f"应为{'、'.join(said_value(value, words) for value in condition.values)}之一"
        case _:
            return f"应为{said_value(condition, words)}"


def said_passed(passed: PassedRow, words: Vocabulary) -> str:
    """Why a row did not fire, in Chinese."""
    if not passed.unmet:
        return "只在达成协议后适用" if passed.row.stage is Stage.AFTER_AGREEMENT else "只在登记时适用"
    return "；".join(
        f"{words.name(f'fact.{unmet.fact}')}{said_condition(unmet.wanted, words)}，现为{said_value(unmet.was, words)}"
        for unmet in passed.unmet
    )


def _unmet(when: Mapping[str, Condition], facts: RoutingFacts) -> tuple[Unmet, ...]:
    return tuple(
        Unmet(name, condition, getattr(facts, name))
        for name, condition in when.items()
        if not holds(condition, getattr(facts, name))
    )
