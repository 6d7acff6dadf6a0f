"""Ids are computed in a short way; they are those of the standard library and of the first day."""

import hashlib
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as some

from schemas.identity import case_code, is_case_code, named_id


def digits_of(command: UUID) -> str:
    """As design.md says it: 80 bits of the command's id in Crockford's base 32, five by five."""
    number = int.from_bytes(hashlib.sha256(command.bytes).digest()[:10], "big")
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in reversed(range(16)))


@given(some.uuids(), some.text())
def test_a_named_id_is_the_standards_version_5(namespace: UUID, name: str) -> None:
    assert named_id(namespace, name) == uuid5(namespace, name)


@given(some.uuids())
def test_a_case_code_is_eighty_bits_in_crockfords_base_32_and_a_check_character(command: UUID) -> None:
    code = case_code(command)
    assert code[:-1] == digits_of(command)
    assert is_case_code(code)
