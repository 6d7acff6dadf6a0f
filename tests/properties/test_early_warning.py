"""Order and duplication of events do not change the set of alerts, nor does losing every table and counting anew (issue 7, item 5)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import intake
from schemas.clocks import ClockWarned
from schemas.values import PartyRole, Risk
from services.early_warning.domain.law import WarningLaw
from services.early_warning.watching import EarlyWarning
from services.runtime.windowing import Entry
from tests.domain.early_warning.county import (
    LAW,
    STREET,
    WATCH,
    County,
    Watched,
    at,
    code,
    company,
    of,
    person,
    registered,
    summary,
)
from tests.domain.views.log import actor

COMPANIES = ("甲公司", "乙公司")
CLERK = actor(STREET, "clerk")

registrations = st.lists(
    st.tuples(st.integers(0, 45), st.integers(0, 5), st.sampled_from(COMPANIES)), min_size=4, max_size=9
)
acts = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 90), st.integers(0, 7)), max_size=10)


def county_of(cases: list[tuple[int, int, str]], later: list[tuple[int, int, int]]) -> County:
    """These registrations, and what happened to the cases later."""
    county = County()
    codes = [
        county.case(day, person(f"1390000{who}"), company(name), dispute_type="PROPERTY_MGMT")
        for day, who, name in cases
    ]
    for number, day, kind in later:
        code, (_, who, _) = codes[number % len(codes)], cases[number % len(cases)]
        other = codes[(number + 1) % len(codes)]
        happened: dict[int, Any] = {
            0: intake.CaseVoided(occurred_at=at(day), reason="误登记"),
            1: intake.CasesMerged(occurred_at=at(day), into=other, reason="重复"),
            2: intake.CaseUnmerged(occurred_at=at(day), former_target=other, reason="有误"),
            3: intake.CaseSealed(occurred_at=at(day), accused=("x",), source="XF 30"),
            4: intake.RepeatLinked(occurred_at=at(day), repeat_of=other, reason="同一事项"),
            5: intake.RiskRaised(occurred_at=at(day), risk=Risk.HIGH, reason="扬言"),
            6: intake.EntryCorrected(
                occurred_at=at(day), field="parties", old_value="", new_value="", reason="写错",
                case=summary(person(f"1390000{who}"), company(COMPANIES[0], PartyRole.RESPONDENT)), registered_at=at(day),
            ),
            7: ClockWarned(
                occurred_at=at(day), clock_id=f"c{day}", limit="R75-33", limit_name="期限", body=STREET, lapses_at=at(day + 5)
            ),
        }  # fmt: skip
        county.tell(code, happened[kind], by=CLERK if kind < 7 else None)
    return county


def outcome(watched: Watched) -> dict[str, tuple[str, int, tuple[str, ...]]]:
    """What stands, by the alert's own code; weights and moments apart."""
    watched.pass_time(at(400))
    counts = {alert: of(state) for alert, state in watched.standing.items()}
    return {
        alert: (one.rule, one.counted, tuple(sorted(case.case_code for case in one.cases)))
        for alert, one in counts.items()
    }


def mixing(chance: Any) -> Any:
    """Everything arrives, in any order, half of it twice."""

    def mix(things: list[Any]) -> list[Any]:
        mixed = [*things, *chance.sample(things, len(things) // 2)]
        chance.shuffle(mixed)
        return mixed

    return mix


def losing(chance: Any) -> Any:
    """A third of it never arrives."""
    return lambda things: [one for one in things if chance.random() < 0.7]


def deaf_to_ends(things: list[Any]) -> list[Any]:
    """The word that something no longer counts is lost."""
    return [one for one in things if not isinstance(one, Entry) or one.value["counts"]]


@settings(max_examples=40)
@given(registrations, acts, st.randoms(use_true_random=False))
def test_order_and_duplication_do_not_change_the_set_of_alerts(cases: Any, later: Any, chance: Any) -> None:
    """Of events, of what they tell to windows, and of what windows report."""
    records = county_of(cases, later).records
    expected = outcome(Watched().hear(records))
    mix = mixing(chance)
    assert outcome(Watched().hear(mix(records), mix=mix)) == expected


@settings(max_examples=40)
@given(registrations, acts, st.integers(0, 20), st.booleans(), st.randoms(use_true_random=False))
def test_lost_tables_and_lost_events_leave_the_set_of_alerts(
    cases: Any, later: Any, cut: int, memories: bool, chance: Any
) -> None:
    """A crash at any point: tables are gone, events, entries and reports were lost on their way, and everything is told again."""
    records = county_of(cases, later).records
    expected = outcome(Watched().hear(records))
    lose = losing(chance)
    struck = Watched().hear(lose(records[:cut]), mix=lose).lose_tables(memories=memories)
    struck.hear(lose(records[cut:]), mix=lose).hear(records, again=True)
    assert outcome(struck) == expected


def test_what_two_events_ended_is_told_again_as_ended_when_the_word_of_both_was_lost() -> None:
    """Neither event alone had ended it: without the one it was ended by the other."""
    county = County()
    first, *_ = [county.case(day, person("13900000"), company("甲公司")) for day in (0, 1, 2)]
    for day, reason in ((3, "误登记"), (4, "再次作废")):
        county.tell(first, intake.CaseVoided(occurred_at=at(day), reason=reason), by=CLERK)
    struck = Watched().hear(county.records, mix=deaf_to_ends)
    assert [rule for rule, _, _ in struck.found] == ["EW-2"]
    struck.hear(county.records, again=True)
    assert struck.found == county.watched().found == []


histories = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 60), st.integers(0, 9), st.integers(0, 4)), min_size=6, max_size=24
)
"""Days since the act before, days between an act and its entry, what it is, and of whom or of which case."""


def long_county(history: list[tuple[int, int, int, int]], *, closing: bool = False) -> County:
    """Registrations and acts in the order in which they were recorded, over more than a year.

    `closing`: cases are closed instead of voided, and nothing is recorded of them afterwards.
    """
    closed = set[str]()
    county, codes, day = County(), list[str](), 0
    for gap, late, kind, number in history:
        day += gap
        if kind > 4 or not codes:
            codes.append(code(len(codes) + 1))
            event = registered(day - late, person(f"1390000{number}"), company(COMPANIES[number % 2]))
            county.log.decide("intake", event, case=codes[-1], by=CLERK, late=timedelta(late))
            continue
        case, moment = codes[number % len(codes)], at(day - late)
        if case in closed:
            continue
        if closing and kind == 0:
            closed.add(case)
        happened: dict[int, Any] = {
            0: ended(moment) if closing else intake.CaseVoided(occurred_at=moment, reason="误登记"),
            1: intake.RepeatLinked(occurred_at=moment, repeat_of=codes[0], reason="同一事项"),
            2: intake.RiskRaised(occurred_at=moment, risk=Risk.HIGH, reason="扬言"),
            3: intake.CaseUnmerged(occurred_at=moment, former_target=codes[0], reason="有误"),
            4: ClockWarned(
                occurred_at=moment, clock_id=f"c{day}", limit="R75-33", limit_name="期限", body=STREET, lapses_at=at(day)
            ),
        }  # fmt: skip
        county.log.decide("intake", happened[kind], case=case, by=CLERK if kind < 4 else None, late=timedelta(late))
    return county


@settings(max_examples=25)
@given(histories, st.integers(1, 23), st.randoms(use_true_random=False))
def test_windows_that_are_trimmed_leave_the_set_of_alerts(history: Any, cut: int, chance: Any) -> None:
    """Whatever was lost before and comes late, is told again or gets lost afterwards: a closed window changes no more."""
    watch = EarlyWarning(closing_after(40), WATCH.hashed)
    county = long_county(history)
    records = county.records
    undisturbed = Watched(watch).hear(records)
    lose = losing(chance)
    trimmed = Watched(watch).hear(lose(records[:cut]), mix=lose).hear(records[:cut], again=True)
    trimmed.trim(county.log.decisions[min(cut, len(records)) - 1].decision.recorded_at, cases=False)
    trimmed.hear(lose(records[cut:]), mix=lose).hear(records[cut:], again=True)
    assert outcome(trimmed) == outcome(undisturbed)
    trimmed.trim(at(3000), cases=False)
    assert not trimmed.steps
    assert outcome(trimmed.hear(records, again=True)) == outcome(undisturbed)


@settings(max_examples=15)
@given(histories, st.integers(1, 23), st.randoms(use_true_random=False))
def test_closed_cases_that_are_forgotten_leave_the_set_of_alerts(history: Any, cut: int, chance: Any) -> None:
    """Whatever was lost before is told again, some of it twice, and the rest goes on without what was forgotten."""
    watch = EarlyWarning(closing_after(40), WATCH.hashed)
    county = long_county(history, closing=True)
    records, decided = county.records, county.log.decisions
    undisturbed = Watched(watch).hear(records)
    lose = losing(chance)
    forgetful = Watched(watch).hear(lose(records[:cut]), mix=lose).hear(records[:cut], again=True)
    forgetful.trim(decided[min(cut, len(decided)) - 1].decision.recorded_at)
    forgetful.hear(records[cut:]).trim(decided[-1].decision.recorded_at)
    assert outcome(forgetful) == outcome(undisturbed)
    assert outcome(forgetful.hear(records, again=True)) == outcome(undisturbed)


def ended(moment: datetime) -> intake.CaseClosed:
    """The case is closed."""
    return intake.CaseClosed(
        occurred_at=moment, result="agreed", closing_body=STREET, handling_body=STREET, channel=None,
        dispute_type="NEIGHBOR", parties=(),
    )  # fmt: skip


def closing_after(days: int) -> WarningLaw:
    """The rules in force, but what is recorded so many days after it occurred changes nothing any more."""
    return replace(LAW, rules=LAW.rules.model_copy(update={"counts_for_days": days}))
