"""Whose turn it is at which layer of an agreement, and the act that is behind it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.signatures import HowSigned
from services.jurisdiction.roles import Role

_PARTY_STAFF = frozenset({Role.CLERK.value, Role.MEDIATOR.value})


@dataclass(frozen=True)
class Layer:
    """One kind of signature under an agreement (PML 29)."""

    act: str
    """Wire name of the command."""
    roles: frozenset[str]
    """Who of the committee's staff may open the page."""
    screen: HowSigned | None
    """How handwriting on this page counts; None where there is none."""
    field: str
    """Of the command, for the image."""
    title: str
    meant: str
    """What is confirmed with the signature."""
    photo: str
    button: str


LAYERS: Mapping[str, Layer] = {
    "party": Layer(
        "sign_as_party", _PARTY_STAFF, HowSigned.ON_SCREEN_AT_COUNTER, "signature_image", "在协议上签名",
        "我已看过协议全文，自愿签名（工作人员已当面核对签名人的身份）", "或者上传已签名纸质件的照片", "确认签名",
    ),
    "mediator": Layer(
        "sign_as_mediator", frozenset({Role.MEDIATOR.value}), HowSigned.ON_SCREEN_AT_COUNTER, "signature_image",
        "调解员签名", "我主持了本次调解，已看过协议全文", "或者上传已签名纸质件的照片", "确认签名",
    ),
    "seal": Layer(
        "seal_agreement", frozenset({Role.COMMITTEE_SEAL_KEEPER.value}), None, "seal_photo", "加盖调解组织印章",
        "印章已经盖在纸质协议上，文本与上面的一致", "盖章后纸质件的照片（可以不附）", "登记盖章",
    ),
}  # fmt: skip
"""By the kind of place that the views tell."""


def place_of(file: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The layer of an agreement by party_id, `mediator` or `seal`."""
    return next((one for one in file["places"] if (one["party_id"] or one["kind"]) == name), None)


def open_to(file: Mapping[str, Any], organisation: str, roles: frozenset[str]) -> list[str]:
    """Names of the layers that somebody of this body in these roles can take down now."""
    if not file["waits"] or file["body"] != organisation or not file["text"]["text_hash"]:
        return []
    return [
        place["party_id"] or place["kind"]
        for place in file["places"]
        if place["signed_at"] is None and not LAYERS[place["kind"]].roles.isdisjoint(roles)
    ]


def signers_of(party: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who may hold the pen for a party, as a value of the form and in Chinese: of agents those with special authority alone."""
    found = [("itself", f"{party['name']}本人")]
    if guardian := party.get("guardian"):
        found.append(("guardian", f"监护人{guardian['name']}（{guardian['relation']}）"))
    for agent in party.get("agents") or ():
        if agent["may_settle"]:
            found.append((f"agent:{agent['agent_id']}", f"代理人{agent['name']}（特别授权）"))
    return found


def acting(party: Mapping[str, Any], signer: str) -> dict[str, Any] | None:
    """The fields of the command that say who signed for the party; None where the page did not offer this signer."""
    if signer not in dict(signers_of(party)):
        return None
    through, _, agent_id = signer.partition(":")
    if through == "agent":
        agent = next(one for one in party["agents"] if one["agent_id"] == agent_id)
        return {"through": through, "agent_id": agent_id, "by": agent["name"]}
    if through == "guardian":
        return {"through": through, "by": party["guardian"]["name"]}
    return {"through": through}
