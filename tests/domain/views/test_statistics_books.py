"""What stands beside the cases' books: rounds of the network, registers counted as their data tell, and staff at a month's end."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import network, registers
from schemas.base import Irregularity
from schemas.clocks import ClockStopped
from schemas.intake import HandOverReason
from schemas.intake_supervision import OrderGround
from schemas.values import DisputeType
from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.network_known import register_of
from services.jurisdiction.network_register import Register, entered
from services.jurisdiction.periods import Period
from services.views.statistics.report import laid_out
from services.views.statistics.standing import standing
from services.views.words import words_of
from tests.domain.views.log import Log, at
from tests.domain.views.test_statistics import cell, counts
from tests.domain.views.village import HUB, ROUND, SUMMARY, clock

LAW = Law.load("wuhu")
TRAFFIC, STREET = "wuhu.jinghu.traffic-pmc", "wuhu.jinghu.fangcun.pmc"
AGENCY, COURT = "wuhu.jinghu.market", "wuhu.jinghu.court"


# The network


def test_a_round_of_the_network_counts_in_its_own_book_with_sessions_appraisals_and_fees() -> None:
    case = SUMMARY.model_copy(update={"dispute_type": DisputeType.TRAFFIC})
    log = Log()
    told = network.CustodyReceived(
        occurred_at=at("2026-03-02"), body=TRAFFIC, from_body=HUB, reason=HandOverReason.ROUTE, case=case, **ROUND
    )
    log.decide("network", told, network.MediationAccepted(occurred_at=at("2026-03-03"), **ROUND))
    log.decide(
        "network",
        network.SessionHeld(occurred_at=at("2026-03-05"), session_id="s", number=1, **ROUND),
        network.AppraisalStarted(
            occurred_at=at("2026-03-06"), appraisal_id="a", kind="鉴定", time_excluded=True, **ROUND
        ),
        network.FeeAgreed(
            occurred_at=at("2026-03-06"), amount_cny=12.34, standard="收费标准", paid_by=("p1",), **ROUND
        ),
    )
    march = cell(log, TRAFFIC, "2026-03")
    names = ("accepted", "accepted/type/TRAFFIC", "sessions", "appraisals", "fees", "fees_fen")
    assert [march[f"network.{name}"] for name in names] == [1, 1, 1, 1, 1, 1234]
    assert not [name for name in march if name.startswith("people_mediation.")]


def test_an_appraisal_of_a_sealed_case_counts_nowhere() -> None:
    case = SUMMARY.model_copy(update={"sealed": True})
    log = Log()
    told = network.CustodyReceived(
        occurred_at=at("2026-03-02"), body=TRAFFIC, from_body=HUB, reason=HandOverReason.ROUTE, case=case, **ROUND
    )
    log.decide("network", told, network.MediationAccepted(occurred_at=at("2026-03-03"), **ROUND))
    assert cell(log, TRAFFIC, "2026-03") == {}


# Registers


def made(register: str, owner: str = AGENCY, day: str = "2026-03-02", **values: Any) -> registers.RegisterEntryMade:
    hidden = values.pop("hidden_from", None)
    return registers.RegisterEntryMade(
        register_code=register, register_name="台账", entered_by=HUB, owner=owner, occurred_at=at(day),
        values=filled(values), hidden_from=hidden,
    )  # fmt: skip


def taken(register: str, step: str, day: str = "2026-03-20", **values: Any) -> registers.RegisterStepTaken:
    return registers.RegisterStepTaken(
        register_code=register, register_name="台账", step=step, step_name="步骤", by_body=AGENCY, closes=False,
        occurred_at=at(day), values=filled(values),
    )  # fmt: skip


def filled(values: Mapping[str, Any]) -> tuple[registers.RegisterValue, ...]:
    return tuple(registers.RegisterValue(field=name, value=value) for name, value in values.items())


def table(log: Log, report: str, number: int, body: str) -> list[str]:
    """The texts of the first row of a table."""
    found = laid_out(
        report, load_catalogue(), counts(log), HUB, (AGENCY, COURT, HUB, STREET, body), Period.parse("2026-03"), LAW, words_of(LAW)
    )  # fmt: skip
    return [one.text for one in found.tables[number].rows[0].cells]


def test_who_appeared_in_court_gives_the_rate_of_officials_and_the_share_of_principal_heads() -> None:
    log = Log()
    for number, appeared in enumerate(("principal_head", "deputy_head", "delegate", "nobody")):
        log.decide("registers", made("court_appearances", instance="first"), case=f"R{number}")
        log.decide("registers", taken("court_appearances", "heard", appeared_as=appeared), case=f"R{number}")
    assert table(log, "registers", 0, AGENCY) == ["4", "2", "50.0", "1", "25.0", "1", "1"]
    march = cell(log, AGENCY, "2026-03")
    assert march["registers.court_appearances-heard/instance/first"] == 4


def test_a_corrected_choice_moves_the_hearing_to_the_right_column() -> None:
    log = Log()
    log.decide("registers", made("court_appearances"), taken("court_appearances", "heard", appeared_as="delegate"))
    log.decide("registers", registers.RegisterEntryCorrected(
        register_code="court_appearances", occurred_at=at("2026-04-02"), field="appeared_as", field_name="出庭人员",
        values=filled({"appeared_as": "principal_head"}), reason="登记有误",
    ))  # fmt: skip
    assert table(log, "registers", 0, AGENCY) == ["1", "1", "100.0", "1", "100.0", "0", "0"]
    assert cell(log, AGENCY, "2026-04") == {}


def test_suggestions_answered_in_time_are_counted_of_those_due_and_a_reply_to_an_order_is_none() -> None:
    log = Log()
    for number, in_time in enumerate((True, False)):
        running = limit("c1", "RG-JS", "")
        stopped = ClockStopped(
            occurred_at=at("2026-03-30"), clock_id="c1", limit="RG-JS", in_time=in_time, reason="回复"
        )
        log.decide("registers", made("suggestions"), running, case=f"R{number}")
        log.decide("registers", taken("suggestions", "replied", adoption="partly"), stopped, case=f"R{number}")
    ordered = registers.EntrySupervisionOrdered(
        register_code="suggestions", occurred_at=at("2026-03-30"), order_id="o1", number=1, ground=OrderGround.BREACH,
        body=STREET, supervisor=HUB, clock_id="c1", limit="RG-JS", limit_name="办复", lapsed_at=at("2026-03-29"),
    )  # fmt: skip
    answered = ClockStopped(occurred_at=at("2026-03-31"), clock_id="c2", limit="SUP-1", in_time=True, reason="已回复")
    log.decide("registers", ordered, limit("c2", "SUP-1", "o1"), case="R1")
    log.decide("registers", answered, case="R1")
    assert table(log, "registers", 2, AGENCY) == ["2", "2", "1", "50.0", "2"]
    assert cell(log, STREET, "2026-03") == {
        "registers.clock_ended": 1, "registers.clock_met": 1, "registers.clock_ended/limit/SUP-1": 1,
        "registers.clock_met/limit/SUP-1": 1,
    }  # fmt: skip


def limit(clock_id: str, name: str, subject: str) -> Any:
    started = clock(clock_id, name, subject, "2026-03-05", "2026-04-05")
    return started.model_copy(update={"clock": started.clock.model_copy(update={"breach_at": started.clock.lapses_at})})


def test_subsidies_add_up_in_fen_and_a_new_owner_takes_the_entry_with_its_figures() -> None:
    log = Log()
    log.decide("registers", made("subsidies", STREET, grade="simple", amount=200))
    log.decide("registers", taken("subsidies", "reviewed", review_result="approved", approved_amount=150.55))
    log.decide("registers", taken("subsidies", "paid", paid_amount=150.55))
    assert table(log, "registers", 5, STREET) == ["1", "1", "150.55", "—"]
    log.decide("registers", registers.EntryOwnerAssigned(
        register_code="subsidies", occurred_at=at("2026-04-02"), former_owner=STREET, owner=HUB, reason="更正",
    ))  # fmt: skip
    assert cell(log, STREET, "2026-03") == {}
    assert cell(log, HUB, "2026-03")["registers.subsidies-paid-paid_amount_fen"] == 15055


def test_irregular_steps_are_counted_by_code_and_what_is_kept_from_a_body_or_voided_counts_nowhere() -> None:
    late = Irregularity(code="register_step_late", message="逾期", source="domain.md 5")
    log = Log()
    step = taken("complaints", "investigated", founded="founded").model_copy(update={"irregularities": (late,)})
    log.decide("registers", made("complaints"), step, case="R1")
    assert cell(log, AGENCY, "2026-03")["registers.irregular/code/register_step_late"] == 1
    log.decide(
        "registers",
        registers.EntryVoided(register_code="complaints", occurred_at=at("2026-03-25"), reason="误登"),
        case="R1",
    )
    log.decide("registers", made("complaints", hidden_from=STREET), step, case="R2")
    assert cell(log, AGENCY, "2026-03") == {}


# Staff


def mediator(
    name: str, day: str, *, full: bool = True, term: tuple[str, str] = ("2024-07-01", "2027-06-30"), body: str = STREET
) -> network.MediatorRegistered:
    began, ends = map(date.fromisoformat, term)
    return network.MediatorRegistered(
        occurred_at=at(day), body=body, mediator=name, title="调解员", full_time=full, load_limit=5, term_began_on=began,
        term_ends_on=ends,
    )  # fmt: skip


def staff(log: Log, month: str, body: str = STREET) -> dict[str, int]:
    found = standing(counts(log), LAW, (body,), Period.parse(month))
    return {name.removeprefix("staffing."): n for name, n in found.cells.get((body, month), {}).items()}


def test_what_nobody_entered_stands_as_the_profile_has_it() -> None:
    found = staff(Log(), "2026-03", TRAFFIC)
    assert (found["mediators"], found["full_time"], found["members"], found["industry"]) == (3, 2, 5, 1)
    assert "industry_enough" not in found


def test_a_mediator_entered_again_takes_the_profiles_place_and_who_left_is_gone_from_that_month_on() -> None:
    log = Log()
    log.decide("network", mediator(f"mediator-3.{TRAFFIC}", "2026-03-10", body=TRAFFIC), case="B1")
    assert staff(log, "2026-02", TRAFFIC)["full_time"] == 2
    march = staff(log, "2026-03", TRAFFIC)
    assert (march["mediators"], march["full_time"], march["industry_enough"]) == (3, 3, 1)
    left = network.MediatorLeft(occurred_at=at("2026-05-04"), body=TRAFFIC, mediator=f"mediator-1.{TRAFFIC}")
    log.decide("network", left, case="B1")
    assert staff(log, "2026-04", TRAFFIC)["mediators"] == 3
    assert staff(log, "2026-05", TRAFFIC)["mediators"] == 2


def test_a_term_that_ran_out_leaves_the_figures_by_itself() -> None:
    log = Log()
    log.decide("network", mediator("m1", "2026-01-05", term=("2023-04-01", "2026-03-31")), case="B1")
    march, april = staff(log, "2026-03"), staff(log, "2026-04")
    assert march["mediators"] == april.get("mediators", 0) + 1
    log.decide("network", mediator("m2", "2026-01-05", term=("2023-04-01", "2026-03-30")), case="B1")
    assert staff(log, "2026-02")["mediators"] == march["mediators"] + 1
    assert staff(log, "2026-03") == march


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 6, 30))
ENDS = st.sampled_from(["2026-02-28", "2026-03-30", "2026-03-31", "2026-04-15", "2028-06-30"])
NAMES = st.sampled_from([f"mediator-1.{TRAFFIC}", f"mediator-3.{TRAFFIC}", "m9"])
ACTS: st.SearchStrategy[tuple[date, Any]] = st.tuples(
    DAYS,
    st.one_of(
        st.builds(
            lambda name, full, began, ends: lambda day: mediator(name, day, full=full, term=(began, ends), body=TRAFFIC),
            NAMES, st.booleans(), st.sampled_from(["2025-03-15", "2026-02-10"]), ENDS,
        ),
        st.builds(
            lambda name: lambda day: network.MediatorLeft(occurred_at=at(day), body=TRAFFIC, mediator=name), NAMES
        ),
        st.builds(
            lambda members, ends: lambda day: network.CommitteeComposed(
                occurred_at=at(day), body=TRAFFIC, members=members, women=1, minority_members=0,
                term_began_on=date(2025, 3, 15), term_ends_on=date.fromisoformat(ends),
            ),
            st.integers(3, 9), ENDS,
        ),
    ),
)  # fmt: skip


@given(st.lists(ACTS, max_size=8), st.sampled_from(["2026-01", "2026-02", "2026-03", "2026-04", "2026-06", "2026-07"]))
@settings(max_examples=40, deadline=timedelta(seconds=2), derandomize=True)
def test_staff_at_a_months_end_is_what_the_register_shows_on_its_last_day(
    acts: list[tuple[date, Any]], month: str
) -> None:
    """The register as the network folds it, asked for the last day of the month; acts in the order of their days."""
    log, last = Log(), (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    register: Register | None = None
    for day, act in sorted(acts, key=lambda told: told[0]):
        event = act(str(day))
        log.decide("network", event, case="B1")
        if day <= last:
            register = entered(register, event)
    shown = register_of(register, TRAFFIC, LAW)
    serving = [one for one in shown.mediators.values() if one.serves_on(last)]
    committee = shown.committee
    in_term = committee is not None and committee.term_began_on <= last <= committee.term_ends_on
    found = staff(log, month, TRAFFIC)
    assert (found.get("mediators", 0), found.get("full_time", 0)) == (
        len(serving),
        sum(one.full_time for one in serving),
    )
    assert found.get("members", 0) == (committee.members if committee is not None and in_term else 0)
