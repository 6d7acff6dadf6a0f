"""Deterministic ids: case codes, command ids, event ids and track ids (design.md sections 2 and 3)."""

import hashlib
from base64 import b32encode
from datetime import datetime
from uuid import UUID

from stdnum.iso7064 import mod_37_36

NAMESPACE = UUID("6f1d1c9e-6a9b-5b43-9d0e-0a4c0f9d1d6a")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 16
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET.encode())
"""From the letters of RFC 4648's base 32 to Crockford's, digit by digit of the same value."""


def named_id(namespace: UUID, name: str) -> UUID:
    """`uuid.uuid5` (RFC 9562, version 5: SHA-1 of namespace and name) in half its time: a registration needs nine."""
    digest = hashlib.sha1(namespace.bytes + name.encode(), usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=5)


def case_code(registering_command: UUID) -> str:
    """The case code: 80 bits of the registering command's id in Crockford's base 32 and an ISO 7064 MOD 37,36 check character.

    A registration sent twice is one case, since its command id is the same.
    """
    digest = hashlib.sha256(registering_command.bytes).digest()[:10]
    text = b32encode(digest).translate(_CROCKFORD).decode()
    return text + str(mod_37_36.calc_check_digit(text))


def is_case_code(text: str) -> bool:
    """True when length, alphabet and check character are right; a typing error of one character is always noticed."""
    return len(text) == _CODE_LENGTH + 1 and set(text[:-1]) <= set(_ALPHABET) and bool(mod_37_36.is_valid(text))


def body_key(body: str) -> str:
    """The key under which a topic keeps what is about a body and not about a case: of the form of a case code, from the body's id.

    A registration's code derives from a random command id, so that the two never meet.
    """
    return case_code(named_id(NAMESPACE, f"body\x1f{body}"))


def http_command_id(subject: str, method: str, path: str, idempotency_key: str) -> UUID:
    """The command id of an HTTP request (design.md section 3, rule 1)."""
    return named_id(NAMESPACE, "\x1f".join(("http", subject, method.upper(), path, idempotency_key)))


def reaction_command_id(source: str, case: str, sequence: int, reaction: str) -> UUID:
    """The command id of a reaction to another service's decision; `reaction` tells also the event's index."""
    return named_id(NAMESPACE, "\x1f".join(("reaction", source, case, str(sequence), reaction)))


def clock_command_id(clock_id: str, due: datetime, sequence: int) -> UUID:
    """The command id of a lapse found by the deadline scan: clock, stored due time, case sequence at the scan."""
    return named_id(NAMESPACE, "\x1f".join(("clock", clock_id, due.isoformat(), str(sequence))))


def recount_command_id(clock_id: str, rules: str, calendar: str, sequence: int) -> UUID:
    """The command id by which a clock is counted again under these versions, found when the case stood at `sequence`."""
    return named_id(NAMESPACE, "\x1f".join(("recount", clock_id, rules, calendar, str(sequence))))


def question_command_id(case: str, body: str, sequence: int) -> UUID:
    """The command id by which a service asks who has to do with a case, for a body, when the case stood at `sequence` there."""
    return named_id(NAMESPACE, "\x1f".join(("question", case, body, str(sequence))))


def event_id(command: UUID, index: int) -> UUID:
    """The id of the `index`-th event of the decision on `command`."""
    return named_id(command, str(index))


def track_id(case: str, custody_number: int) -> str:
    """The id of a round of a case in a channel (design.md section 2)."""
    return str(named_id(NAMESPACE, f"track\x1f{case}\x1f{custody_number}"))
