"""What the public pages share: who may open them (everybody), how a form comes back, what the services are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import Answered
from services.console.desk import Desk, StalePage, checked_form, first
from services.console.pages.filling import new_key
from services.console.session import SignIn
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.roles import Role
from services.jurisdiction.vocabulary import BodyKind, Tier
from services.runtime.accounts import Account

AT_COUNTERS = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value, Role.GRID_WORKER.value, Role.COURT_CLERK.value})
"""Roles that sit at a counter where people come without a telephone."""
_STALE = "页面打开太久，请核对后再提交一次，填写的内容都保留着。"


@dataclass(frozen=True)
class PublicAccount:
    """The account by which the public pages act; it may do what nobody has to judge (services/intake/domain/online.py; roles.py)."""

    sign_in: SignIn
    token_file: str

    def token_for(self, hub: Organisation) -> str | None:
        """A token for the account at a hub: from the configured file, else signed by the local issuer; None without either."""
        if self.token_file:
            return Path(self.token_file).read_text(encoding="utf-8").strip()
        if self.sign_in.local is None:
            return None
        account = Account(
            id=f"public-web.{hub.id}", organisation=hub.id, office="网上入口", roles=(Role.PUBLIC_WEB.value,)
        )
        return self.sign_in.local(account)


@dataclass(frozen=True)
class PublicCounter:
    """One per process."""

    desk: Desk
    account: PublicAccount

    def hubs(self) -> dict[str, Organisation]:
        """The centres of counties and districts, where people bring what they have, by id."""
        bodies = self.desk.law.organisations.by_id
        return {one.id: one for one in bodies.values() if one.kind is BodyKind.HUB_CENTER and one.tier is Tier.COUNTY}

    def hub_above(self, body: str) -> Organisation:
        """The centre of the county in which this body works, else the first: it says under which account the pages act."""
        hubs, law = self.hubs(), self.desk.law
        known = law.organisation(body)
        chain = [body, *(one.id for one in law.ancestors(known))] if known else []
        return next((hubs[one] for one in chain if one in hubs), next(iter(hubs.values())))

    async def form(self, request: Request) -> tuple[dict[str, str], str]:
        """What was filled in, and why it is not taken as it is: nothing where it is."""
        try:
            sent = await checked_form(request)
        except StalePage as stale:
            return _firsts(stale.form), _STALE
        return _firsts(sent), ""

    async def asked(
        self,
        request: Request,
        service: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        key: str = "",
        token: str = "",
    ) -> Answered:
        """What a service answers to this visitor. Raises BackendDown; a service that is not installed answers 503."""
        if service not in self.desk.backends.addresses:
            return Answered(503, {"detail": "这项服务暂时没有开通，请到综治中心窗口办理。"})
        visitor = request.client.host if request.client else ""
        return await self.desk.backends.for_visitor(service, path, visitor, body, key, token)

    async def helper(self, request: Request) -> str:
        """The account of the office that types in for somebody at its counter; empty where nobody is signed in.

        The token is shown to a service first: a session alone proves nothing.
        """
        token = request.session.get("token")
        person = self.desk.sign_in.person(token) if token else None
        if token is None or person is None or person.roles.isdisjoint(AT_COUNTERS):
            return ""
        return person.account if (await self.desk.backends.read("/custody", token)).well else ""

    async def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> Response:
        """Draw a page; its form carries a key, so that what is sent twice is one act."""
        form: Mapping[str, str] = shown.get("form") or {}
        shown["form"] = {**form, "key": form.get("key") or new_key()}
        answer = await self.desk.page(request, f"public/{template}", status, **shown)
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-store"
        return answer


def said(answer: Answered) -> str:
    """Why a service did not do it, for whoever reads the page."""
    content = answer.content if isinstance(answer.content, dict) else {}
    errors = [str(error.get("message", "")) for error in content.get("errors", ())]
    return "；".join(filter(None, errors)) or str(content.get("detail") or "暂时不能办理，请稍后再试。")


def _firsts(form: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: first(form, name).strip() for name in form}
