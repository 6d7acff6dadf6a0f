"""Representatives settle nothing without the consent of whom they speak for (SAMR 11; CPL 56)."""

from typing import Any

from schemas.administrative_mediation import AgreementTerms
from schemas.intake import Representation
from schemas.values import Agreed, PartyRole
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    BOTH,
    AgencyCase,
    given_draft,
    given_in_force,
    given_session,
    party,
)
from tests.domain.given_when_then import Answer, irregularities, names, refusal

GROUP = (*BOTH, party("p4", PartyRole.APPLICANT))
SPOKEN_FOR = (Representation(role=PartyRole.APPLICANT, representatives=("p1",), represented=("p4",)),)
AT_ONCE = AgreementTerms(terms=("当场退款",), performed_at_once=True)


def drafted(**more: Any) -> AgencyCase:
    return given_draft("market", parties=GROUP, representations=SPOKEN_FOR, **more)


def consents(case: AgencyCase, party_id: str = "p4", **more: Any) -> Answer:
    return case.does(c.ConsentToAgreement(party_id=party_id, **more), "2026-03-09")


def by_representative(case: AgencyCase, representative: str | None = "p1") -> Answer:
    return case.signs("p4", through="representative", representative=representative)


def test_a_representative_signs_only_after_the_represented_person_consented_to_this_agreement():
    case = drafted()
    assert refusal(by_representative(case)) == "represented_consent_missing"
    assert refusal(by_representative(case, "p2")) == "not_its_representative"
    assert refusal(by_representative(case, None)) == "not_its_representative"
    assert names(consents(case)) == ["represented_consented"]
    assert names(by_representative(case)) == ["party_signed"]


def test_every_layer_but_a_represented_persons_consent_leaves_the_document_without_effect():
    case = drafted()
    for party_id in ("p1", "p2"):
        names(case.signs(party_id))
    names(case.does(c.SealDocument(), "2026-03-09", case.keeper))
    assert irregularities(case.performed()) == ["represented_consent_missing", "party_signature_missing"]
    names(consents(case))
    assert names(by_representative(case)) == ["party_signed", "agreement_effective"]


def test_an_oral_agreement_binds_at_the_last_consent_of_whom_others_speak_for():
    case = given_session("market", parties=GROUP, representations=SPOKEN_FOR)
    assert names(case.agrees(form=Agreed.ORAL, terms=AT_ONCE)) == ["agreement_reached", "clock_stopped"]
    assert names(consents(case)) == ["represented_consented", "agreement_effective"]


def test_who_cannot_consent_is_told_why():
    case = drafted()
    assert refusal(consents(case, "p9")) == "unknown_party"
    assert refusal(consents(case, "p1")) == "not_represented"
    names(consents(case))
    assert refusal(consents(case)) == "already_consented"
    assert refusal(consents(given_session("market"), "p1")) == "no_agreement"
    assert refusal(consents(given_in_force("market"), "p1")) == "agreement_already_in_force"
    witness = given_session("market", parties=(*GROUP, party("p5", PartyRole.APPLICANT)), representations=SPOKEN_FOR)
    names(witness.agrees(party_ids=("p1", "p2"), partial=True))
    assert refusal(consents(witness, "p4")) == "not_an_agreeing_party"


def test_of_unnamed_members_the_document_waits_for_each():
    case = given_draft("market", parties=(party("p1", PartyRole.APPLICANT, headcount=3), BOTH[1]))
    names(case.does(c.SealDocument(), "2026-03-09", case.keeper))
    names(case.signs("p2"))
    assert names(case.signs("p1", persons=2)) == ["party_signed"]
    assert names(case.signs("p1", "2026-03-10", persons=3)) == ["party_signed", "agreement_effective"]


def test_a_side_that_chose_who_speaks_for_it_is_heard_from_the_window():
    case = given_session("market", parties=GROUP)
    told = {"kind": "side_spoken_for", "representation": SPOKEN_FOR[0].model_dump()}
    names(case.hears(c.UpdateCaseInformation(what="representatives_elected", change=told), "2026-03-07"))
    assert case.state.case is not None
    assert case.state.case.representatives_of("p4") == ("p1",)
