"""Telling parties apart without keeping who they are: a keyed hash of what identifies them, and nothing where nothing does."""

import unicodedata
from collections.abc import Callable

from schemas.values import Party, PartyKind

Hash = Callable[[str], str]
"""A keyed one-way hash; the key is the installation's and no part of the core."""


def party_key(party: Party, hashed: Hash) -> str | None:
    """The key of a party, the same wherever it is registered alike.

    An organisation is known by its name, since it is always registered with one; a person by the identity number, else by
    name and telephone together. A name alone is too many people.
    """
    name = _plain(party.name)
    if party.headcount > 1 or not name:
        return None
    if party.kind is PartyKind.ORGANISATION:
        return hashed(f"organisation\x1f{name}")
    if party.identity_number:
        return hashed(f"identity\x1f{_plain(party.identity_number).upper()}")
    phone = _plain(party.contact.phone or "")
    return hashed(f"person\x1f{name}\x1f{phone}") if phone else None


def _plain(text: str) -> str:
    """Without blanks, full-width forms made narrow: `（某）公司` and `(某) 公司` are one."""
    return "".join(unicodedata.normalize("NFKC", text).split())
