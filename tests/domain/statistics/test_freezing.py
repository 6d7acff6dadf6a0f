"""Frozen reports as sentences: who may, when, with which figures, and what a correction names."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.command import Actor, Command, Refused
from schemas.statistics import FigureValue, FrozenFigure, ReportCorrected, ReportFrozen
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.frozen_reports import changes, digest, report_code
from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.statistics.domain.commands import CorrectReport, FreezeReport
from services.statistics.domain.decide import decide
from services.statistics.domain.evolve import evolve
from services.statistics.domain.law import StatisticsLaw
from services.statistics.domain.state import State, decode_state, encode_state, initial

LAW = StatisticsLaw(Law.load("wuhu"), load_catalogue())
HUB, OTHER = "wuhu.jinghu.hub", "wuhu.jiujiang.hub"
OFFICE = Actor(user="office.jinghu", organisation=HUB, roles=("county_office",))
IN_MARCH = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
NAMESPACE = UUID("0a2f2a52-9f0e-4f0c-8e2b-4f9b6d2f7c11")
FIGURES = ((0, "", "pm_accepted", 42, None), (0, "", "pm_success_rate", 40, 42), (5, "oral", "pm_agreements", 3, None))
POSITIONS = {"people_mediation": {"0": 12}}


def told(figures: Any = FIGURES, **changed: Any) -> dict[str, Any]:
    """What the office sends after reading the report."""
    about = {
        "report": "people_mediation", "organisation": HUB, "bodies": [HUB], "period": "2026-02", "series": "real",
        "catalogue_version": LAW.catalogue.version, **changed,
    }  # fmt: skip
    rows = [dict(zip(("table", "row", "indicator", "count", "of"), row, strict=True)) for row in figures]
    return {**about, "positions": POSITIONS, "figures": rows, "digest": digest(about, figures)}


def asked(state: State, body: FreezeReport, by: Actor = OFFICE, at: datetime = IN_MARCH) -> Any:
    command = Command(uuid5(NAMESPACE, f"{body}"), state.code, by, at, body)
    return decide(state, command, LAW)


def unfrozen(**changed: Any) -> State:
    about = {**told(**changed)}
    return initial(report_code(about["organisation"], about["report"], about["period"], about["series"]))


def frozen() -> State:
    state = unfrozen()
    for event in asked(state, FreezeReport(**told())):
        state = decode_state(encode_state(evolve(state, event)))
    return state


def refused(answer: Any) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_the_county_office_freezes_its_report_with_positions_figures_and_digest() -> None:
    (event,) = asked(unfrozen(), FreezeReport(**told()))
    assert isinstance(event, ReportFrozen)
    assert (event.edition, event.period, event.positions) == (1, "2026-02", POSITIONS)
    assert [one.indicator for one in event.figures] == ["pm_accepted", "pm_success_rate", "pm_agreements"]


def test_a_month_that_is_not_over_is_not_frozen() -> None:
    running = told(period="2026-03")
    assert refused(asked(unfrozen(period="2026-03"), FreezeReport(**running))) == "period_not_over"


def test_the_last_day_of_a_quarter_is_too_early_and_the_first_of_the_next_is_not() -> None:
    state, body = unfrozen(period="2026-Q1"), FreezeReport(**told(period="2026-Q1"))
    last_day = datetime(2026, 3, 31, 23, 59, tzinfo=SHANGHAI)
    assert refused(asked(state, body, at=last_day)) == "period_not_over"
    assert isinstance(asked(state, body, at=datetime(2026, 4, 1, tzinfo=SHANGHAI)), tuple)


def test_another_countys_report_is_not_there_for_this_office() -> None:
    stranger = Actor(user="office.jiujiang", organisation=OTHER, roles=("county_office",))
    assert refused(asked(unfrozen(), FreezeReport(**told()), stranger)) == "not_found"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"report": "no_such_report"}, "unknown_report"),
        ({"period": "二月"}, "not_a_period"),
        ({"digest": "0" * 64}, "digest_mismatch"),
        (
            {"figures": [{"table": 0, "row": "", "indicator": "pm_accepted", "count": 43, "of": None}]},
            "digest_mismatch",
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(changed: dict[str, Any], code: str) -> None:
    body = {**told(), **changed}
    state = initial(report_code(body["organisation"], body["report"], body["period"], body["series"]))
    assert refused(asked(state, FreezeReport(**body))) == code


def test_the_code_of_the_path_has_to_be_the_reports_own() -> None:
    other = initial(report_code(HUB, "window", "2026-02", "real"))
    assert refused(asked(other, FreezeReport(**told()))) == "report_code_mismatch"


def test_a_frozen_report_is_not_frozen_again() -> None:
    assert refused(asked(frozen(), FreezeReport(**told()))) == "already_frozen"


def test_a_correction_is_a_new_edition_that_names_what_changed() -> None:
    figures = (
        (0, "", "pm_accepted", 44, None),
        (0, "", "pm_success_rate", 40, 44),
        (5, "written", "pm_agreements", 1, None),
    )
    (event,) = asked(frozen(), CorrectReport(**told(figures), reason="补录两件二月受理的纠纷"))
    assert isinstance(event, ReportCorrected)
    assert event.edition == 2
    named = [(one.name, one.row, one.old, one.new) for one in event.changes]
    assert named == [
        ("受理纠纷数", "", FigureValue(count=42, of=None), FigureValue(count=44, of=None)),
        ("调解成功率", "", FigureValue(count=40, of=42), FigureValue(count=40, of=44)),
        ("生效协议数", "written", None, FigureValue(count=1, of=None)),
        ("生效协议数", "oral", FigureValue(count=3, of=None), None),
    ]


def test_what_was_never_frozen_is_not_corrected() -> None:
    assert refused(asked(unfrozen(), CorrectReport(**told(), reason="补录"))) == "not_frozen"


def test_a_correction_without_any_change_is_none() -> None:
    assert refused(asked(frozen(), CorrectReport(**told(), reason="补录"))) == "nothing_changed"


figures_of_a_report = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["", "a", "b"]), st.sampled_from(["pm_accepted", "pm_agreed"]),
        st.one_of(st.none(), st.integers(0, 9)), st.one_of(st.none(), st.integers(0, 9)),
    ),
    unique_by=lambda row: row[:3],
)  # fmt: skip


@given(figures_of_a_report, figures_of_a_report)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_changes_lead_from_the_former_edition_to_the_present_one(former: list[Any], present: list[Any]) -> None:
    known = {row[:3]: row[3:] for row in former}
    for change in changes(former, present):
        place = change.table, change.row, change.indicator
        assert known.get(place) == change.old
        if change.new is None:
            del known[place]
        else:
            known[place] = change.new
    assert known == {row[:3]: row[3:] for row in present}


def test_the_digest_depends_on_every_figure_and_on_nothing_that_may_be_reworded() -> None:
    about = {"report": "r", "bodies": ["b"]}
    assert digest(about, FIGURES) == digest(about, [list(row) for row in FIGURES])
    assert digest(about, FIGURES) != digest(about, FIGURES[:2])
    assert digest(about, FIGURES) != digest({**about, "bodies": ["b", "c"]}, FIGURES)


def test_the_state_is_what_the_store_gives_back() -> None:
    state = frozen()
    assert state.editions[0].edition == 1
    assert state.figures[0] == FrozenFigure(table=0, row="", indicator="pm_accepted", count=42, of=None)
