"""When the image of a signature is taken for one: of the text that was shown, and given in a way that fits who brings it.

What statutes say of signatures written on a screen was not read; on paper nothing changes (PML 29), and online the law
asks for an electronic signature of everybody (OL 19).
"""

from collections.abc import Sequence

from schemas.command import Refused
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import ReceivedVia
from services.people_mediation.domain.agreement import AgreementRecord
from services.people_mediation.domain.state import Track

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


def refused_image(
    track: Track, agreement: AgreementRecord, image: SignatureImage | None, ways: Sequence[HowSigned]
) -> Refused | None:
    """Why this image does not count; None where it does, and where a clerk recorded the paper without one."""
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
    if image.text_hash != agreement.text_hash or _superseded(track, agreement):
        return Refused(
            "agreement_text_changed",
            "协议文本已经变更，这次没有签成。已经写下的签名和上传的照片没有丢失；请看过现在的文本后再签。",
            "signature_image", parameters={"agreement_id": track.agreements[-1].agreement_id},
        )  # fmt: skip
    return None


def manner_of(image: SignatureImage | None, told: str) -> str:
    """How the event calls the signature: as was told where there is no image."""
    return told if image is None else MANNER[image.how]


def _superseded(track: Track, agreement: AgreementRecord) -> bool:
    """Another text for the whole dispute was agreed since."""
    ids = [one.agreement_id for one in track.agreements]
    later = track.agreements[ids.index(agreement.agreement_id) + 1 :]
    return any(not one.partial for one in later)
