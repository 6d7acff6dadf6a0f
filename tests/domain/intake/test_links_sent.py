"""Links that are sent by message: to whom, to whom not, and without anybody asking where the profile wants it so."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.intake import CustodyMoved, PartyLinkIssued, PartyLinkMessageAsked
from schemas.values import Channel
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.entries import ContactEntry
from services.intake.domain.file_commands import ChangeContact
from services.intake.domain.law import IntakeLaw
from services.intake.domain.link_commands import SendPartyLink
from services.jurisdiction.party_links import LINKS_SENT_UNASKED
from tests.domain.intake.test_links import PHONE, case_of, handed, withdraws
from tests.domain.intake.test_sealing import PETITION_OFFICE, sealed
from tests.domain.intake.window import (
    COMMUNITY,
    LAW,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    applicant,
    at,
    clerk,
    nothing_yet,
    registered,
    registration,
    respondent,
    the_file,
)


def sent(case: WindowCase, day: int = 1, party: int = 0) -> WindowCase:
    """The street's clerk has the link of a party sent."""
    return case.when(SendPartyLink(party_id=the_file(case).case.parties[party].party_id), clerk(STREET), at(day))


def test_a_link_is_sent_to_the_partys_own_number_and_makes_an_earlier_one_void() -> None:
    case = sent(handed(case_of()), 2)
    case.then(PartyLinkIssued, PartyLinkMessageAsked)
    message = case.happened(PartyLinkMessageAsked)
    assert (message.link_number, message.phone, message.automatic) == (2, PHONE.phone, False)
    withdraws(case, 3, number=1).then_refused("not_found")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"contact": ContactEntry(phone="13955300001", safe_to_contact=False)}, "link_unsafe"),
        ({"contact": ContactEntry(), "identity_number": "340202197504020011"}, "link_without_phone"),
    ],
)
def test_nothing_is_sent_to_whom_it_endangers_or_who_has_no_telephone(told: dict[str, Any], code: str) -> None:
    sent(case_of(**told)).then_refused(code)


def test_nothing_is_sent_of_a_sealed_accusation_or_to_a_shared_number() -> None:
    case = sealed(parties=(applicant(contact=PHONE), respondent()))
    body = SendPartyLink(party_id=the_file(case).case.parties[0].party_id)
    case.when(body, clerk(PETITION_OFFICE), at(1)).then_refused("link_of_sealed_case")
    sent(registered(parties=(applicant(contact=PHONE), respondent(contact=PHONE)))).then_refused("link_number_shared")


def test_nothing_is_sent_about_a_played_public_case() -> None:
    told = registration(parties=(applicant(contact=PHONE), respondent()), story=True)
    case = nothing_yet().when(told, clerk(STREET, "demonstrator"), at(0))
    party_id = the_file(case).case.parties[0].party_id
    case.when(SendPartyLink(party_id=party_id), clerk(STREET), at(1)).then_refused("link_of_story")


def test_a_party_is_sent_three_links_a_day_and_the_day_is_that_of_recording() -> None:
    case = case_of()
    body = SendPartyLink(party_id=the_file(case).case.parties[0].party_id)
    for hour in (8, 9, 10):
        case.when(body, clerk(STREET), at(1, hour)).then(PartyLinkIssued, PartyLinkMessageAsked)
    refused = case.when(body, clerk(STREET), at(1, 11)).then_refused("link_sent_enough", "party_id")
    assert "3 次" in refused.message
    told_earlier = body.model_copy(update={"occurred_at": at(0, 9)})
    case.when(told_earlier, clerk(STREET), at(1, 12)).then_refused("link_sent_enough")
    handed(case, 1).then(PartyLinkIssued)
    sent(case, 1).then_refused("link_sent_enough")
    sent(case, 2).then(PartyLinkIssued, PartyLinkMessageAsked)


def test_another_telephone_on_the_same_day_begins_no_new_count_and_the_other_side_has_its_own() -> None:
    told = (applicant(contact=PHONE), respondent(contact=ContactEntry(phone="13955300002")))
    case = registered(parties=told)
    for _ in range(3):
        sent(case, 1)
    party_id = the_file(case).case.parties[0].party_id
    case.when(ChangeContact(party_id=party_id, contact=ContactEntry(phone="13955300003")), clerk(STREET), at(1))
    sent(case, 1).then_refused("link_sent_enough")
    sent(case, 1, party=1).then(PartyLinkIssued, PartyLinkMessageAsked)


def unasked() -> IntakeLaw:
    """The law of a county that has links sent as soon as a mediating body has taken the case."""
    stated = LAW.parameter(LINKS_SENT_UNASKED).model_copy(update={"value": 1})
    return replace(LAW, parameters={**LAW.parameters, LINKS_SENT_UNASKED: stated})


def taken(law: IntakeLaw, *, linked: bool = False) -> WindowCase:
    """Registered with two parties that have telephones, and accepted by the committee of the community."""
    told = registration(parties=(applicant(contact=PHONE), respondent(contact=ContactEntry(phone="13955300002"))))
    case = nothing_yet(law=law).when(told, clerk(STREET), at(0))
    if linked:
        handed(case, 0)
    offer = OfferCustody(to_body=COMMUNITY, channel=Channel.PEOPLE_MEDIATION)
    return case.when(offer, clerk(STREET), at(1)).when(accepted(2, COMMUNITY), SYSTEM, at(2))


def test_no_link_is_sent_unasked_unless_the_profile_says_so() -> None:
    case = taken(LAW)
    assert case.happened(CustodyMoved).to_body == COMMUNITY
    assert not any(isinstance(event, PartyLinkMessageAsked) for event in case.history)


def test_where_the_profile_says_so_both_sides_get_theirs_when_a_committee_took_the_case() -> None:
    case = taken(unasked())
    messages = [event for event in case.history if isinstance(event, PartyLinkMessageAsked)]
    assert [(one.phone, one.link_number, one.automatic) for one in messages] == [
        (PHONE.phone, 1, True), ("13955300002", 1, True),
    ]  # fmt: skip


def test_who_holds_a_link_that_opens_gets_no_second_one_unasked() -> None:
    case = taken(unasked(), linked=True)
    messages = [event for event in case.history if isinstance(event, PartyLinkMessageAsked)]
    assert [one.phone for one in messages] == ["13955300002"]
