"""What a command request must carry, read and checked in the order in which a caller would correct it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson
from pydantic import ValidationError
from starlette.requests import Request

from schemas.command import CommandBody
from services.runtime.field_errors import field_error, field_errors
from services.runtime.problems import fields_invalid, problem

SKEW = timedelta(seconds=5)
"""How far a caller's clock may be ahead of ours (design.md section 2)."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_ETAG = re.compile(r'"(\d{1,18})"')


def headers_of(request: Request) -> Mapping[str, str]:
    """The headers by lower-case name, read once; of several of one name the first counts, as everywhere."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(request.scope["headers"])}


def idempotency_key(headers: Mapping[str, str]) -> str:
    """The mandatory Idempotency-Key. Raises Problem 400 idempotency_key_missing."""
    key = headers.get("idempotency-key", "").strip()
    if not _KEY.fullmatch(key):
        raise problem("idempotency_key_missing")
    return key


def expected_sequence(headers: Mapping[str, str], *, required: bool) -> int | None:
    """The sequence in If-Match. Raises Problem 428 precondition_required or 400 if_match_invalid."""
    header = headers.get("if-match")
    if header is None:
        if required:
            raise problem("precondition_required")
        return None
    match = _ETAG.fullmatch(header.strip())
    if match is None:
        raise problem("if_match_invalid")
    return int(match[1])


async def read_body(request: Request, headers: Mapping[str, str], limit: int) -> bytes:
    """At most `limit` bytes, without reading further. Raises Problem 413 body_too_large."""
    if int(headers.get("content-length") or 0) > limit:
        raise problem("body_too_large", limit_kib=limit // 1024)
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise problem("body_too_large", limit_kib=limit // 1024)
        chunks.append(chunk)
    return b"".join(chunks)


def parse_object(content: bytes) -> dict[str, Any]:
    """The JSON object in these bytes. Raises Problem 400 body_not_json."""
    try:
        parsed = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise problem("body_not_json") from error
    if not isinstance(parsed, dict):
        raise problem("body_not_json")
    return parsed


def validate_body(body_type: type[CommandBody], content: Mapping[str, Any], now: datetime) -> CommandBody:
    """The typed body. Raises Problem 400 fields_invalid with one entry per wrong field."""
    try:
        body = body_type.model_validate(content)
    except ValidationError as error:
        raise fields_invalid(field_errors(error, body_type)) from error
    if body.occurred_at is not None and body.occurred_at > now + SKEW:
        raise fields_invalid([field_error("occurred_at", "occurred_in_future", now=now.isoformat(timespec="seconds"))])
    return body
