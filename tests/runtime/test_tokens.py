"""Who may be believed: the signature, the issuer, the real clock, and never the system itself."""

import asyncio
import json
import stat
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from schemas.command import Actor
from services.runtime import token_keys
from services.runtime.accounts import Account
from services.runtime.local_issuer import AUDIENCE, ISSUER, LocalIssuer
from services.runtime.problems import Problem
from services.runtime.tokens import TokenSettings, TokenVerifier

CLERK = Account(id="clerk.fangcun", organisation="fangcun", office="登记员", roles=("clerk", "mediator"))


@pytest.fixture
def issuer(tmp_path: Path) -> LocalIssuer:
    return LocalIssuer(tmp_path)


@pytest.fixture
def verifier(issuer: LocalIssuer) -> TokenVerifier:
    return TokenVerifier(TokenSettings(ISSUER, AUDIENCE, str(issuer.jwks_file), leeway=0))


async def refusal(verifier: TokenVerifier, header: str | None) -> str:
    with pytest.raises(Problem) as caught:
        await verifier.actor(header)
    assert caught.value.status in (401, 503)
    return caught.value.code


def signed_by(issuer: LocalIssuer, **claims: Any) -> str:
    complete = {
        "iss": ISSUER, "aud": AUDIENCE, "exp": int(time.time()) + 60, "sub": "clerk.fangcun",
        "organisation": "fangcun", "roles": ["clerk"],
    }  # fmt: skip
    wanted = {name: value for name, value in (complete | claims).items() if value is not None}
    return "Bearer " + jwt.encode(wanted, issuer._key, algorithm="ES256", headers={"kid": issuer._key_id})


async def test_a_token_of_the_local_issuer_tells_user_body_and_roles(
    issuer: LocalIssuer, verifier: TokenVerifier
) -> None:
    expected = Actor(user="clerk.fangcun", organisation="fangcun", roles=("clerk", "mediator"))
    for _ in range(2):
        assert await verifier.actor(f"Bearer {issuer.token(CLERK)}") == expected


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc"])
async def test_no_bearer_token_is_a_missing_token(verifier: TokenVerifier, header: str | None) -> None:
    assert await refusal(verifier, header) == "token_missing"


async def test_a_token_that_was_believed_is_refused_once_it_has_expired(
    issuer: LocalIssuer, verifier: TokenVerifier
) -> None:
    header = f"Bearer {issuer.token(CLERK, lifetime=1)}"
    await verifier.actor(header)
    expires = jwt.decode(header[7:], options={"verify_signature": False})["exp"]
    while time.time() <= expires:
        await asyncio.sleep(max(0.0, expires - time.time()) + 0.01)
    assert await refusal(verifier, header) == "token_expired"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "urn:someone:else"}, {"aud": "another-system"}, {"sub": None}, {"organisation": None}, {"roles": None},
        {"exp": None}, {"sub": "system:intake"}, {"roles": "clerk"}, {"roles": ["clerk,operator"]}, {"roles": [7]},
    ],
    ids=str,
)  # fmt: skip
async def test_a_statement_that_is_not_complete_and_ours_is_refused(
    issuer: LocalIssuer, verifier: TokenVerifier, claims: dict[str, Any]
) -> None:
    assert await refusal(verifier, signed_by(issuer, **claims)) == "token_invalid"


async def test_a_foreign_signature_an_unsigned_token_and_noise_are_refused(
    issuer: LocalIssuer, verifier: TokenVerifier, tmp_path: Path
) -> None:
    foreign = LocalIssuer(tmp_path / "foreign")
    forged = jwt.encode({"sub": "x"}, foreign._key, algorithm="ES256", headers={"kid": issuer._key_id})
    unsigned = jwt.encode({"sub": "x"}, None, algorithm="none", headers={"kid": issuer._key_id})
    for token in (forged, unsigned, foreign.token(CLERK), "noise", "a.b.c"):
        assert await refusal(verifier, f"Bearer {token}") == "token_invalid"


async def test_a_new_key_of_the_issuer_is_found_without_a_restart(
    issuer: LocalIssuer, verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    await verifier.actor(f"Bearer {issuer.token(CLERK)}")
    new = ec.generate_private_key(ec.SECP256R1())
    public = {**json.loads(ECAlgorithm.to_jwk(new.public_key())), "kid": "new", "alg": "ES256", "use": "sig"}
    published = json.loads(issuer.jwks_file.read_text())
    issuer.jwks_file.write_text(json.dumps({"keys": [*published["keys"], public]}))
    issuer._key, issuer._key_id = new, "new"
    monkeypatch.setattr(token_keys, "RELOAD_AT_MOST_EVERY", 0)
    assert (await verifier.actor(f"Bearer {issuer.token(CLERK)}")).user == "clerk.fangcun"


async def test_without_a_readable_key_set_nobody_is_refused_for_good(issuer: LocalIssuer, tmp_path: Path) -> None:
    later = TokenVerifier(TokenSettings(ISSUER, AUDIENCE, str(tmp_path / "later.json")))
    header = f"Bearer {issuer.token(CLERK)}"
    assert await refusal(later, header) == "keys_unavailable"
    (tmp_path / "later.json").write_bytes(issuer.jwks_file.read_bytes())
    assert (await later.actor(header)).user == "clerk.fangcun"


async def test_the_local_key_survives_a_restart_and_is_its_owners_alone(issuer: LocalIssuer, tmp_path: Path) -> None:
    verifier = TokenVerifier(TokenSettings(ISSUER, AUDIENCE, str(issuer.jwks_file)))
    assert (await verifier.actor(f"Bearer {LocalIssuer(tmp_path).token(CLERK)}")).user == "clerk.fangcun"
    assert stat.S_IMODE((tmp_path / "issuer-key.pem").stat().st_mode) == 0o600
