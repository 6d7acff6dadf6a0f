"""Personal links: who gets one, how long it opens, what ends it, and withdrawing through it."""

from typing import Any

import pytest

from schemas.command import Actor, Refused
from schemas.intake import (
    ByLink,
    CloseResult,
    PartyLinkIssued,
    WithdrawalAnswered,
    WithdrawalDeclared,
)
from schemas.values import Capacity, PartyKind, ReceivedVia
from services.intake.domain.entries import ContactEntry
from services.intake.domain.file_commands import ChangeContact, CloseCase, ReopenCase
from services.intake.domain.link_commands import AnswerWithdrawal, DeclareWithdrawal, IssuePartyLink
from services.jurisdiction.roles import Role
from tests.domain.intake.test_sealing import PETITION_OFFICE, sealed
from tests.domain.intake.window import (
    CITY,
    HUB,
    NEIGHBOUR,
    STREET,
    WindowCase,
    applicant,
    at,
    clerk,
    nothing_yet,
    registered,
    respondent,
    the_file,
)

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
PHONE = ContactEntry(phone="13955300001")


def case_of(**told: Any) -> WindowCase:
    """Registered with an applicant that has a telephone and what is told of it."""
    return registered(parties=(applicant(**{"contact": PHONE, **told}), respondent()))


def handed(case: WindowCase, day: int = 1, party: int = 0) -> WindowCase:
    """The street's clerk prints the slip of a party."""
    return case.when(IssuePartyLink(party_id=the_file(case).case.parties[party].party_id), clerk(STREET), at(day))


def withdraws(case: WindowCase, day: int = 2, number: int = 1, party: int = 0, actor: Actor = PUBLIC) -> WindowCase:
    """A party withdraws through its link."""
    told = ByLink(link_number=number, via=ReceivedVia.ONLINE)
    party_id = the_file(case).case.parties[party].party_id
    return case.when(DeclareWithdrawal(party_id=party_id, reason="已经和好", by_link=told), actor, at(day))


def test_a_slip_opens_for_ninety_days_to_the_end_of_the_last_one() -> None:
    issued = handed(case_of()).happened(PartyLinkIssued)
    assert issued.link_number == 1
    assert issued.expires_at == at(1, 0).replace(month=6, day=2)


def test_whoever_stands_above_prints_a_slip_too_and_a_stranger_learns_nothing() -> None:
    case = case_of()
    body = IssuePartyLink(party_id=the_file(case).case.parties[0].party_id)
    case.when(body, clerk(CITY), at(1)).then(PartyLinkIssued)
    case.when(body, clerk(NEIGHBOUR), at(1)).then_refused("not_found")
    nothing_yet().when(body, clerk(STREET), at(1)).then_refused("not_found")


def test_a_second_slip_of_the_same_party_makes_the_first_one_void() -> None:
    case = handed(handed(case_of()), 2)
    assert case.happened(PartyLinkIssued).link_number == 2
    withdraws(case, 3, number=1).then_refused("not_found")
    withdraws(case, 3, number=2).then(WithdrawalDeclared)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"contact": ContactEntry(phone="13955300001", safe_to_contact=False)}, "link_unsafe"),
        ({"kind": PartyKind.ORGANISATION, "name": "某公司"}, "link_for_one_person"),
        ({"headcount": 8}, "link_for_one_person"),
        ({"capacity": Capacity.LIMITED}, "link_of_ward"),
        ({"contact": ContactEntry()}, "link_without_fact"),
    ],
)
def test_no_slip_for_whom_it_endangers_or_for_whom_an_office_has_to_see_who_acts(
    told: dict[str, Any], code: str
) -> None:
    handed(case_of(**told)).then_refused(code)


def test_no_slip_where_both_sides_left_the_same_number_however_it_is_written() -> None:
    other = respondent(contact=ContactEntry(phone="+86 139-5530-0001"))
    case = registered(parties=(applicant(contact=PHONE), other))
    handed(case).then_refused("link_number_shared")


def test_no_slip_of_a_sealed_accusation() -> None:
    case = sealed(parties=(applicant(contact=PHONE), respondent()))
    body = IssuePartyLink(party_id=the_file(case).case.parties[0].party_id)
    case.when(body, clerk(PETITION_OFFICE), at(1)).then_refused("link_of_sealed_case")


def test_who_is_no_party_gets_no_slip() -> None:
    case = case_of()
    case.when(IssuePartyLink(party_id="nobody"), clerk(STREET), at(1)).then_refused("unknown_party")


def test_another_telephone_ends_the_slip() -> None:
    case = handed(case_of())
    party_id = the_file(case).case.parties[0].party_id
    case.when(ChangeContact(party_id=party_id, contact=ContactEntry(phone="13955300009")), clerk(STREET), at(2))
    withdraws(case, 3).then_refused("link_expired")


def test_a_withdrawal_is_kept_for_the_custodian_and_closes_nothing() -> None:
    case = withdraws(handed(case_of()))
    told = case.happened(WithdrawalDeclared)
    assert (told.reason, told.by_link.via) == ("已经和好", ReceivedVia.ONLINE)
    assert the_file(case).withdrawal_declared
    assert type(case.state).__name__ == "Open"
    withdraws(case, 3).then_refused("withdrawal_declared")


def test_after_the_case_was_taken_up_again_it_can_be_withdrawn_again() -> None:
    case = withdraws(handed(case_of()))
    case.when(CloseCase(result=CloseResult.WITHDRAWN), clerk(STREET), at(3))
    withdraws(case, 4).then_refused("case_closed")
    case.when(ReopenCase(reason="又发生争议"), clerk(STREET), at(5))
    withdraws(case, 6).then(WithdrawalDeclared)


def test_the_other_side_has_nothing_to_withdraw() -> None:
    case = registered(parties=(applicant(), respondent(contact=PHONE)))
    withdraws(handed(case, party=1), party=1).then_refused("not_the_applicant")


def test_a_slip_that_ran_out_opens_nothing_and_no_office_declares_in_a_partys_name() -> None:
    case = handed(case_of())
    withdraws(case, 2, actor=clerk(STREET)).then_refused("not_found")
    withdraws(case, 92).then_refused("link_expired")
    assert isinstance(case.answer, Refused)


def test_the_custodian_answers_a_withdrawal_and_it_can_be_declared_again() -> None:
    case = case_of()
    answer = AnswerWithdrawal(explanation="当事人改变主意")
    case.when(answer, clerk(STREET), at(1)).then_refused("no_withdrawal_declared")
    withdraws(handed(case))
    case.when(answer, clerk(NEIGHBOUR), at(3)).then_refused("not_found")
    case.when(answer, clerk(STREET), at(3)).then(WithdrawalAnswered)
    assert not the_file(case).withdrawal_declared
    withdraws(case, 4).then(WithdrawalDeclared)
