"""Tokens of the local stack's own issuer, for programs that act for many bodies (the player) and for people at a terminal."""

from collections.abc import Callable

from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import Settings


def token_for(settings: Settings) -> Callable[[str, str, tuple[str, ...]], str]:
    """(account, organisation, roles) -> bearer token, signed with the key in the data folder."""
    issuer = LocalIssuer(settings.data / "issuer", settings.token_issuer)

    def make(account: str, organisation: str, roles: tuple[str, ...]) -> str:
        return issuer.token(Account(id=account, organisation=organisation, office="演示", roles=roles))

    return make
