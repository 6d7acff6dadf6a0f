"""A signature on a screen under an agency's mediation document: of the text that was shown, and it binds at the seal (domain.md 2.2)."""

from itertools import permutations

import pytest

from schemas.administrative_mediation import AgencySealed, AgreementEffective, MediatorSigned, PartySigned
from schemas.command import Actor, Refused
from schemas.intake import ByLink
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import Agent, AgentType, Capacity, Guardian, PartyRole, ReceivedVia
from services.administrative_mediation.domain import commands as c
from services.jurisdiction.agreement_text import agreement_text_hash
from services.jurisdiction.roles import Role
from tests.domain.administrative_mediation.agency_case import HUB, PAY, AgencyCase, given_draft, given_examining, party
from tests.domain.given_when_then import Answer, at, irregularities, names, refusal

DAY = "2026-03-09"
PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
ONLINE = ByLink(link_number=1, via=ReceivedVia.ONLINE)


def image(case: AgencyCase, how: HowSigned = HowSigned.ON_SCREEN_AT_COUNTER, text_hash: str = "") -> SignatureImage:
    """A signature under the text as it stands."""
    shown = text_hash or case.latest.text_hash
    return SignatureImage(how=how, content_hash="a" * 64, media_type="image/png", size=4_000, text_hash=shown)


def signs_by_link(
    case: AgencyCase, shown: SignatureImage, party_id: str = "p2", actor: Actor = PUBLIC, agreement_id: str = ""
) -> Answer:
    """The holder of the link signs, the latest document unless told."""
    body = c.SignByLink(
        track_id=case.track.track_id, party_id=party_id, agreement_id=agreement_id or case.latest.agreement_id,
        signature_image=shown, by_link=ONLINE,
    )  # fmt: skip
    return case.act(actor, body, at(DAY))


def test_a_party_signs_on_its_telephone_and_the_document_binds_at_the_agencys_seal() -> None:
    case = given_draft()
    names(case.signs("p1", signature_image=image(case)))
    assert names(signs_by_link(case, image(case, HowSigned.ON_OWN_PHONE))) == ["party_signed"]
    signed = case.events[-1]
    assert isinstance(signed, PartySigned)
    assert (signed.party_id, signed.by_link, signed.manner) == ("p2", ONLINE, "electronic")
    names(case.does(c.SignAsMediator(signature_image=image(case)), DAY, case.official))
    photo = image(case, HowSigned.PHOTOGRAPHED_PAPER)
    sealed = case.does(c.SealDocument(seal_photo=photo), "2026-03-10", case.keeper)
    assert names(sealed) == ["agency_sealed", "agreement_effective"]
    by_official = next(event for event in case.events if isinstance(event, MediatorSigned))
    assert by_official.signature_image == image(case)
    assert case.happened(AgencySealed).seal_photo == photo
    effective = case.happened(AgreementEffective)
    assert (effective.occurred_at, effective.irregularities) == (at("2026-03-10"), ())


def test_the_officials_missing_signature_is_marked_and_delays_nothing_on_a_screen_as_on_paper() -> None:
    case = given_draft()
    names(case.does(c.SealDocument(), DAY, case.keeper))
    names(case.signs("p1"))
    last = signs_by_link(case, image(case, HowSigned.ON_OWN_PHONE))
    assert names(last) == ["party_signed", "agreement_effective"]
    assert irregularities(last) == ["mediator_signature_missing"]


def test_what_was_agreed_carries_the_hash_of_its_text() -> None:
    agreed = given_draft().latest
    told = (agreed.agreement_id, agreed.number, agreed.partial, agreed.party_ids)
    assert agreed.text_hash == agreement_text_hash(*told, PAY)


@pytest.mark.parametrize("how", [HowSigned.ON_OWN_PHONE, HowSigned.PHOTOGRAPHED_PAPER])
def test_another_text_than_the_documents_is_signed_by_nobody(how: HowSigned) -> None:
    case = given_draft()
    other = image(case, how, "0" * 64)
    assert refusal(signs_by_link(case, other)) == "agreement_text_changed"
    assert names(signs_by_link(case, image(case, how))) == ["party_signed"]
    assert refusal(signs_by_link(case, image(case, how))) == "already_signed"


def test_a_text_that_was_agreed_anew_is_shown_before_it_is_signed() -> None:
    case = given_draft()
    shown, former = image(case, HowSigned.ON_OWN_PHONE), case.latest.agreement_id
    names(case.agrees(terms=PAY.model_copy(update={"terms": ("被申请人退款1500元",)})))
    refused = signs_by_link(case, shown, agreement_id=former)
    assert isinstance(refused, Refused)
    assert refused.code == "agreement_text_changed"
    assert refused.parameters == {"agreement_id": case.latest.agreement_id}
    assert names(signs_by_link(case, image(case, HowSigned.ON_OWN_PHONE))) == ["party_signed"]


def test_the_link_is_the_partys_and_the_agency_has_its_own_ways() -> None:
    case = given_draft()
    on_phone = image(case, HowSigned.ON_OWN_PHONE)
    assert refusal(signs_by_link(case, on_phone, actor=case.clerk)) == "not_found"
    assert refusal(signs_by_link(case, on_phone, party_id="p9")) == "not_found"
    assert refusal(signs_by_link(case, on_phone, agreement_id="another")) == "not_found"
    assert refusal(case.signs("p1", signature_image=on_phone)) == "signature_way_mismatch"
    assert refusal(case.does(c.SealDocument(seal_photo=image(case)), DAY, case.keeper)) == "signature_way_mismatch"
    told_otherwise = c.SignAsMediator(signature_image=image(case, text_hash="0" * 64))
    assert refusal(case.does(told_otherwise, DAY, case.official)) == "agreement_text_changed"


def test_who_signs_for_a_party_signs_at_the_counter_with_the_proof_of_it() -> None:
    agent = Agent(agent_id="a1", type=AgentType.LAWYER, name="代理律师", may_settle=True)
    ward = party("p2", PartyRole.RESPONDENT, capacity=Capacity.NONE, guardian=Guardian(name="监护人", relation="母亲"))
    case = given_examining(parties=(party("p1", PartyRole.APPLICANT, agents=(agent,)), ward))
    names(case.agrees())
    assert refusal(signs_by_link(case, image(case, HowSigned.ON_OWN_PHONE))) == "guardian_needed"
    assert names(case.signs("p2", through="guardian", by="监护人", signature_image=image(case))) == ["party_signed"]
    by_agent = case.signs("p1", through="agent", agent_id="a1", by="代理律师", signature_image=image(case))
    assert names(by_agent) == ["party_signed"]
    assert case.happened(PartySigned).by_link is None


def test_a_document_from_before_texts_were_fixed_is_signed_on_paper() -> None:
    case = given_draft()
    before = [
        one.model_copy(update={"text_hash": ""}) if one.__class__.__name__ == "AgreementReached" else one
        for one in case.history
    ]
    old = AgencyCase().given(*before)
    assert isinstance(old, AgencyCase)
    assert refusal(old.signs("p1", signature_image=image(case))) == "agreement_text_not_fixed"
    assert names(old.signs("p1")) == ["party_signed"]


@pytest.mark.parametrize("order", list(permutations(("p1", "p2", "official", "seal"))), ids="-".join)
def test_in_whatever_order_it_binds_at_the_last_partys_signature_or_the_seal(order: tuple[str, ...]) -> None:
    case = given_draft()
    acts = {
        "p1": c.SignAsParty(party_id="p1", signature_image=image(case)), "p2": c.SignAsParty(party_id="p2"),
        "official": c.SignAsMediator(), "seal": c.SealDocument(),
    }  # fmt: skip
    posts = {"official": case.official, "seal": case.keeper}
    for day, who in enumerate(order, 9):
        names(case.does(acts[who], f"2026-03-{day:02}", posts.get(who, case.clerk)))
    [effective] = [one for one in case.events if isinstance(one, AgreementEffective)]
    last = max(order.index(who) for who in ("p1", "p2", "seal"))
    assert effective.occurred_at == at(f"2026-03-{9 + last:02}")
    marks = ["mediator_signature_missing"] if order[-1] == "official" else []
    assert [one.code for one in effective.irregularities] == marks
