"""Bearer tokens (RFC 6750, JWT): who acts, as a signed statement of the configured issuer. They expire by the real clock."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from schemas.command import Actor
from services.runtime.problems import Problem, problem
from services.runtime.token_keys import JwksKeys, KeySource, KeysUnavailable

ALGORITHMS = ("EdDSA", "ES256", "RS256")
"""Asymmetric only: whoever can verify a token must not be able to make one."""
CACHED_TOKENS = 10_000
REQUIRED_CLAIMS = ("exp", "iss", "aud", "sub", "organisation", "roles")


@dataclass(frozen=True)
class TokenSettings:
    """Whom to believe. `jwks` is an address or a file; `leeway` in seconds of difference between two machines' clocks."""

    issuer: str
    audience: str
    jwks: str
    leeway: float = 5.0


@dataclass(frozen=True)
class _Verified:
    actor: Actor
    expires_at: float


class TokenVerifier:
    """Turns the Authorization header into an Actor; a token verified once is believed until it expires."""

    def __init__(self, settings: TokenSettings, keys: KeySource | None = None) -> None:
        self._settings = settings
        self._keys = keys or JwksKeys(settings.jwks)
        self._verified: dict[str, _Verified] = {}
        """By the token's own text, so that nothing but the very same signed bytes is believed unverified."""

    async def actor(self, authorization: str | None) -> Actor:
        """The actor of this header. Raises Problem 401 token_missing, token_invalid or token_expired."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorised("token_missing")
        verified = self._verified.get(token)
        if verified is None or verified.expires_at <= time.time():
            self._verified.pop(token, None)
            verified = await self._verify(token.strip())
            if len(self._verified) >= CACHED_TOKENS:
                self._verified.clear()
            self._verified[token] = verified
        return verified.actor

    async def _verify(self, token: str) -> _Verified:
        try:
            key = await self._keys.key(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                raise _unauthorised("token_invalid")
            claims = jwt.decode(
                token, key, algorithms=list(ALGORITHMS), audience=self._settings.audience,
                issuer=self._settings.issuer, leeway=self._settings.leeway,
                options={"require": list(REQUIRED_CLAIMS)},
            )  # fmt: skip
        except jwt.ExpiredSignatureError as error:
            raise _unauthorised("token_expired") from error
        except (jwt.PyJWTError, ValueError) as error:
            raise _unauthorised("token_invalid") from error
        except KeysUnavailable as error:
            raise problem("keys_unavailable", {"Retry-After": "5"}) from error
        return _Verified(_actor(claims), float(claims["exp"]) + self._settings.leeway)


def _actor(claims: Mapping[str, Any]) -> Actor:
    """A token may not speak for the system itself, and its texts must survive the event envelope (roles joined by commas)."""
    user, organisation, roles = claims["sub"], claims["organisation"], claims["roles"]
    well_formed = (
        isinstance(user, str) and user and not user.startswith("system:")
        and isinstance(organisation, str) and organisation
        and isinstance(roles, list) and all(isinstance(role, str) and role and "," not in role for role in roles)
    )  # fmt: skip
    if not well_formed:
        raise _unauthorised("token_invalid")
    return Actor(user=user, organisation=organisation, roles=tuple(roles))


def _unauthorised(code: str) -> Problem:
    return problem(code, {"WWW-Authenticate": "Bearer" if code == "token_missing" else 'Bearer error="invalid_token"'})
