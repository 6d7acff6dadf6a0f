"""The gap report against minima that are dated data with a source (PML 8, 9; SEED-W 28)."""

from datetime import date

import pytest

from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import CODES, Gap, gaps
from services.jurisdiction.network_known import register_of
from services.jurisdiction.network_register import Committee, Register

WUHU, MILE = Law.load("wuhu"), Law.load("mile")
DAY = date(2026, 3, 5)


def of(body: str, law: Law = WUHU, day: date = DAY, register: Register | None = None) -> dict[str, Gap]:
    """The gaps of a body by code."""
    organisation = law.organisation(body)
    return {gap.code: gap for gap in gaps(law, organisation, register_of(register, body, law), day)}


def test_a_body_that_has_everything_has_no_gap():
    assert of("wuhu.jinghu.fangcun.pmc") == {}
    assert of("wuhu.jinghu.property-pmc") == {}


def test_a_street_has_two_full_time_mediators_and_a_woman_in_its_committee():
    found = of("wuhu.jinghu.jingshan.pmc")
    assert set(found) == {"full_time_mediators_missing", "woman_member_missing"}
    missing = found["full_time_mediators_missing"]
    assert (missing.required, missing.actual, missing.source) == (2, 1, "SEED-W 28 [V]")
    assert missing.sentence == "镇（街道）调委会专职调解员：应有 2人，现有 1人，缺 1人"


def test_a_trade_committee_has_three():
    missing = of("wuhu.jinghu.traffic-pmc")["full_time_mediators_missing"]
    assert (missing.required, missing.actual) == (3, 2), "a part-time mediator does not count"


@pytest.mark.parametrize(("conditions_met", "lacking"), [(True, True), (False, False), (None, False)])
def test_a_villages_minimum_stands_only_where_its_conditions_are_met(conditions_met: bool | None, lacking: bool):
    body = "wuhu.jinghu.fangcun.community-2.pmc"
    register = Register(body=body, entered=True, conditions_met=conditions_met)
    assert ("full_time_mediators_missing" in of(body, register=register)) is lacking


def test_where_people_of_several_ethnic_groups_live_the_committee_has_one_of_a_minority():
    assert of("mile.property-pmc", MILE, date(2019, 1, 2))["minority_member_missing"].actual == 0
    assert "minority_member_missing" not in of("mile.traffic-pmc", MILE, date(2019, 1, 2))


def test_terms_end_after_three_years_and_who_is_out_of_term_does_not_count():
    before = of("wuhu.jinghu.fangcun.pmc", day=date(2027, 7, 1))
    after = of("wuhu.jinghu.fangcun.pmc", day=date(2027, 7, 2))
    assert before == {}
    assert set(after) == {"full_time_mediators_missing", "committee_term_over", "mediator_term_over"}
    assert "2027-07-01" in after["committee_term_over"].sentence


@pytest.mark.parametrize(("members", "code"), [(2, "committee_too_small"), (10, "committee_too_large")])
def test_a_committee_has_three_to_nine_members(members: int, code: str):
    body = "wuhu.jinghu.fangcun.pmc"
    committee = Committee(
        members=members, women=1, minority_members=0, term_began_on=date(2024, 7, 1), term_ends_on=date(2027, 7, 1)
    )
    assert set(of(body, register=Register(body=body, committee=committee))) == {code}


def test_what_nobody_told_is_no_silent_yes():
    assert set(of("wuhu.jiujiang.shenxiang.pmc")) == {"full_time_mediators_missing", "committee_not_told"}
    bare = Register(body="wuhu.commercial-mediation", entered=True)
    assert set(of("wuhu.commercial-mediation", register=bare)) == {"approval_not_told"}
    assert of("wuhu.commercial-mediation") == {}


def test_every_gap_has_a_name_in_a_list():
    assert all(any("一" <= sign <= "鿿" for sign in name) for name in CODES.values())
