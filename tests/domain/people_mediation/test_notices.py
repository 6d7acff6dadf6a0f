"""Serving the committee's written notices (送达): termination notice and notice of the lawful routes (PML 26, R75 24)."""

from typing import Any

from schemas.people_mediation import NoticeServed, RoundNotice
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import Answer, irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    ROUTES,
    STRANGER,
    CommitteeCase,
    given_offered,
    given_session,
    given_terminated,
)

SLIP = {"method": "direct", "proof": "送达回证已签收"}


def serves(case: CommitteeCase, party_id: str = "p1", day: str = "2026-03-12", **more: Any) -> Answer:
    """The committee enters that the notice was served."""
    told = {"notice": RoundNotice.TERMINATION_NOTICE, "party_id": party_id, "service": SLIP, **more}
    return case.does(c.ServeNotice.model_validate(told), day)


def still_to_be_served(case: CommitteeCase, notice: RoundNotice = RoundNotice.TERMINATION_NOTICE) -> tuple[str, ...]:
    """The parties that the round's notice has not reached."""
    issued = case.track.notice(notice)
    assert issued is not None
    return tuple(party.party_id for party in case.state.sides if party.party_id not in issued.served)


def test_the_termination_notice_is_served_on_one_party_after_the_other() -> None:
    case = given_terminated()
    assert still_to_be_served(case) == ("p1", "p2")
    assert names(serves(case)) == ["notice_served"]
    assert still_to_be_served(case) == ("p2",)
    assert irregularities(serves(case, "p2", service={"method": "left", "refused": True, "on_film": True})) == []
    assert still_to_be_served(case) == ()


def test_a_service_that_does_not_count_stands_on_file_and_the_party_still_waits() -> None:
    case = given_terminated()
    answer = serves(case, service={"method": "mail", "refused": True, "proof": "退回的邮件"})
    assert irregularities(answer) == ["service_refused_not_left"]
    assert isinstance(answer, tuple)
    assert isinstance(answer[0], NoticeServed)
    assert answer[0].service.counts is False
    assert still_to_be_served(case) == ("p1", "p2")


def test_a_notice_is_served_once_on_a_party_of_the_case_and_not_before_it_was_given() -> None:
    assert refusal(serves(given_session())) == "notice_not_issued"
    case = given_terminated()
    assert refusal(serves(case, "p9")) == "unknown_party"
    assert refusal(serves(case, day="2026-03-09")) == "served_before_notice"
    names(serves(case))
    assert refusal(serves(case)) == "notice_already_served"


def test_only_the_committee_that_had_the_round_serves_its_notices() -> None:
    body = c.ServeNotice.model_validate(
        {"notice": RoundNotice.TERMINATION_NOTICE, "party_id": "p1", "service": SLIP}
    )  # fmt: skip
    assert refusal(given_terminated().does(body, "2026-03-12", STRANGER)) == "not_found"


def test_the_routes_told_with_a_return_can_be_served_as_a_notice_r75_24() -> None:
    case = given_offered()
    told = {"code": "reserved_or_banned", "reason": "应由专门机关处理", "routes": ROUTES, "in_writing": True}
    names(case.does(c.ReturnOffer.model_validate(told), "2026-03-03"))
    assert names(serves(case, notice=RoundNotice.ROUTE_NOTICE)) == ["notice_served"]
    assert still_to_be_served(case, RoundNotice.ROUTE_NOTICE) == ("p2",)


def test_a_return_to_a_competent_committee_gives_no_notice() -> None:
    case = given_offered()
    names(case.does(c.ReturnOffer(code="not_competent", reason="不属于本街道"), "2026-03-03"))
    assert refusal(serves(case, notice=RoundNotice.ROUTE_NOTICE)) == "notice_not_issued"
