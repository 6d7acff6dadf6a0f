"""A signature on a screen at a body of the network: the same rules as at a committee, of the text that was shown (PML 29; OL 19)."""

import pytest

from schemas.command import Actor
from schemas.intake import ByLink
from schemas.network import BodySealed, PartySigned
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import ReceivedVia
from services.jurisdiction.roles import Role
from services.network.domain import commands as c
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.network.network_case import HUB, TRAFFIC, NetworkCase, clerk, keeper, mediator

DAY = "2026-03-07"
PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
ONLINE = ByLink(link_number=1, via=ReceivedVia.ONLINE)


def image(case: NetworkCase, how: HowSigned = HowSigned.ON_SCREEN_AT_COUNTER, text_hash: str = "") -> SignatureImage:
    """A signature under the text as it stands."""
    shown = text_hash or case.round.agreements[-1].text_hash
    return SignatureImage(how=how, content_hash="a" * 64, media_type="image/png", size=4_000, text_hash=shown)


def signs_by_link(case: NetworkCase, shown: SignatureImage, actor: Actor = PUBLIC) -> Answer:
    """The other side signs through its link."""
    body = c.SignByLink(
        track_id=case.round.track_id, party_id="p2", agreement_id=case.round.agreements[-1].agreement_id,
        signature_image=shown, by_link=ONLINE,
    )  # fmt: skip
    return case.act(actor, body, at(DAY))


def test_it_binds_at_the_last_of_signatures_on_screens_and_a_photographed_seal() -> None:
    case = NetworkCase().agreed()
    names(case.does(c.SignAsParty(party_id="p1", signature_image=image(case)), DAY))
    assert names(signs_by_link(case, image(case, HowSigned.ON_OWN_PHONE))) == ["party_signed"]
    signed = next(event for event in case.events if isinstance(event, PartySigned) and event.party_id == "p2")
    assert (signed.by_link, signed.manner) == (ONLINE, "electronic")
    by_mediator = c.SignAsMediator(mediator=f"mediator-1.{TRAFFIC}", signature_image=image(case))
    names(case.does(by_mediator, DAY, mediator(TRAFFIC)))
    photo = image(case, HowSigned.PHOTOGRAPHED_PAPER)
    assert "agreement_effective" in names(case.does(c.SealAgreement(seal_photo=photo), DAY, keeper(TRAFFIC)))
    assert next(event for event in case.events if isinstance(event, BodySealed)).seal_photo == photo


@pytest.mark.parametrize("how", [HowSigned.ON_OWN_PHONE, HowSigned.PHOTOGRAPHED_PAPER])
def test_another_text_than_the_agreements_is_signed_by_nobody(how: HowSigned) -> None:
    case = NetworkCase().agreed()
    other = image(case, how, "0" * 64)
    assert refusal(signs_by_link(case, other)) == "agreement_text_changed"
    assert names(signs_by_link(case, image(case, how))) == ["party_signed"]
    assert refusal(signs_by_link(case, image(case, how))) == "already_signed"


def test_the_link_is_the_partys_and_the_office_has_its_own_ways() -> None:
    case = NetworkCase().agreed()
    on_phone = image(case, HowSigned.ON_OWN_PHONE)
    assert refusal(signs_by_link(case, on_phone, clerk(TRAFFIC))) == "not_found"
    assert refusal(case.does(c.SignAsParty(party_id="p1", signature_image=on_phone), DAY)) == "signature_way_mismatch"
