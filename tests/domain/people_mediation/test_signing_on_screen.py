"""A signature on a screen or a photograph of one: who may give it for whom, of which text, and once (PML 29; OL 19)."""

import pytest

from schemas.command import Actor
from schemas.intake import ByLink
from schemas.people_mediation import ActedThrough, CommitteeSealed, MediatorSigned, PartySigned
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import Agreed, Capacity, Guardian, PartyRole, ReceivedVia
from services.jurisdiction.agreement_text import agreement_text_hash
from services.jurisdiction.roles import Role
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    AT_ONCE,
    CLERK,
    HUB,
    KEEPER,
    MEDIATOR,
    PAY,
    CommitteeCase,
    given_draft,
    party,
    summary,
)

DAY = "2026-03-06"
PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
ONLINE = ByLink(link_number=2, via=ReceivedVia.ONLINE)
HELPED = ByLink(link_number=2, via=ReceivedVia.COUNTER, helped_by=f"clerk.{HUB}")


def image(case: CommitteeCase, how: HowSigned = HowSigned.ON_SCREEN_AT_COUNTER, **more: str) -> SignatureImage:
    """A signature under the text as it stands."""
    told = {"content_hash": "a" * 64, "media_type": "image/png", "text_hash": case.latest.text_hash, **more}
    return SignatureImage(how=how, size=4_000, **told)


def signs_by_link(
    case: CommitteeCase,
    how: HowSigned = HowSigned.ON_OWN_PHONE,
    by_link: ByLink = ONLINE,
    party_id: str = "p2",
    actor: Actor = PUBLIC,
    shown: SignatureImage | None = None,
) -> Answer:
    """The holder of the link signs the latest agreement."""
    body = c.SignByLink(
        track_id=case.track.track_id, party_id=party_id, agreement_id=case.latest.agreement_id,
        signature_image=shown or image(case, how), by_link=by_link,
    )  # fmt: skip
    return case.act(actor, body, at(DAY))


def test_the_hash_of_the_text_stands_in_what_was_agreed_and_changes_with_every_word_of_it() -> None:
    case = given_draft()
    agreed = case.latest
    told = (agreed.agreement_id, agreed.number, agreed.partial, agreed.party_ids)
    assert agreed.text_hash == agreement_text_hash(*told, PAY)
    assert agreed.text_hash != agreement_text_hash(*told, PAY.model_copy(update={"terms": ("拆墙",)}))
    assert agreed.text_hash != agreement_text_hash(agreed.agreement_id, "另一编号", *told[2:], PAY)


def test_a_party_signs_on_its_telephone_and_the_agreement_binds_after_mediator_and_seal() -> None:
    case = given_draft()
    names(case.signs("p1", signature_image=image(case)))
    assert names(signs_by_link(case)) == ["party_signed"]
    signed = case.events[-1]
    assert isinstance(signed, PartySigned)
    assert (signed.party_id, signed.by_link, signed.manner) == ("p2", ONLINE, "electronic")
    assert signed.signature_image is not None
    assert signed.signature_image.how is HowSigned.ON_OWN_PHONE
    names(case.does(c.SignAsMediator(signature_image=image(case)), DAY, MEDIATOR))
    photo = image(case, HowSigned.PHOTOGRAPHED_PAPER, content_hash="b" * 64, media_type="image/jpeg")
    assert "agreement_effective" in names(case.does(c.SealAgreement(seal_photo=photo), DAY, KEEPER))
    mediator = next(event for event in case.events if isinstance(event, MediatorSigned))
    sealed = next(event for event in case.events if isinstance(event, CommitteeSealed))
    assert mediator.signature_image == image(case)
    assert sealed.seal_photo == photo


def test_a_photographed_paper_is_a_signature_by_hand() -> None:
    case = given_draft()
    names(case.signs("p1", signature_image=image(case, HowSigned.PHOTOGRAPHED_PAPER)))
    signed = case.events[-1]
    assert isinstance(signed, PartySigned)
    assert signed.manner == "signature"


def test_a_second_click_signs_nothing_a_second_time() -> None:
    case = given_draft()
    assert names(signs_by_link(case)) == ["party_signed"]
    assert refusal(signs_by_link(case)) == "already_signed"
    assert refusal(case.signs("p2", signature_image=image(case))) == "already_signed"


def test_what_was_shown_has_to_be_what_the_agreement_says() -> None:
    case = given_draft()
    other = image(case, text_hash="0" * 64)
    assert refusal(case.signs("p1", signature_image=other)) == "agreement_text_changed"
    assert refusal(case.does(c.SignAsMediator(signature_image=other), DAY, MEDIATOR)) == "agreement_text_changed"
    by_link = image(case, HowSigned.ON_OWN_PHONE, text_hash="0" * 64)
    assert refusal(signs_by_link(case, shown=by_link)) == "agreement_text_changed"


def test_a_text_that_was_agreed_anew_takes_the_place_of_the_one_whose_page_is_still_open() -> None:
    case = given_draft()
    names(case.signs("p1", signature_image=image(case)))
    shown, former = image(case, HowSigned.ON_OWN_PHONE), case.latest.agreement_id
    names(case.agrees(terms=PAY.model_copy(update={"terms": ("拆墙，赔偿三百元",)})))
    body = c.SignByLink(
        track_id=case.track.track_id, party_id="p2", agreement_id=former, signature_image=shown, by_link=ONLINE
    )
    refused = case.act(PUBLIC, body, at(DAY))
    assert refusal(refused) == "agreement_text_changed"
    assert refused.parameters == {"agreement_id": case.latest.agreement_id}
    kept = case.track.agreement(former)
    assert kept is not None
    assert list(kept.standing.party_signatures) == ["p1"]
    assert names(signs_by_link(case)) == ["party_signed"]


def test_a_partial_agreement_leaves_the_text_of_another_as_it_is() -> None:
    case = given_draft()
    shown, first = image(case), case.latest.agreement_id
    names(case.agrees(partial=True, terms=AT_ONCE, form=Agreed.WRITTEN))
    assert names(case.signs("p1", agreement_id=first, signature_image=shown)) == ["party_signed"]


def test_an_agreement_from_before_texts_were_fixed_is_signed_on_paper() -> None:
    case = given_draft()
    [event] = [one for one in case.history if one.__class__.__name__ == "AgreementReached"]
    old = CommitteeCase().given(
        *(one.model_copy(update={"text_hash": ""}) if one is event else one for one in case.history)
    )
    assert isinstance(old, CommitteeCase)
    assert refusal(old.signs("p1", signature_image=image(case))) == "agreement_text_not_fixed"
    assert names(old.signs("p1")) == ["party_signed"]


@pytest.mark.parametrize(
    ("how", "by_link"),
    [(HowSigned.ON_SCREEN_AT_COUNTER, ONLINE), (HowSigned.ON_OWN_PHONE, HELPED)],
)
def test_a_link_opened_at_the_counter_is_not_the_partys_telephone(how: HowSigned, by_link: ByLink) -> None:
    assert refusal(signs_by_link(given_draft(), how, by_link)) == "signature_way_mismatch"


def test_staff_cannot_say_that_a_party_signed_on_its_own_telephone_nor_write_a_seal() -> None:
    case = given_draft()
    assert refusal(case.signs("p1", signature_image=image(case, HowSigned.ON_OWN_PHONE))) == "signature_way_mismatch"
    assert refusal(case.does(c.SealAgreement(seal_photo=image(case)), DAY, KEEPER)) == "signature_way_mismatch"


def test_a_link_signs_for_its_own_party_alone_and_only_through_the_public_pages() -> None:
    case = given_draft()
    assert refusal(signs_by_link(case, party_id="p3")) == "not_found"
    assert refusal(signs_by_link(case, actor=CLERK)) == "not_found"


def test_a_ward_does_not_sign_through_a_link_and_its_guardian_signs_at_the_counter() -> None:
    child = party("p2", PartyRole.RESPONDENT, capacity=Capacity.NONE, guardian=Guardian(name="监护人", relation="母亲"))
    case = CommitteeCase(summary((APPLICANT, child)))
    case.custody_comes()
    names(case.agrees())
    assert refusal(signs_by_link(case)) == "guardian_needed"
    guardian = case.signs("p2", through=ActedThrough.GUARDIAN, by="监护人", signature_image=image(case))
    assert names(guardian) == ["party_signed"]


def test_an_agent_signs_on_the_screen_where_it_may_settle_and_not_where_it_may_not() -> None:
    case = given_draft()
    relative = case.signs("p1", through=ActedThrough.AGENT, agent_id="a2", signature_image=image(case))
    assert refusal(relative) == "agent_may_not_settle"
    lawyer = case.signs("p1", through=ActedThrough.AGENT, agent_id="a1", by="代理律师", signature_image=image(case))
    assert names(lawyer) == ["party_signed"]
