"""Who sits at this browser: a signed cookie with the bearer token of an office, and what was written last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jwt
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request

from services.jurisdiction.law import Law
from services.jurisdiction.offices import Post, posts_of
from services.jurisdiction.roles import Role
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from services.runtime.read_tokens import with_newest
from services.runtime.secret_files import kept_secret
from services.runtime.settings import Settings

COOKIE = "mediation_console"
LONGEST_SECONDS = 8 * 3600
"""A session lasts as long as a local token: one working day."""
_KEPT_FORM_SECONDS = 24 * 3600
_MOST_READ_TOKENS = 24
_SECRET_FILE = "console-secret"


_PAGES: Mapping[str, frozenset[str]] = {
    "/audit": frozenset({Role.AUDITOR.value}),
    "/exports": frozenset({Role.AUDITOR.value, Role.COUNTY_OFFICE.value, Role.CLERK.value, Role.COURT_CLERK.value}),
    "/cases/new": frozenset(
        {Role.CLERK.value, Role.COURT_CLERK.value, Role.COUNTY_OFFICE.value, Role.GRID_WORKER.value}
    ),
    "/counter": frozenset({Role.CLERK.value, Role.COURT_CLERK.value, Role.COUNTY_OFFICE.value, Role.GRID_WORKER.value}),
}
"""Roles by page that is not everybody's."""


@dataclass(frozen=True)
class Person:
    """The office that is signed in."""

    token: str
    account: str
    organisation: str
    organisation_name: str
    roles: frozenset[str]
    name: str
    """The post in Chinese."""

    def may_open(self, address: str) -> bool:
        """Whether the navigation shows a page that is not everybody's; the page itself asks again."""
        return not self.roles.isdisjoint(_PAGES[address])


@dataclass(frozen=True)
class SignIn:
    """How tokens come to the console: from the local stack's issuer, or pasted where another issuer is configured."""

    law: Law
    local: Callable[[Account], str] | None

    @staticmethod
    def of(settings: Settings, law: Law) -> "SignIn":
        """Local where the configured issuer is the local stack's own, whose key lies in the data folder."""
        folder = settings.data / "issuer"
        is_local = settings.mode != "production" or settings.jwks == str(folder / "jwks.json")
        return SignIn(law, LocalIssuer(folder, settings.token_issuer).token if is_local else None)

    def posts(self) -> tuple[Post, ...]:
        """Every office of the profile; none where tokens come from elsewhere."""
        if self.local is None:
            return ()
        return tuple(posts_of(self.law.profile).values())

    def office(self, account: str) -> str:
        """The post of an account in Chinese; the account itself where it is none of the profile's."""
        found = posts_of(self.law.profile).get(account)
        return found.name_zh if found else account

    def token_for(self, post_id: str) -> str | None:
        """A token for one of `posts`; None for any other."""
        found = posts_of(self.law.profile).get(post_id) if self.local else None
        if found is None or self.local is None:
            return None
        roles = tuple(role.value for role in found.office.roles)
        return self.local(Account(id=found.id, organisation=found.body.id, office=found.name_zh, roles=roles))

    def person(self, token: str) -> Person | None:
        """Who the token speaks for. Its signature is for the services to check; here it only names the page's reader."""
        try:
            claims = jwt.decode(token, options={"verify_signature": False, "verify_exp": True, "verify_aud": False})
        except jwt.InvalidTokenError:
            return None
        account, organisation = str(claims.get("sub", "")), str(claims.get("organisation", ""))
        body = self.law.organisation(organisation)
        post = posts_of(self.law.profile).get(account) if self.local else None
        return Person(
            token, account, organisation, body.name_zh if body else organisation,
            frozenset(map(str, claims.get("roles", ()))), post.name_zh if post else account,
        )  # fmt: skip


def remember_write(request: Request, read_token: str | None) -> None:
    """Keep the newest Read-Token of every service and partition, so that the next page shows what was just done."""
    if read_token is None:
        return
    request.session["seen"] = with_newest(request.session.get("seen", []), read_token)[-_MOST_READ_TOKENS:]


def seen(request: Request) -> str:
    """The Read-After header of this browser."""
    return ",".join(request.session.get("seen", []))


@dataclass(frozen=True)
class KeptForm:
    """A form that waits for its sender to sign in again."""

    place: str
    form: dict[str, list[str]]


@dataclass(frozen=True)
class FormKeeper:
    """Sends a form through the page of signing in, signed, so that only forms sent to us come back."""

    signer: URLSafeTimedSerializer

    @staticmethod
    def of(key: str) -> "FormKeeper":
        """With the key that signs the cookies."""
        return FormKeeper(URLSafeTimedSerializer(key, salt="kept-form"))

    def sealed(self, kept: KeptForm) -> str:
        """The form as a text for a hidden field."""
        return str(self.signer.dumps([kept.place, kept.form]))

    def opened(self, text: str) -> KeptForm | None:
        """The form in this text; None where it is not ours or older than a day."""
        try:
            place, form = self.signer.loads(text, max_age=_KEPT_FORM_SECONDS)
        except BadData:
            return None
        return KeptForm(place, form)


def secret(folder: Path) -> str:
    """The key that signs cookies; made on first use and kept, readable by its owner only."""
    return kept_secret(folder / _SECRET_FILE).decode()
