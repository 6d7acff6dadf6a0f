"""A wrong entry is put right by a new act: the old value stays visible, clocks recompute, notices are named (issue 3, item 5)."""

import pytest

from schemas.clocks import ClockRecomputed, ClockStopped, LapseWithdrawn
from schemas.intake import CustodyOffered, EntryCorrected, OfferWithdrawn
from schemas.values import Channel
from services.intake.domain.custody_commands import OfferCustody, ReferOutside
from services.intake.domain.file_commands import CorrectEntry
from services.intake.domain.heard_commands import LapseClock
from tests.domain.intake.window import (
    COMMUNITY,
    HUB,
    NEIGHBOUR,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    applicant,
    at,
    clerk,
    registered,
    reported,
    the_file,
)


def correct(case: WindowCase, field: str, value: str | None, day: int = 1, body: str = STREET) -> WindowCase:
    return case.when(CorrectEntry(field=field, new_value=value, reason="登记笔误"), clerk(body), at(day))


def test_the_old_value_stays_visible_with_reason_and_the_case_has_the_new_one() -> None:
    event = correct(registered(), "case.amount_cny", "20000").happened(EntryCorrected)
    assert (event.old_value, event.new_value, event.reason) == ("2000.0", "20000.0", "登记笔误")
    assert event.case.amount_cny == 20000


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("case.dispute_type", "CONTRACT", "CONTRACT"),
        ("case.requests", "维修\n道歉", ("维修", "道歉")),
        ("case.headcount", None, None),
        ("case.place", "镜湖区", "镜湖区"),
        ("case.difficulty", "COMPLEX", "COMPLEX"),
    ],
)
def test_entries_of_the_case_are_corrected(field: str, value: str | None, expected: object) -> None:
    case = correct(registered(headcount=2), field, value)
    assert getattr(the_file(case).case, field.removeprefix("case.")) == expected


def test_a_party_is_corrected_and_one_entered_by_mistake_is_taken_out() -> None:
    case = registered()
    party_id = the_file(case).case.parties[1].party_id
    correct(case, f"parties.{party_id}.name", "被申请人丙").then(EntryCorrected)
    assert the_file(case).case.parties[1].name == "被申请人丙"
    correct(case, f"parties.{party_id}.capacity", "limited").then(EntryCorrected)
    event = correct(case, f"parties.{party_id}", None).happened(EntryCorrected)
    assert (event.old_value, event.new_value) == ("被申请人丙", None)
    assert len(the_file(case).case.parties) == 1
    last = the_file(case).case.parties[0].party_id
    correct(case, f"parties.{last}", None).then_refused("last_party", "field")


def test_what_cannot_be_corrected_is_refused() -> None:
    party_id = the_file(registered()).case.parties[0].party_id
    for field in ("case.story", "case.parties", "first_handler", "parties.nobody.name", f"parties.{party_id}.party_id"):
        correct(registered(), field, "x").then_refused("field_unknown", "field")
    correct(registered(), "case.amount_cny", "很多").then_refused("value_invalid", "new_value")
    correct(registered(), f"parties.{party_id}.role", "judge").then_refused("value_invalid", "new_value")
    correct(registered(), "case.amount_cny", "2000").then_refused("nothing_changed", "new_value")
    correct(registered(), "registered_at", "昨天").then_refused("value_invalid", "new_value")


def test_what_had_gone_out_with_the_old_value_is_listed() -> None:
    case = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(
        ReferOutside(channel=Channel.LEGAL_AID, body="法律援助中心", follow_up_on=at(9).date()),
        clerk(STREET),
        at(0, 11),
    )
    sent = correct(case, "case.amount_cny", "1").happened(EntryCorrected).notices_already_sent
    assert sent == ("2026-03-02 向方村街道示范一社区人民调解委员会发出移交", "2026-03-02 转介至法律援助中心")


def test_what_a_committee_told_the_parties_is_listed_too() -> None:
    case = registered(COMMUNITY).when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(COMMUNITY), at(0, 10))
    for what in ("consent_requested", "rights_notified", "mediation_terminated"):
        case.when(reported(what, 2), SYSTEM, at(1))
    sent = correct(case, "case.amount_cny", "1", 2, COMMUNITY).happened(EntryCorrected).notices_already_sent
    assert len(sent) == 3


def test_an_earlier_registration_moves_the_level_clock() -> None:
    case = correct(registered(), "registered_at", at(-3).isoformat())
    case.then(EntryCorrected, ClockRecomputed)
    recomputed = case.happened(ClockRecomputed)
    assert recomputed.former_due is not None
    assert recomputed.clock.due is not None
    assert recomputed.clock.due < recomputed.former_due
    assert the_file(case).registered_at == at(-3)


def test_after_an_earlier_registration_a_hand_over_of_that_time_can_be_told() -> None:
    case = correct(registered(), "registered_at", at(-3).isoformat())
    told = OfferCustody(to_body=COMMUNITY, channel=PEOPLE)
    case.when(told, clerk(STREET), at(1), occurred_at=at(-1)).happened(CustodyOffered)


def test_a_later_registration_takes_back_a_lapse_that_never_was() -> None:
    case = registered(COMMUNITY)
    kept = the_file(case).clocks.first_due()
    assert kept is not None
    case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(3, 1))
    correct(case, "registered_at", at(2).isoformat(), 3, COMMUNITY)
    case.then(EntryCorrected, LapseWithdrawn, ClockRecomputed, OfferWithdrawn, ClockStopped)
    assert the_file(case).custody.open_offer is None
    assert the_file(case).clocks.first_due() is not None


def lapsed(case: WindowCase, limit: str, day: int) -> WindowCase:
    kept = next(k for k in the_file(case).clocks.clocks.values() if k.clock.limit == limit and k.status == "running")
    return case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(day, 1))


def test_a_lapse_taken_back_takes_back_what_it_set_off_however_far_up() -> None:
    case = lapsed(lapsed(registered(COMMUNITY), "LV-L1", 3), "HO-1", 8)
    offer = the_file(case).custody.open_offer
    assert offer is not None
    assert offer.to_body == HUB
    correct(case, "registered_at", at(5).isoformat(), 8, COMMUNITY)
    assert case.happened(OfferWithdrawn).to_body == HUB


def test_a_lapse_taken_back_leaves_an_offer_it_did_not_set_off() -> None:
    case = registered(COMMUNITY).when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(COMMUNITY), at(2))
    lapsed(lapsed(case, "LV-L1", 3), "HO-1", 5)
    correct(case, "registered_at", at(2).isoformat(), 5, COMMUNITY).then(EntryCorrected, ClockRecomputed)
    case = registered(COMMUNITY).when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(COMMUNITY), at(0, 10))
    lapsed(lapsed(case, "LV-L1", 3), "HO-1", 3)
    correct(case, "registered_at", at(2).isoformat(), 3, COMMUNITY)
    case.then(EntryCorrected, LapseWithdrawn, ClockRecomputed)
    offer = the_file(case).custody.open_offer
    assert offer is not None
    assert offer.to_body == STREET


def test_a_registration_cannot_be_later_than_now_or_than_a_hand_over() -> None:
    correct(registered(), "registered_at", at(5).isoformat()).then_refused("registered_at_too_late", "new_value")
    case = registered().when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), at(1))
    correct(case, "registered_at", at(2).isoformat(), 3).then_refused("registered_at_too_late", "new_value")


def test_correcting_when_a_moved_case_was_registered_counts_the_stopped_clock_again() -> None:
    case = registered().when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), at(1))
    correct(case, "registered_at", at(-1).isoformat(), 2).then(EntryCorrected, ClockRecomputed)
    stopped = correct(case, "registered_at", at(-9).isoformat(), 2).then(EntryCorrected, ClockRecomputed, ClockStopped)
    end = stopped.happened(ClockStopped)
    assert (end.in_time, end.occurred_at) == (False, at(1))


def test_a_lapse_that_never_was_ends_with_the_hand_over_that_was_in_time() -> None:
    case = lapsed(registered(), "LV-L2", 3)
    case.when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(STREET), at(4))
    correct(case, "registered_at", at(3).isoformat(), 30).then(
        EntryCorrected, LapseWithdrawn, ClockRecomputed, ClockStopped
    )
    assert case.happened(ClockStopped).in_time is True


def test_a_party_added_with_a_wrong_guardian_keeps_everything_else_when_corrected() -> None:
    agent = {"type": "lawyer", "name": "代理人丁"}
    case = registered(parties=(applicant(agents=(agent,), contact={"phone": "1"}),))
    before = the_file(case).case.parties[0]
    correct(case, f"parties.{before.party_id}.occupation", "教师")
    after = the_file(case).case.parties[0]
    assert (after.agents, after.contact, after.occupation) == (before.agents, before.contact, "教师")
