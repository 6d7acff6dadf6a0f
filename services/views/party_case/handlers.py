"""Who has or had a case in hand, as its parties know it anyhow: about these a party can complain (Henan (六)). Pure, from a case document."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.views.words import Words


class Handler(BaseModel):
    """A body that handles the case or handled it."""

    model_config = ConfigDict(frozen=True)

    body: str
    body_name: str


def handlers_of(document: Mapping[str, Any], words: Words) -> tuple[Handler, ...]:
    """Custodians from the last to the first, then the office and the unit that handle its petition beside custody."""
    bodies = dict.fromkeys(filter(None, _bodies(document)))
    return tuple(Handler(body=body, body_name=words.body(body)) for body in bodies)


def _bodies(document: Mapping[str, Any]) -> Iterator[str | None]:
    yield from (held["body"] for held in reversed(document["intake"]["facts"]["history"]))
    petition = (document.get("petitions") or {}).get("facts") or {}
    yield from (petition.get("unit"), petition.get("office"))
