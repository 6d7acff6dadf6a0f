"""Answers that are kept: told again only while the view stands where it stood, and only to who may see the same."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from services.jurisdiction.law import Law
from services.runtime.read_api import Reached, Reading
from services.views.kept_answers import MOST, KeptAnswers
from services.views.reader import Reader
from tests.domain.views.log import actor, at

LAW = Law.load("wuhu")
HERE = Reader.of(actor("wuhu.hub", "county_office"), LAW)
STOOD: Reached = {("satisfaction", 0): 7}


class Question:
    """What is asked again and again, and how often it was told."""

    def __init__(self) -> None:
        self.now = at("2026-03-02")
        self.times = 0
        clock = SimpleNamespace(now=self._now)
        self.answers = KeptAnswers(SimpleNamespace(edge=SimpleNamespace(clock=clock)))  # type: ignore[arg-type]  # only its clock is asked

    def _now(self) -> datetime:
        return self.now

    async def ask(self, reader: Reader = HERE, reached: Reached | None = STOOD, query: str = "year=2026") -> int:
        """How often it had been told when this was told."""

        async def tell() -> int:
            self.times += 1
            return self.times

        collection: Any = SimpleNamespace(name="satisfaction_1")
        request: Any = SimpleNamespace(url=SimpleNamespace(query=query))
        return await self.answers.told(reader, Reading(collection, pending=False, reached=reached), request, tell)


async def test_while_the_view_stands_still_an_answer_is_told_once() -> None:
    question = Question()
    assert [await question.ask(), await question.ask(reached=dict(STOOD))] == [1, 1]


async def test_a_view_that_moved_is_read_again() -> None:
    question = Question()
    assert [await question.ask(), await question.ask(reached={("satisfaction", 0): 8})] == [1, 2]


async def test_a_view_that_this_process_does_not_fill_is_always_read() -> None:
    question = Question()
    assert [await question.ask(reached=None), await question.ask(reached=None)] == [1, 2]


async def test_readers_who_may_not_see_the_same_are_not_given_one_answer() -> None:
    question = Question()
    readers = (
        HERE,
        replace(HERE, sees_personal=not HERE.sees_personal),
        replace(HERE, own="wuhu"),
        replace(HERE, organisation="wuhu"),
    )
    assert [await question.ask(reader) for reader in readers] == [1, 2, 3, 4]


async def test_another_question_and_another_day_have_answers_of_their_own() -> None:
    question = Question()
    assert [await question.ask(), await question.ask(query="year=2025")] == [1, 2]
    question.now = at("2026-03-03")
    assert await question.ask() == 3


async def test_what_nobody_asked_for_longest_is_forgotten_first() -> None:
    question = Question()
    for number in range(MOST + 1):
        await question.ask(query=str(number))
    assert [await question.ask(query=str(MOST)), await question.ask(query="0")] == [MOST + 1, MOST + 2]
