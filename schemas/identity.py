"""Deterministic ids: case codes, command ids, event ids and track ids (design.md sections 2 and 3)."""

import hashlib
from datetime import datetime
from uuid import UUID, uuid5

from stdnum.iso7064 import mod_37_36

NAMESPACE = UUID("6f1d1c9e-6a9b-5b43-9d0e-0a4c0f9d1d6a")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 16


def case_code(registering_command: UUID) -> str:
    """The case code: 80 bits of the registering command's id in Crockford's base 32 and an ISO 7064 MOD 37,36 check character.

    A registration sent twice is one case, since its command id is the same.
    """
    number = int.from_bytes(hashlib.sha256(registering_command.bytes).digest()[:10], "big")
    text = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_CODE_LENGTH)))
    return text + str(mod_37_36.calc_check_digit(text))


def is_case_code(text: str) -> bool:
    """True when length, alphabet and check character are right; a typing error of one character is always noticed."""
    return len(text) == _CODE_LENGTH + 1 and set(text[:-1]) <= set(_ALPHABET) and bool(mod_37_36.is_valid(text))


def http_command_id(subject: str, method: str, path: str, idempotency_key: str) -> UUID:
    """The command id of an HTTP request (design.md section 3, rule 1)."""
    return uuid5(NAMESPACE, "\x1f".join(("http", subject, method.upper(), path, idempotency_key)))


def reaction_command_id(source: str, case: str, sequence: int, reaction: str) -> UUID:
    """The command id of a reaction to another service's decision; `reaction` tells also the event's index."""
    return uuid5(NAMESPACE, "\x1f".join(("reaction", source, case, str(sequence), reaction)))


def clock_command_id(clock_id: str, due: datetime, sequence: int) -> UUID:
    """The command id of a lapse found by the deadline scan: clock, stored due time, case sequence at the scan."""
    return uuid5(NAMESPACE, "\x1f".join(("clock", clock_id, due.isoformat(), str(sequence))))


def event_id(command: UUID, index: int) -> UUID:
    """The id of the `index`-th event of the decision on `command`."""
    return uuid5(command, str(index))


def track_id(case: str, custody_number: int) -> str:
    """The id of a round of a case in a channel (design.md section 2)."""
    return str(uuid5(NAMESPACE, f"track\x1f{case}\x1f{custody_number}"))
