"""A client of the running services that speaks as the operator of this machine."""

import os

import httpx

from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import Settings

TOKEN_VARIABLE = "MEDIATION_OPERATOR_TOKEN"
"""A token of the operator's own issuer; without it the local stack's issuer makes one."""
_ACCOUNT = Account(id="operator.local", organisation="operator", office="系统运维员", roles=("operator",))


def operator_client(address: str, settings: Settings) -> httpx.Client:
    """A client for the service at `address`."""
    token = os.environ.get(TOKEN_VARIABLE) or LocalIssuer(settings.data / "issuer", settings.token_issuer).token(
        _ACCOUNT
    )
    return httpx.Client(
        base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False
    )  # fmt: skip
