"""When the image of a signature is taken for one: of the text that was shown, and given in a way that fits who brings it. Pure.

What statutes say of signatures written on a screen was not read; on paper nothing changes (PML 29), and online the law asks
for an electronic signature of everybody (OL 19). The same for every channel whose agreements are signed so.
"""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from schemas.base import Event
from schemas.command import CommandBody, Refused
from schemas.party_links import ByLink
from schemas.people_mediation_agreements import PartySigned
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import ReceivedVia

AT_OFFICE = (HowSigned.ON_SCREEN_AT_COUNTER, HowSigned.PHOTOGRAPHED_PAPER)
"""How a signature is given before an office's staff."""
OF_SEAL = (HowSigned.PHOTOGRAPHED_PAPER,)
"""A seal is put on paper."""
BY_LINK = {
    ReceivedVia.ONLINE: (HowSigned.ON_OWN_PHONE, HowSigned.PHOTOGRAPHED_PAPER),
    ReceivedVia.COUNTER: AT_OFFICE,
}
"""How a party signs through its link, by where the link was opened."""
MANNER = {
    HowSigned.ON_SCREEN_AT_COUNTER: "electronic",
    HowSigned.ON_OWN_PHONE: "electronic",
    HowSigned.PHOTOGRAPHED_PAPER: "signature",
}
"""In the words of the event (PML 29, OL 19)."""


class SignByLink(CommandBody):
    """The holder of a link signs the agreement whose text its page showed. Given by the public pages alone."""

    track_id: str = Field(min_length=1)
    party_id: str = Field(min_length=1)
    agreement_id: str = Field(min_length=1)
    signature_image: SignatureImage
    by_link: ByLink


class Written(Protocol):
    """An agreement as its channel keeps it."""

    @property
    def agreement_id(self) -> str:
        """Its id."""

    @property
    def partial(self) -> bool:
        """Whether it is about a part of the dispute."""

    @property
    def text_hash(self) -> str:
        """Of its text; empty where it was recorded before there were such."""


def refused_image(
    agreements: Sequence[Written], agreement: Written, image: SignatureImage | None, ways: Sequence[HowSigned]
) -> Refused | None:
    """Why this image does not count; None where it does, and where a clerk recorded the paper without one.

    `agreements`: those of the round in the order in which they were reached; a later one on the whole dispute takes the
    place of each before it.
    """
    if image is None:
        return None
    if image.how not in ways:
        return Refused(
            "signature_way_mismatch",
            "签名方式与办理途径不符：窗口当面签的选“窗口屏幕”，本人手机签的由本人凭链接办理，印章只能拍照或者扫描。",
            "signature_image",
        )
    if not agreement.text_hash:
        return Refused(
            "agreement_text_not_fixed",
            "这份协议登记时系统还没有固定协议文本，不能在屏幕上签或者上传照片；请在纸质协议上签名后，由工作人员登记。",
            "signature_image",
        )
    if image.text_hash != agreement.text_hash or _superseded(agreements, agreement):
        return Refused(
            "agreement_text_changed",
            "协议文本已经变更，这次没有签成。已经写下的签名和上传的照片没有丢失；请看过现在的文本后再签。",
            "signature_image", parameters={"agreement_id": agreements[-1].agreement_id},
        )  # fmt: skip
    return None


def refused_by_link(agreements: Sequence[Written], agreement: Written, body: SignByLink) -> Refused | None:
    """The same of what came through a party's link."""
    return refused_image(agreements, agreement, body.signature_image, BY_LINK.get(body.by_link.via, ()))


def manner_of(image: SignatureImage | None, told: str) -> str:
    """How the event calls the signature: as was told where there is no image."""
    return told if image is None else MANNER[image.how]


def signed_itself(events: Sequence[Event], body: SignByLink) -> tuple[Event, ...]:
    """The office's events, saying what the party did and what shows it."""
    image = body.signature_image
    told = {"signature_image": image, "by_link": body.by_link, "manner": MANNER[image.how]}
    return tuple(event.model_copy(update=told) if isinstance(event, PartySigned) else event for event in events)


def _superseded(agreements: Sequence[Written], agreement: Written) -> bool:
    ids = [one.agreement_id for one in agreements]
    return any(not one.partial for one in agreements[ids.index(agreement.agreement_id) + 1 :])
