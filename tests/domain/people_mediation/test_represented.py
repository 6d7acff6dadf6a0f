"""A representative settles for nobody who has not consented to this agreement (CPL 56; domain.md 4.2, Representatives)."""

import pytest

from schemas.intake import Representation
from schemas.people_mediation import ActedThrough, AgreementEffective, RepresentedConsented
from schemas.values import Agreed, PartyRole
from services.jurisdiction.case_changes import MembersGone, SideSpokenFor
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    AT_ONCE,
    CLERK,
    KEEPER,
    MEDIATOR,
    RESPONDENT,
    CommitteeCase,
    given_draft,
    given_session,
    party,
    summary,
)

DAY = "2026-03-06"
SPEAKER = party("p1", PartyRole.APPLICANT)
MEMBERS = (party("p3", PartyRole.APPLICANT), party("p4", PartyRole.APPLICANT))
SPOKEN = Representation(role=PartyRole.APPLICANT, representatives=("p1",), represented=("p3", "p4"))
GROUP = summary((SPEAKER, RESPONDENT, *MEMBERS), representations=(SPOKEN,))
BY_SPEAKER = {"through": ActedThrough.REPRESENTATIVE, "representative": "p1"}


def consents(case: CommitteeCase, party_id: str, **more):
    return case.does(c.ConsentToAgreement(party_id=party_id, **more), DAY)


def layers_but_members(case: CommitteeCase):
    """The representative, the other side, the mediator and the seal."""
    names(case.signs("p1"))
    names(case.signs("p2"))
    names(case.does(c.SignAsMediator(), DAY, MEDIATOR))
    return names(case.does(c.SealAgreement(), DAY, KEEPER))


def test_a_written_agreement_binds_only_when_every_represented_person_consented_and_was_signed_for():
    case = given_draft(case=GROUP)
    assert layers_but_members(case) == ["committee_sealed"]
    assert refusal(case.signs("p3", **BY_SPEAKER)) == "represented_consent_missing"
    assert names(consents(case, "p3")) == ["represented_consented"]
    assert names(case.signs("p3", **BY_SPEAKER)) == ["party_signed"]
    assert names(consents(case, "p4")) == ["represented_consented"]
    assert names(case.signs("p4", **BY_SPEAKER))[:2] == ["party_signed", "agreement_effective"]


def test_a_represented_person_may_still_sign_itself():
    case = given_draft(case=GROUP)
    layers_but_members(case)
    names(case.signs("p3"))
    assert "agreement_effective" in names(case.signs("p4"))


def test_an_oral_agreement_waits_for_the_last_consent_and_binds_at_it():
    case = given_session(case=GROUP)
    oral = c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE)
    assert "agreement_effective" not in names(case.does(oral, DAY, MEDIATOR))
    early = case.does(c.RecordPerformance(performance="full"), DAY)
    assert "represented_consent_missing" in irregularities(early)
    assert names(consents(case, "p3")) == ["represented_consented"]
    assert names(consents(case, "p4"))[:2] == ["represented_consented", "agreement_effective"]
    effective = [event for event in case.events if isinstance(event, AgreementEffective)]
    assert [one.party_id for one in effective[0].parties] == ["p1", "p2", "p3", "p4"]


def test_nobody_else_signs_for_a_member_and_a_representative_does_nothing_else_for_it():
    case = given_draft(case=GROUP)
    names(consents(case, "p3"))
    stranger = {"through": ActedThrough.REPRESENTATIVE, "representative": "p2"}
    assert refusal(case.signs("p3", **stranger)) == "not_its_representative"
    assert refusal(case.signs("p3", through=ActedThrough.REPRESENTATIVE)) == "not_its_representative"
    assert refusal(consents(case, "p4", **{"through": ActedThrough.REPRESENTATIVE})) == "representative_signs_only"


@pytest.mark.parametrize(
    ("party_id", "code"), [("p2", "not_represented"), ("p3", "already_consented"), ("p9", "unknown_party")]
)
def test_whose_consent_is_not_asked(party_id: str, code: str):
    case = given_draft(case=GROUP)
    names(consents(case, "p3"))
    assert refusal(consents(case, party_id)) == code


def test_consent_needs_an_agreement_that_is_not_yet_in_force():
    assert refusal(consents(given_session(case=GROUP), "p3")) == "no_agreement"
    case = given_draft(case=GROUP)
    layers_but_members(case)
    names(case.signs("p3"))
    names(case.signs("p4"))
    assert refusal(consents(case, "p3")) == "agreement_already_in_force"


def test_representatives_named_at_the_window_count_here_and_a_member_who_left_is_not_waited_for():
    case = given_draft(case=summary((SPEAKER, RESPONDENT, *MEMBERS)))
    spoken = c.UpdateCaseInformation(what="representatives_elected", change=SideSpokenFor(representation=SPOKEN))
    assert names(case.hears(spoken, DAY)) == ["case_information_updated"]
    layers_but_members(case)
    names(consents(case, "p3"))
    names(case.signs("p3", **BY_SPEAKER))
    gone = c.UpdateCaseInformation(what="members_left", change=MembersGone(party_ids=("p4",), persons=1))
    assert names(case.hears(gone, DAY))[:2] == ["case_information_updated", "agreement_effective"]


def test_consents_are_kept_person_by_person():
    case = given_draft(case=GROUP)
    names(consents(case, "p4", by="", through=ActedThrough.ITSELF))
    told = [event.party_id for event in case.events if isinstance(event, RepresentedConsented)]
    assert told == ["p4"]
    assert case.does(c.ConsentToAgreement(party_id="p3"), DAY, CLERK)


def test_of_unnamed_members_each_is_counted_before_it_binds():
    case = given_draft(case=summary((party("p1", PartyRole.APPLICANT, headcount=32), RESPONDENT)))
    assert irregularities(case.signs("p1", persons=18)) == ["members_not_all_consenting"]
    names(case.signs("p2"))
    names(case.does(c.SignAsMediator(), DAY, MEDIATOR))
    assert names(case.does(c.SealAgreement(), DAY, KEEPER)) == ["committee_sealed"]
    assert refusal(case.signs("p1", persons=18)) == "already_signed"
    assert names(case.signs("p1", persons=32))[:2] == ["party_signed", "agreement_effective"]
