"""Figures that are kept in memory equal a naive recount of the log, whatever moved between two questions (issue 7, item 6)."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.views.statistics.kept import KeptFigures
from services.views.statistics.sums import Counts

BODIES = ("county", "street", "village")
MONTHS = ("2026-01", "2026-02", "2026-03", "2025-12")
SERIES = ("real", "stories")
BOOKS = ("intake", "people_mediation")
MEASURES = ("accepted", "accepted/type/NEIGHBOR", "agreed")


class Database:
    """The figures' documents with their guards, as the writer leaves them; it counts what is asked of it."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.log: list[tuple[tuple[str, int], int, Sequence[tuple[str, str, str, str, int]]]] = []
        self.reached = {(source, partition): 0 for source in BOOKS for partition in range(2)}
        self.read = 0
        self.heads = 0

    def write(
        self, source: str, partition: int, counted: Sequence[tuple[str, str, str, str, int]], *, lane: bool
    ) -> None:
        """One decision: effects first; the lane's position follows, unless the question comes in between."""
        offset = max([self.reached[source, partition], *self._positions(source, partition)])
        self.log.append(((source, partition), offset, counted))
        for body, month, series, measure, number in counted:
            figure = f"{source}/{body}/{month}/{series}"
            labels = {"book": source, "organisation": body, "month": month, "series": series}
            told = self.documents.setdefault(
                f"{figure}|{source}|{partition}",
                {"_id": f"{figure}|{source}|{partition}", "source": source, "partition": partition, "labels": labels,
                 "values": {}, "position": -1},
            )  # fmt: skip
            told["values"] = {**told["values"], measure: told["values"].get(measure, 0) + number}
            told["position"] = offset
        if lane:
            self.follow()

    def follow(self) -> None:
        """The lane's positions reach everything that is written."""
        for source, partition in self.reached:
            self.reached[source, partition] = max(
                [self.reached[source, partition], *self._positions(source, partition)]
            )

    def _positions(self, source: str, partition: int) -> list[int]:
        return [
            one["position"] + 1 for one in self.documents.values() if (one["source"], one["partition"]) == (source, partition)
        ]  # fmt: skip

    async def find(self, wanted: Mapping[str, Any], positions_alone: bool) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = [dict(one) for one in self.documents.values() if _fits(one, wanted)]
        self.read += 0 if positions_alone else len(found)
        self.heads += len(found) if positions_alone else 0
        return [{"_id": one["_id"], "position": one["position"]} for one in found] if positions_alone else found

    def naive(self, bodies: Sequence[str], months: Sequence[str], series: str) -> Counts:
        """The log up to the lane's positions added up anew."""
        rows = [
            ({"book": place[0], "organisation": body, "month": month}, {measure: number})
            for place, offset, counted in self.log
            if offset < self.reached[place]
            for body, month, of_series, measure, number in counted
            if body in bodies and month in months and of_series == series
        ]
        return Counts.of_rows(rows)


def _fits(document: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    for name, value in wanted.items():
        found = document["labels"][name.removeprefix("labels.")] if name.startswith("labels.") else document[name]
        if found not in value["$in"] if isinstance(value, dict) else found != value:
            return False
    return True


def kept(sums: Mapping[str, Any]) -> dict[str, Any]:
    """Without what adds up to nothing."""
    return {name: one for name, value in sums.items() if (one := kept(value) if isinstance(value, dict) else value)}


def same(found: Counts, naive: Counts) -> bool:
    return (
        kept(found.total()) == kept(naive.total())
        and kept(found.by_body()) == kept(naive.by_body())
        and kept(found.by_month()) == kept(naive.by_month())
        and list(found.by_body()) == sorted(found.by_body())
    )


WRITES = st.tuples(
    st.just("write"), st.sampled_from(BOOKS), st.integers(0, 1),
    st.lists(
        st.tuples(st.sampled_from(BODIES), st.sampled_from(MONTHS), st.sampled_from(SERIES), st.sampled_from(MEASURES), st.sampled_from((1, 2, -1))),
        min_size=1, max_size=3,
    ),
    st.booleans(),
)  # fmt: skip
QUESTIONS = st.tuples(
    st.just("ask"), st.lists(st.sampled_from(BODIES), min_size=1, unique=True),
    st.lists(st.sampled_from(MONTHS), min_size=1, unique=True), st.sampled_from(SERIES),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WRITES, QUESTIONS), max_size=25))
def test_whatever_moved_between_two_questions_the_sums_equal_a_naive_recount(steps: list[tuple[Any, ...]]) -> None:
    database, figures = Database(), KeptFigures()

    async def lived() -> None:
        for what, *told in steps:
            if what == "write":
                source, partition, counted, lane = told
                database.write(source, partition, counted, lane=lane)
                continue
            bodies, months, series = told
            found, ahead = await figures.counts(database.find, bodies, months, series, dict(database.reached))
            assert ahead is not None or same(found, database.naive(bodies, months, series))
            if ahead is not None:
                assert ahead[2] >= database.reached[ahead[0], ahead[1]]
                database.follow()
                again, none = await figures.counts(database.find, bodies, months, series, dict(database.reached))
                assert none is None
                assert same(again, database.naive(bodies, months, series))

    asyncio.run(lived())


def test_a_second_question_reads_what_moved_alone_and_nothing_where_nothing_did() -> None:
    database, figures = Database(), KeptFigures()
    for body in BODIES:
        for month in MONTHS:
            database.write("intake", 0, [(body, month, "real", "accepted", 1)], lane=True)
            database.write("people_mediation", 1, [(body, month, "real", "agreed", 1)], lane=True)

    def asked() -> tuple[int, int]:
        before = database.read, database.heads
        counts, ahead = asyncio.run(figures.counts(database.find, BODIES, MONTHS, "real", dict(database.reached)))
        assert ahead is None
        assert same(counts, database.naive(BODIES, MONTHS, "real"))
        return database.read - before[0], database.heads - before[1]

    assert asked() == (24, 0)
    assert asked() == (0, 0)
    database.write("intake", 0, [("village", "2026-01", "real", "accepted", 1)], lane=True)
    assert asked() == (2, 12)


def test_sums_that_were_handed_out_stay_as_they_were() -> None:
    database, figures = Database(), KeptFigures()
    database.write("intake", 0, [("village", "2026-01", "real", "accepted", 1)], lane=True)
    first, _ = asyncio.run(figures.counts(database.find, BODIES, MONTHS, "real", dict(database.reached)))
    database.write("intake", 0, [("village", "2026-01", "real", "accepted", 1)], lane=True)
    second, _ = asyncio.run(figures.counts(database.find, BODIES, MONTHS, "real", dict(database.reached)))
    assert (first.total()["intake.accepted"], second.total()["intake.accepted"]) == (1, 2)
    assert (first.by_body()["village"], second.by_month()["2026-01"]) == (
        {"intake.accepted": 1},
        {"intake.accepted": 2},
    )
