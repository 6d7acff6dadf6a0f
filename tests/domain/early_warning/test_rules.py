"""When a window over what the services tell is an alert, rule by rule (issue 7, item 5)."""

from datetime import timedelta

import pytest

from schemas import intake, satisfaction
from schemas.clocks import ClockStopped, ClockWarned
from schemas.early_warning import AlertRaised, AlertUpdated, AlertWithdrawn, CaseWarned, CaseWarningWithdrawn
from schemas.values import Contact, DisputeType, PartyRole, Risk
from tests.domain.early_warning.county import (
    CITY,
    COMMUNITY,
    HUB,
    OTHER_STREET,
    STREET,
    County,
    Watched,
    at,
    company,
    of,
    person,
    summary,
)
from tests.domain.views.log import actor


def found(county: County) -> list[str]:
    return [rule for rule, _, _ in county.watched().found]


def against_one(*days: int, name: str = "某置业有限公司") -> tuple[County, list[str]]:
    """One dispute of another applicant on each of these days, all against one company."""
    county = County()
    cases = [county.case(day, person(f"1390000{number}"), company(name)) for number, day in enumerate(days)]
    return county, cases


def test_three_applicants_against_one_respondent_within_thirty_days_are_a_group_forming() -> None:
    county, cases = against_one(0, 10, 29)
    assert county.watched().found == [("EW-1", 3, tuple(sorted(cases)))]


@pytest.mark.parametrize("days", [(0, 10), (0, 10, 30), (0, 15, 31, 47)])
def test_fewer_or_further_apart_are_none(days: tuple[int, ...]) -> None:
    county, _ = against_one(*days)
    assert county.watched().found == []


@pytest.mark.parametrize("first", range(0, 62, 3))
def test_a_run_is_found_once_wherever_the_windows_begin(first: int) -> None:
    county, _ = against_one(first, first + 12, first + 29)
    assert found(county) == ["EW-1"]


def test_one_applicant_who_comes_three_times_is_no_group_but_a_repeat() -> None:
    county = County()
    for day in (0, 5, 10):
        county.case(day, person("13900001"), company())
    assert found(county) == ["EW-2"]


def test_the_same_two_are_counted_whoever_of_them_applies() -> None:
    county = County()
    one, other = ("13900001", "13900002"), ("13900002", "13900001")
    for day, (applicant, respondent) in zip((0, 100, 200), (one, other, one), strict=True):
        county.case(day, person(applicant), person(respondent, PartyRole.RESPONDENT))
    assert found(county) == ["EW-2"]


def test_a_company_is_the_same_in_whatever_form_its_name_is_typed() -> None:
    county = County()
    for number, name in enumerate(("（某）置业 有限公司", "(某)置业有限公司", "（某）置业有限公司")):
        county.case(number, person(f"1390000{number}"), company(name))
    assert found(county) == ["EW-1"]


def test_a_person_with_nothing_but_a_name_is_too_many_people_to_be_counted() -> None:
    county = County()
    for number in range(3):
        nameless = person("1", PartyRole.RESPONDENT, "王某").model_copy(update={"contact": Contact()})
        county.case(number, person(f"1390000{number}"), nameless)
    assert found(county) == []


def test_the_third_time_of_a_matter_calls_for_a_leader_whether_linked_or_reported_again() -> None:
    county = County()
    first = county.case(0, person("13900001"), person("13900002", PartyRole.RESPONDENT))
    county.tell(first, intake.FurtherReportRecorded(occurred_at=at(20), text="再次反映"))
    assert found(county) == []
    second = county.case(40, person("13900003"), person("13900002", PartyRole.RESPONDENT))
    county.tell(second, intake.RepeatLinked(occurred_at=at(40), repeat_of=first, reason="同一事项"))
    watched = county.watched()
    assert watched.found == [("EW-3", 2, tuple(sorted((first, second))))]
    [state] = watched.standing.values()
    [raised] = [event for _, event in watched.told if isinstance(event, AlertRaised)]
    assert (raised.escalation, raised.proposal, state.addressee) == ("E8", "leader_in_charge", HUB)
    assert raised.mark == "INF"
    assert "没有关联的重复登记不在内" in raised.cannot_know


def test_signs_of_violence_are_an_alert_at_once_at_registration_and_later() -> None:
    county = County()
    first = county.case(0, risk=Risk.HIGH)
    second = county.case(1, person("2"), company("另一公司"))
    county.tell(second, intake.RiskRaised(occurred_at=at(2), risk=Risk.HIGH, reason="持刀威胁", signs=("持刀",)))
    county.tell(second, intake.RiskRaised(occurred_at=at(3), risk=Risk.HIGH, reason="再次威胁"))
    county.tell(county.case(4, person("3"), company("第三公司")), intake.RiskRaised(occurred_at=at(4), risk=Risk.MEDIUM, reason=""))  # fmt: skip
    watched = county.watched()
    assert watched.found == [("EW-4", 1, (first,)), ("EW-4", 2, (second,))]


def weeks(*numbers: int, body: str = STREET) -> County:
    """So many disputes in each week, from Monday, 2 March 2026 on."""
    county = County()
    for week, number in enumerate(numbers):
        for one in range(number):
            county.case(7 * week + one % 5, person(f"{week}-{one}"), company(f"公司{week}-{one}"), body=body)
    return county


def test_a_surge_is_judged_a_day_after_the_week_against_the_eight_weeks_before() -> None:
    watched = weeks(2, 2, 2, 2, 2, 2, 2, 2, 6).watched()
    assert watched.found == []
    watched.pass_time(at(7 * 9, 0) + timedelta(hours=23))
    assert watched.found == []
    watched.pass_time(at(7 * 9 + 1, 0))
    [state] = watched.standing.values()
    window = of(state)
    assert (window.rule, window.counted, window.usual) == ("EW-5", 6, 2.0)
    assert (window.subject, window.place, state.raised_at) == (DisputeType.PROPERTY_MGMT.value, STREET, at(64, 0))


@pytest.mark.parametrize(
    "numbers",
    [(4, 4, 4, 4, 4, 4, 4, 4, 6), (2, 2, 2, 2, 2, 2, 2, 2, 4), (0, 0, 0, 0, 0, 0, 1, 2, 6)],
    ids=["less than twice the usual", "fewer than five", "no usual rate to compare with"],
)
def test_what_is_no_surge(numbers: tuple[int, ...]) -> None:
    assert weeks(*numbers).watched().pass_time(at(100)).found == []


def test_a_committee_counts_for_its_street_and_another_street_for_itself() -> None:
    county = weeks(2, 2, 2, 2, 2, 2, 2, 2, 3)
    for one in range(3):
        county.case(56 + one, person(f"x{one}"), company(f"甲{one}"), body=COMMUNITY)
        county.case(56 + one, person(f"y{one}"), company(f"乙{one}"), body=OTHER_STREET)
    assert [(rule, number) for rule, number, _ in county.watched().pass_time(at(100)).found] == [("EW-5", 6)]


def rated(county: County, case: str, day: int, grade: int, **told: object) -> None:
    given = {
        "occurred_at": at(day), "invitation_id": f"i-{case}", "party_id": "p", "party_role": PartyRole.APPLICANT,
        "rated_body": STREET, "grade": grade, **told,
    }  # fmt: skip
    county.tell(case, satisfaction.RatingGiven.model_validate(given), source="satisfaction")


def test_bad_ratings_of_one_body_gather_and_one_that_was_changed_to_good_counts_no_more() -> None:
    county = County()
    cases = [county.case(day, person(f"{day}"), company(f"公司{day}")) for day in range(3)]
    for day, case in enumerate(cases):
        rated(county, case, 10 + day, 2 - day % 2)
    watched = county.watched()
    assert [(rule, number) for rule, number, _ in watched.found] == [("EW-6", 3)]
    assert {state.addressee for state in watched.standing.values()} == {HUB}
    changed = satisfaction.RatingChanged(
        occurred_at=at(14), invitation_id=f"i-{cases[0]}", party_id="p", former_grade=2, grade=4
    )
    county.tell(cases[0], changed, source="satisfaction")
    assert found(county) == []


def test_ratings_of_the_demonstration_and_good_ones_are_not_counted() -> None:
    county = County()
    for day in range(3):
        rated(county, county.case(day, person(f"{day}"), company(f"公司{day}")), 10, 1, simulated=True)
        rated(county, county.case(day, person(f"x{day}"), company(f"单位{day}")), 10, 3)
    assert found(county) == []


def warned(day: int) -> ClockWarned:
    return ClockWarned(
        occurred_at=at(day), clock_id="c1", limit="R75-33", limit_name="调解期限", subject="t", body=STREET,
        lapses_at=at(day + 5),
    )  # fmt: skip


def test_a_limit_near_its_end_on_which_nobody_acted_for_days_is_likely_to_lapse() -> None:
    county = County()
    case = county.case(0)
    county.tell(case, warned(20), source="people_mediation")
    watched = county.watched()
    assert watched.found == [("EW-7", 1, (case,))]
    assert of(next(iter(watched.standing.values()))).subject == "R75-33"


def test_what_is_about_the_handling_names_the_body_that_is_to_put_it_right_and_nothing_else_does() -> None:
    county, _ = against_one(0, 10, 20)
    county.tell(county.case(0), warned(20), source="people_mediation")
    told = [event for _, event in county.watched().told if isinstance(event, CaseWarned)]
    assert {(event.rule, event.to_rectify) for event in told} == {("EW-1", ""), ("EW-7", STREET)}


def test_an_act_of_a_person_in_those_days_or_the_end_of_the_limit_speaks_against_it() -> None:
    county = County()
    case = county.case(0)
    county.tell(case, intake.NoteRecorded(occurred_at=at(18), text="已上门"), by=actor(STREET, "clerk"))
    county.tell(case, warned(20), source="people_mediation")
    assert found(county) == []
    other = county.case(0, person("9"), company("另一公司"))
    county.tell(other, warned(20), source="people_mediation")
    assert found(county) == ["EW-7"]
    stopped = ClockStopped(occurred_at=at(21), clock_id="c1", limit="R75-33", in_time=True, reason="达成协议")
    county.tell(other, stopped, source="people_mediation")
    assert found(county) == []


def test_what_the_system_does_by_itself_is_nobodys_act() -> None:
    county = County()
    case = county.case(0)
    county.tell(case, intake.ChannelReported(occurred_at=at(19), channel="PEOPLE_MEDIATION", track_id="t", what="x"))
    county.tell(case, warned(20), source="people_mediation")
    assert found(county) == ["EW-7"]


@pytest.mark.parametrize("told", [{"story": True}, {"sealed": True}])
def test_neither_a_story_nor_an_accusation_enters_a_window(told: dict[str, bool]) -> None:
    county = County()
    for number in range(4):
        county.case(number, person(f"{number}"), company(), risk=Risk.HIGH, **told)
    watched = county.watched()
    assert (watched.steps, watched.states) == ({}, {})


def test_a_case_that_is_sealed_later_leaves_its_windows_and_its_alert() -> None:
    county, cases = against_one(0, 10, 20)
    county.tell(cases[1], intake.CaseSealed(occurred_at=at(21), accused=("wuhu.jinghu.police",), source="XF 30"))
    watched = county.watched()
    assert watched.found == []
    last = [type(event).__name__ for _, event in watched.told][-4:]
    assert last == ["AlertWithdrawn", *["CaseWarningWithdrawn"] * 3]
    assert all(cases[1] not in str(state.count and state.count.cases) for state in watched.states.values())


def test_a_voided_registration_and_a_duplicate_are_no_disputes_and_come_back_when_taken_apart() -> None:
    county, cases = against_one(0, 10, 20)
    county.tell(cases[2], intake.CasesMerged(occurred_at=at(21), into=cases[0], reason="重复登记"))
    assert found(county) == []
    county.tell(cases[2], intake.CaseUnmerged(occurred_at=at(22), former_target=cases[0], reason="并案有误"))
    watched = county.watched()
    assert found(county) == ["EW-1"]
    assert [event.again for _, event in watched.told if isinstance(event, AlertRaised)] == [False, True]
    county.tell(cases[0], intake.CaseVoided(occurred_at=at(23), reason="误登记"))
    assert found(county) == []


def test_a_corrected_date_moves_the_case_to_other_windows() -> None:
    county, cases = against_one(0, 10, 20)
    case = summary(person("13900002"), company())
    corrected = intake.EntryCorrected(
        occurred_at=at(25), field="registered_at", old_value="", new_value="", reason="日期有误", case=case,
        registered_at=at(-60),
    )  # fmt: skip
    county.tell(cases[2], corrected)
    assert found(county) == []


def test_a_corrected_name_takes_the_case_out_of_the_count() -> None:
    county, cases = against_one(0, 10, 20)
    case = summary(person("13900002"), company("另一公司"))
    corrected = intake.EntryCorrected(
        occurred_at=at(25), field="parties", old_value="", new_value="", reason="写错单位", case=case
    )
    county.tell(cases[2], corrected)
    assert found(county) == []


def test_an_alert_grows_tells_only_the_new_cases_and_no_second_alert_is_raised() -> None:
    county, cases = against_one(0, 5, 10, 15)
    watched = county.watched()
    assert watched.found == [("EW-1", 4, tuple(sorted(cases)))]
    told = [event for _, event in watched.told]
    assert [type(event) for event in told if not isinstance(event, CaseWarned)] == [AlertRaised, AlertUpdated]
    assert sorted(event.case_code for event in told if isinstance(event, CaseWarned)) == sorted(cases)


def test_a_later_wave_against_the_same_company_is_another_alert() -> None:
    county, _ = against_one(0, 5, 10, 100, 105, 110)
    assert found(county) == ["EW-1", "EW-1"]


def test_the_nearest_hub_above_all_bodies_is_addressed() -> None:
    county = County()
    for number, body in enumerate((STREET, COMMUNITY, OTHER_STREET)):
        county.case(number, person(f"{number}"), company(), body=body)
    assert {state.addressee for state in county.watched().standing.values()} == {HUB}
    far = County()
    for number, body in enumerate((STREET, "wuhu.wanzhi.hub", OTHER_STREET)):
        far.case(number, person(f"{number}"), company(), body=body)
    assert {state.addressee for state in far.watched().standing.values()} <= {CITY, STREET}


def test_a_withdrawn_alert_is_told_to_its_cases() -> None:
    county, cases = against_one(0, 5, 10)
    county.tell(cases[0], intake.CaseVoided(occurred_at=at(12), reason="误登记"))
    watched = county.watched()
    withdrawn = [event.case_code for _, event in watched.told if isinstance(event, CaseWarningWithdrawn)]
    assert sorted(withdrawn) == sorted(cases)
    assert any(isinstance(event, AlertWithdrawn) for _, event in watched.told)


def test_a_recount_after_lost_tables_raises_nothing_twice_and_goes_on_counting() -> None:
    county, _ = against_one(0, 5, 10)
    watched = county.watched()
    before = list(watched.told)
    watched.lose_tables().hear(county.records).hear(county.records, again=True)
    assert watched.told == before
    county.case(12, person("13900009"), company())
    watched.hear(county.records[-1:])
    assert [rule_and_count[:2] for rule_and_count in watched.found] == [("EW-1", 4)]


def test_a_watched_world_without_events_is_silent() -> None:
    assert Watched().hear([]).states == {}
