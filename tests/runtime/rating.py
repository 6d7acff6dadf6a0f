"""A small service under the name and with the events of a real one, for what reads its decisions: views and reactions."""

from dataclasses import dataclass, replace
from typing import Any

import orjson

from schemas.base import Event
from schemas.command import Command, CommandBody, Refused
from schemas.envelope import PublishedEvent
from schemas.satisfaction import InvitationReminded, RatingChanged, SurveyRound
from services.runtime.decider import Answer, DecidingService, Reaction, ReactionCommand
from services.runtime.projection import Counted, Increment, Index, Section
from tests.runtime.counting import Add, Count, CountingRules, counting

SOURCE = "satisfaction"


class OpenRating(CommandBody):
    party: str


class ChangeRating(CommandBody):
    grade: int


@dataclass(frozen=True)
class Rating:
    owner: str | None = None
    grade: int = 0


@dataclass(frozen=True)
class RatingRules:
    rules_version: str = "1"
    calendar_version: str = "1"


def decide(state: Rating, command: Command[Any], rules: RatingRules) -> Answer:
    body = command.body
    if isinstance(body, OpenRating):
        return [
            InvitationReminded(
                occurred_at=command.occurred_at, invitation_id=command.actor.organisation, round=SurveyRound.CLOSURE
            )
        ]
    if state.owner != command.actor.organisation:
        return Refused("not_found", "没有找到")
    if body.grade < 0:
        return Refused("negative", "不能小于零", field="grade")
    return [
        RatingChanged(
            occurred_at=command.occurred_at, invitation_id=state.owner, party_id="p", former_grade=state.grade,
            grade=body.grade,
        )
    ]  # fmt: skip


def evolve(state: Rating, event: Event) -> Rating:
    if isinstance(event, InvitationReminded):
        return replace(state, owner=event.invitation_id)
    assert isinstance(event, RatingChanged)
    return replace(state, grade=event.grade)


def rating() -> DecidingService[Rating, RatingRules]:
    return DecidingService(
        name=SOURCE, rules=RatingRules(), initial=lambda code: Rating(), decide=decide, evolve=evolve,
        encode_state=lambda state: orjson.dumps(state), decode_state=lambda value: Rating(**orjson.loads(value)),
        commands={"open_rating": OpenRating, "change_rating": ChangeRating},
    )  # fmt: skip


POISON = 13


def hearing(*, repaired: bool = False) -> DecidingService[Count, CountingRules]:
    """Counts the grades it hears of; grade 13 crashes it until it is repaired."""

    def react(event: RatingChanged, envelope: PublishedEvent) -> ReactionCommand | None:
        if event.grade == POISON and not repaired:
            raise ZeroDivisionError("thirteen")
        return None if event.grade == 0 else ReactionCommand(Add(amount=event.grade))

    return replace(counting(), reactions=[Reaction("count_the_grade", SOURCE, RatingChanged, react)])


class Grades:
    """One document per case: every grade in order."""

    name = "grades"
    version = 1
    sources = (SOURCE,)
    indexes = (Index((("satisfaction.last", 1),)),)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        known = section or {"grades": [], "last": None}
        if not isinstance(event, RatingChanged):
            return known
        if event.grade == POISON and self.version == 1:
            raise ZeroDivisionError("thirteen")
        return {"grades": [*known["grades"], event.grade], "last": event.grade}


class Totals:
    """Sums by grade."""

    name = "totals"
    version = 1
    sources = (SOURCE,)

    def increments(self, envelope: PublishedEvent, event: Event) -> list[Increment]:
        if not isinstance(event, RatingChanged):
            return []
        return [
            Increment(f"grade-{event.grade}", {"times": 1}, {"grade": str(event.grade)}),
            Increment("all", {"times": 1, "sum": event.grade}),
        ]


class Standing:
    """How many cases stand at which last grade now, and how often each case was rated: a changed rating moves its case."""

    name = "standing"
    version = 1
    sources = (SOURCE,)
    indexes = (Index((("satisfaction.figures", 1),)),)

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        if not isinstance(event, RatingChanged):
            return section
        return {"last": event.grade, "times": (section["times"] if section else 0) + 1}

    def counted(self, source: str, section: Section) -> list[Counted]:
        grade = str(section["last"])
        return [
            Counted(f"at-{grade}", {"cases": 1, "times": section["times"]}, {"grade": grade}),
            Counted("all", {"cases": 1}),
        ]
