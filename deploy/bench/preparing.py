"""What generated cases lack and some pages are about: a numbered document, an agreement that is being signed, an image under it.

Made with the running services, as the committee's clerk does it, before those pages are measured; once for a county, since a
run after another finds what the one before it made.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

import httpx
from PIL import Image, ImageDraw

from deploy.bench.pages import PROFILE, SEATS, STREET, Known
from deploy.bench.visiting import signed_in
from services.jurisdiction.law import Law
from services.play.client import Interface
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

WAIT_SECONDS = 60.0
_LOOK_SECONDS = 0.2
_ROLES = ("clerk",)
_REGISTRATION: Mapping[str, Any] = {
    "dispute_type": "NEIGHBOR", "source": "APPLICATION", "received_via": "counter", "summary": "签名页面测量用的一件纠纷",
    "parties": [
        {"role": "applicant", "kind": "natural", "name": "申请人", "contact": {"phone": "0553-3000001"}},
        {"role": "respondent", "kind": "natural", "name": "被申请人", "contact": {"phone": "0553-3000002"}},
    ],
}  # fmt: skip
_AGREEMENT: Mapping[str, Any] = {
    "form": "written", "number": "（测量）第1号",
    "terms": {"terms": ["被申请人于十日内修复渗水处"], "performed_at_once": False},
}  # fmt: skip
_ROUND: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("intake", "offer_custody", {"to_body": STREET, "channel": "PEOPLE_MEDIATION"}),
    ("people_mediation", "accept_mediation", {"joint_application": True}),
    ("people_mediation", "assign_mediator", {"mediator": "人民调解员"}),
    ("people_mediation", "notify_rights", {}),
    ("people_mediation", "hold_session", {}),
    ("people_mediation", "reach_agreement", _AGREEMENT),
)
"""From the window to an agreement that waits for its signatures."""
Found = TypeVar("Found")


class Office:
    """The committee's clerk, over HTTP."""

    def __init__(self, addresses: Mapping[str, str], issuer: LocalIssuer) -> None:
        self._addresses, self._body = addresses, Law.load(PROFILE).organisations.by_id[STREET]

        def token_for(account: str, organisation: str, roles: tuple[str, ...]) -> str:
            return issuer.token(Account(id=account, organisation=organisation, office="登记员", roles=roles))

        self._interface = Interface(addresses, token_for)
        token = token_for(SEATS["c"], STREET, _ROLES)
        self._client = httpx.Client(timeout=60, trust_env=False, headers={"Authorization": f"Bearer {token}"})

    def agreement(self) -> tuple[str, Mapping[str, Any]]:
        """Code of the case and the agreement as the views tell it, one party having signed. Raises RuntimeError."""
        made = self._interface.give("intake", "register_case", None, _REGISTRATION, self._body, _ROLES, "bench", None)
        code = str(made.content["case_code"])
        known = self._signing(code)
        if known is None:
            for service, name, body in _ROUND:
                self._act(service, name, code, body)
            known = _until(lambda: self._signing(code), "协议没有出现")
        if not any(place["content_hash"] for place in known["places"]):
            self._sign(code, known)
            known = _until(lambda: self._signed(code), "签名没有出现")
        return code, known

    def _sign(self, code: str, known: Mapping[str, Any]) -> None:
        """The first party writes on the counter's screen."""
        image = _handwriting()
        answer = self._client.post(f"{self._addresses['documents']}/documents/cases/{code}/contents", content=image)
        kept = answer.raise_for_status().json()
        shown = {**kept, "how": "on_screen_at_counter", "text_hash": known["text"]["text_hash"]}
        party = next(place["party_id"] for place in known["places"] if place["kind"] == "party")
        signed = {"agreement_id": known["agreement_id"], "party_id": party, "signature_image": shown}
        self._act("people_mediation", "sign_as_party", code, signed)

    def _signing(self, code: str) -> Mapping[str, Any] | None:
        answer = self._client.get(f"{self._addresses['views']}/cases/{code}/signatures")
        found = answer.json() if answer.status_code == httpx.codes.OK else ()
        return next((one for one in found if one["waits"]), None)

    def _signed(self, code: str) -> Mapping[str, Any] | None:
        found = self._signing(code)
        return found if found and any(place["content_hash"] for place in found["places"]) else None

    def _act(self, service: str, name: str, code: str, body: Mapping[str, Any]) -> None:
        """Give the command once the service says that it is lawful."""
        etag = _until(lambda: self._admitted(service, name, code), f"{service} {name} 不能办理")
        key = f"bench/{name}/{code}/{etag}"
        answer = self._interface.give(service, name, code, body, self._body, _ROLES, key, etag)
        if not answer.accepted:
            raise RuntimeError(f"{service} {name}: {answer.status} {answer.content}")

    def _admitted(self, service: str, name: str, code: str) -> int | None:
        answer = self._client.get(f"{self._addresses[service]}/cases/{code}/acts")
        if answer.status_code != httpx.codes.OK:
            return None
        told = answer.json()
        admitted = any(one["name"] == name and one["admitted"] for one in told["acts"])
        return int(told["sequence"]) if admitted else None


def with_everything(known: Known, addresses: Mapping[str, str], console: str, issuer: LocalIssuer) -> Known:
    """What further pages are about. Raises RuntimeError with what could not be made."""
    code, agreement = Office(addresses, issuer).agreement()
    signed = next(place for place in agreement["places"] if place["content_hash"])
    waiting = next(place for place in agreement["places"] if place["kind"] == "party" and not place["signed_at"])
    return replace(
        known, signing=code, place=f"/cases/{code}/signatures/{agreement['agreement_id']}/{waiting['party_id']}",
        image=f"/cases/{code}/signature-images/{signed['content_hash']}", paper=_numbered(known, console),
    )  # fmt: skip


def _numbered(known: Known, console: str) -> str:
    """The page of a document that has a number: printed with what it lacks filled in."""
    with httpx.Client(base_url=console, follow_redirects=True, timeout=60, trust_env=False) as clerk:
        signed_in(clerk, SEATS["c"])
        listed = f"/cases/{known.case}/documents"

        def paper() -> str | None:
            found = re.search(r'href="(/papers/[0-9A-Z]{17}/\d+)"', clerk.get(listed).text)
            return found[1] if found else None

        if (found := paper()) is not None:
            return found
        first = _printed(clerk, known.document, {})
        if first.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            lacking = re.findall(r'<textarea[^>]* name="([^"]+)"', first.text)
            first = _printed(clerk, known.document, dict.fromkeys(lacking, "补填"))
        if first.headers.get("content-type") != "application/pdf":
            raise RuntimeError(f"{known.document}: {first.status_code}")
        return _until(paper, "文号没有出现")


def _printed(clerk: httpx.Client, address: str, filled: Mapping[str, str]) -> httpx.Response:
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', clerk.get(address).text))
    return clerk.post(address, data={**hidden, "kind": "pdf", **filled})


def _handwriting() -> bytes:
    """A stroke with enough ink to be a signature, the same bytes each time."""
    paper = Image.new("L", (480, 200), 255)
    ImageDraw.Draw(paper).line([(40, 150), (160, 40), (260, 160), (420, 60)], fill=0, width=8)
    content = BytesIO()
    paper.save(content, "PNG")
    return content.getvalue()


def _until(found: Callable[[], Found | None], trouble: str) -> Found:
    """What is found within a minute. Raises RuntimeError."""
    until = time.monotonic() + WAIT_SECONDS
    while (one := found()) is None:
        if time.monotonic() > until:
            raise RuntimeError(trouble)
        time.sleep(_LOOK_SECONDS)
    return one
