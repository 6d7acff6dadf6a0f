"""Whose turn it is at which layer of an agreement, and the act that is behind it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from schemas.signatures import HowSigned
from services.jurisdiction.roles import Role

_PARTY_STAFF = frozenset({Role.CLERK.value, Role.MEDIATOR.value})


@dataclass(frozen=True)
class Layer:
    """One kind of signature under an agreement (PML 29; before an agency domain.md 2.2)."""

    act: str
    """Wire name of the command."""
    roles: frozenset[str]
    """Who of the body's staff may open the page."""
    screen: HowSigned | None
    """How handwriting on this page counts; None where there is none."""
    field: str
    """Of the command, for the image."""
    title: str
    meant: str
    """What is confirmed with the signature."""
    photo: str
    button: str


_PHOTO, _SIGN = "或者上传已签名纸质件的照片", "确认签名"
_PARTY = Layer(
    "sign_as_party", _PARTY_STAFF, HowSigned.ON_SCREEN_AT_COUNTER, "signature_image", "在协议上签名",
    "我已看过协议全文，自愿签名（工作人员已当面核对签名人的身份）", _PHOTO, _SIGN,
)  # fmt: skip
_MEDIATOR = Layer(
    "sign_as_mediator", frozenset({Role.MEDIATOR.value}), HowSigned.ON_SCREEN_AT_COUNTER, "signature_image",
    "调解员签名", "我主持了本次调解，已看过协议全文", _PHOTO, _SIGN,
)  # fmt: skip
_SEAL = Layer(
    "seal_agreement", frozenset({Role.COMMITTEE_SEAL_KEEPER.value}), None, "seal_photo", "加盖调解组织印章",
    "印章已经盖在纸质协议上，文本与上面的一致", "盖章后纸质件的照片（可以不附）", "登记盖章",
)  # fmt: skip
_OF_AGENCY: Mapping[str, Layer] = {
    "mediator": replace(_MEDIATOR, title="调解人员签名"),
    "seal": replace(
        _SEAL, act="seal_document", roles=frozenset({Role.AGENCY_SEAL_KEEPER.value}), title="加盖机关印章",
        meant="机关印章已经盖在纸质协议书上，文本与上面的一致",
    ),
}  # fmt: skip
"""Where an agency's paper has another office or other words."""


def layer_of(service: str, kind: str) -> Layer:
    """The layer at a kind of place that the views tell: `party`, `mediator` or `seal`."""
    own = _OF_AGENCY.get(kind) if service == "administrative_mediation" else None
    return own or {"party": _PARTY, "mediator": _MEDIATOR, "seal": _SEAL}[kind]


def unsigned_before_seal(file: Mapping[str, Any], kind: str) -> bool:
    """Whether an agency's seal would bring its document into force without the official's signature, which is then marked."""
    waits = any(one["kind"] == "mediator" and one["signed_at"] is None for one in file["places"])
    return kind == "seal" and file["service"] == "administrative_mediation" and waits


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
        if place["signed_at"] is None and not layer_of(file["service"], place["kind"]).roles.isdisjoint(roles)
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
