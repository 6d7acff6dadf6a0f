"""Figures of ratings that are kept in memory equal those of the database, whatever moved between two questions (issue 7, item 6)."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.views.satisfaction.kept import KeptFigures, added_up, read_shelf
from services.views.satisfaction.tally import NAME, figure_id

BODIES = ("county", "street", "village")
SPLITS = {"whole": ("all",), "channel": ("court_mediation", "none")}
PERIODS = ("2026", "2026-03", "2026Q1")
MEASURES = ("real/applicant/grade_5", "real/respondent/grade_1", "real/applicant/invitations")
Written = tuple[str, str, str, str, str, int, int]
"""Split, key by its place, period, body, measure, number, partition."""


class Database:
    """The figures' documents as their writer leaves them; it counts what it hands out, and may be written to while it is asked."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.reached = {(NAME, 0): 0, (NAME, 1): 0}
        self.handed_out = 0
        self.meanwhile: list[tuple[Written, bool]] = []

    def write(self, written: Written, *, follows: bool) -> None:
        split, place, period, body, measure, number, partition = written
        key = SPLITS[split][int(place) % len(SPLITS[split])]
        figure = figure_id(split, key, period, body)
        labels = {"split": split, "key": key, "period": period, "body": body}
        told = self.documents.setdefault(
            f"{figure}|{NAME}|{partition}", {"figure": figure, "partition": partition, "labels": labels, "values": {}}
        )
        ends = [
            one["position"] + 1
            for one in self.documents.values()
            if one["partition"] == partition and "position" in one
        ]
        told["position"] = max([self.reached[NAME, partition], *ends])
        told["values"] = {**told["values"], measure: told["values"].get(measure, 0) + number}
        if follows:
            self.reached[NAME, partition] = told["position"] + 1

    async def find(self, wanted: Mapping[str, Any], fields: Sequence[str]) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = [
            {name: one[name] for name in fields} for key, one in self.documents.items() if _fits(key, one, wanted)
        ]
        self.handed_out += len(found)
        for written, follows in self.meanwhile:
            self.write(written, follows=follows)
        self.meanwhile = []
        return found


def _fits(key: str, document: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    ids, moved = wanted["_id"], wanted.get("$or")
    named = key in ids["$in"] if "$in" in ids else ids["$gte"] <= key < ids["$lt"]
    return named and (
        moved is None
        or any(
            document["partition"] == one["partition"] and document["position"] >= one["position"]["$gte"]
            for one in moved
        )
    )


def named(figures: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], Mapping[str, int]]:
    return {tuple(one["labels"].values()): one["values"] for one in figures}


WRITTEN = st.tuples(
    st.sampled_from(list(SPLITS)), st.sampled_from("01"), st.sampled_from(PERIODS), st.sampled_from(BODIES),
    st.sampled_from(MEASURES), st.sampled_from((1, 2, -1)), st.integers(0, 1),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("write"), WRITTEN, st.booleans()),
    st.tuples(st.just("meanwhile"), WRITTEN, st.booleans()),
    st.tuples(st.just("ask"), st.sampled_from(list(SPLITS)), st.sampled_from(PERIODS)),
    st.tuples(st.just("follow")),
    st.tuples(st.just("go back"), st.integers(0, 1)),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(STEPS, max_size=30))
def test_whatever_was_counted_between_two_questions_or_during_one_the_next_has_it(steps: list[tuple[Any, ...]]) -> None:
    database, kept = Database(), KeptFigures()

    async def lived() -> None:
        for what, *told in steps:
            match what:
                case "write":
                    database.write(told[0], follows=told[1])
                case "meanwhile":
                    database.meanwhile.append((told[0], told[1]))
                case "go back":
                    database.reached[NAME, told[0]] = max(0, database.reached[NAME, told[0]] - 1)
                case "follow":
                    for one in database.documents.values():
                        place = NAME, one["partition"]
                        database.reached[place] = max(database.reached[place], one["position"] + 1)
                case _:
                    split, period = told
                    await kept.figures(database.find, split, period, dict(database.reached))
                    found = await kept.figures(database.find, split, period, dict(database.reached))
                    if all(
                        one["position"] < database.reached[NAME, one["partition"]]
                        for one in database.documents.values()
                    ):
                        assert named(found) == named((await read_shelf(database.find, split, period)).values())

    asyncio.run(lived())


def test_the_next_question_is_handed_what_moved_alone_and_nothing_where_nothing_did() -> None:
    database, kept = Database(), KeptFigures()
    for body in BODIES:
        for key in "01":
            database.write(("channel", key, "2026", body, MEASURES[0], 1, 0), follows=True)

    def handed_out() -> int:
        before = database.handed_out
        found = asyncio.run(kept.figures(database.find, "channel", "2026", dict(database.reached)))
        taken = database.handed_out - before
        assert named(found) == named(added_up(database.documents.values()).values())
        return taken

    assert [handed_out(), handed_out()] == [6, 0]
    database.write(("channel", "0", "2026", "street", MEASURES[1], 1, 1), follows=True)
    assert handed_out() == 3  # the one that moved by its name, and both its partitions
    assert handed_out() == 0
