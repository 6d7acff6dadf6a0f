"""Where a case should go first: the first row of a table whose conditions all hold (domain.md 4.1). A recommendation, never an order."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from schemas.values import Channel
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.profile_files import Document, Place, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.routing_facts import Condition, RoutingFacts, all_hold, wrong_condition
from services.jurisdiction.time_limits import Mark
from services.jurisdiction.vocabulary import BodyKind, Tier


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Disposition(StrEnum):
    """What the window does with the case."""

    PROCEED = "proceed"
    HOLD = "hold"
    """Another body has it: it stays where it is; only that body may refer it (R75 22)."""
    SEALED = "sealed"
    """An accusation: only the sealed intake sees it (XF 30)."""


class Stage(StrEnum):
    """When a row is asked."""

    ANY = "any"
    REGISTRATION = "registration"
    AFTER_AGREEMENT = "after_agreement"


class Alternative(_Part):
    """Another lawful way."""

    channel: Channel
    note_zh: str
    when: dict[str, Condition] = {}
    """Offered only where these hold."""


class Caution(_Part):
    """Something the party should know before choosing."""

    text_zh: str
    when: dict[str, Condition] = {}


class TierChoice(_Part):
    """A higher body where these conditions hold."""

    when: dict[str, Condition]
    tier: Tier
    reason_zh: str
    source: str


class Row(_Part):
    """One row of the table."""

    id: str
    stage: Stage = Stage.REGISTRATION
    when: dict[str, Condition]
    """All must hold; empty only in a last row that takes everything left."""
    channel: Channel
    disposition: Disposition = Disposition.PROCEED
    body_kind: BodyKind
    tier: Tier
    tier_when: tuple[TierChoice, ...] = ()
    reason_zh: str
    source: str
    mark: Mark
    alternatives: tuple[Alternative, ...] = ()
    warnings: tuple[Caution, ...] = ()
    precedence_zh: str | None = None
    """Why this row comes before later rows that fit the same case; see `routing_check`."""
    yields_zh: str | None = None
    """Why earlier rows that fit the same case come before this one."""


class RoutingTable(_Part):
    """The form of `routing.yaml`."""

    rows: tuple[Row, ...] = Field(min_length=1)


class Recommendation(_Part):
    """Where the case should go, why, and what else is lawful; the party's choice is recorded beside it (Hantai 16)."""

    row: str
    channel: Channel
    disposition: Disposition
    body_kind: BodyKind
    tier: Tier
    reason_zh: str
    source: str
    mark: Mark
    alternatives: tuple[Alternative, ...] = ()
    warnings: tuple[str, ...] = ()


def route(table: RoutingTable, facts: RoutingFacts) -> Recommendation | NotJudged:
    """The recommendation of the first row that fits; not judged where none does (nothing is left to route)."""
    stage = Stage.AFTER_AGREEMENT if facts.agreement_signed else Stage.REGISTRATION
    for row in table.rows:
        if row.stage in (Stage.ANY, stage) and all_hold(row.when, facts):
            return _recommend(row, facts)
    return NotJudged("no_route", "没有需要推荐的去向：已有协议，且不必或不能申请司法确认")


def _recommend(row: Row, facts: RoutingFacts) -> Recommendation:
    higher = next((choice for choice in row.tier_when if all_hold(choice.when, facts)), None)
    held_by = facts.accepted_by if row.disposition is Disposition.HOLD else None
    return Recommendation(
        row=row.id,
        channel=held_by or row.channel,
        disposition=row.disposition,
        body_kind=row.body_kind,
        tier=higher.tier if higher else row.tier,
        reason_zh=f"{row.reason_zh}；{higher.reason_zh}（{higher.source}）" if higher else row.reason_zh,
        source=row.source,
        mark=row.mark,
        alternatives=tuple(way for way in row.alternatives if all_hold(way.when, facts)),
        warnings=tuple(warning.text_zh for warning in row.warnings if all_hold(warning.when, facts)),
    )


def read_routing(national: Document, city: Document | None = None) -> RoutingTable:
    """The national table, a city's rows in the places of the national rows with their ids.

    Order belongs to the law (domain.md 4.1), so a city replaces rows and neither adds nor moves one. Raises ProfileMistake for
    an unknown field, value or row, with its line.
    """
    table = read_as(RoutingTable, national)
    mistakes = list(_mistakes(national, table))
    own = read_as(RoutingTable, city) if city else RoutingTable.model_construct(rows=())
    if city is not None:
        mistakes += [*_mistakes(city, own), *_unknown_rows(city, own, table)]
    if mistakes:
        raise ProfileMistake(mistakes)
    replaced = {row.id: row for row in own.rows}
    return RoutingTable(rows=tuple(replaced.get(row.id, row) for row in table.rows))


def _unknown_rows(city: Document, own: RoutingTable, table: RoutingTable) -> Iterator[Mistake]:
    known = [row.id for row in table.rows]
    for position, row in enumerate(own.rows):
        if row.id not in known:
            sentence = f"全国路由表没有编号为“{row.id}”的行，地方只能替换已有的行：{'、'.join(known)}"
            yield city.mistake(("rows", position, "id"), sentence)


def _mistakes(document: Document, table: RoutingTable) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, row in enumerate(table.rows):
        here: Place = ("rows", position)
        if row.id in seen:
            yield document.mistake((*here, "id"), f"路由行“{row.id}”写了两次，编号应各不相同")
        seen.add(row.id)
        yield from _wrong(document, (*here, "when"), row.when)
        for part in ("alternatives", "warnings", "tier_when"):
            for index, item in enumerate(getattr(row, part)):
                yield from _wrong(document, (*here, part, index, "when"), item.when)


def _wrong(document: Document, place: Place, conditions: dict[str, Condition]) -> Iterator[Mistake]:
    for name, condition in conditions.items():
        sentence = wrong_condition(name, condition)
        if sentence:
            yield document.mistake((*place, name), sentence)
