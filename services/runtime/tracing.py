"""W3C trace context: accept a caller's traceparent, make one where none is, hand it on. Nothing in a decision depends on it."""

import re
import secrets

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16


def accepted_traceparent(header: str | None) -> str:
    """The caller's traceparent if it is well-formed, else the root of a new trace."""
    match = _TRACEPARENT.fullmatch(header or "")
    if header and match and match[1] != _NO_TRACE and match[2] != _NO_SPAN:
        return header
    numbers = secrets.token_hex(24)
    return f"00-{numbers[:32]}-{numbers[32:]}-01"


def trace_id(traceparent: str) -> str:
    """The trace's id, which a person can quote to an operator."""
    return traceparent[3:35]
