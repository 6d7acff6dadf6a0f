"""How the data of an old event version becomes today's. Each function is pure, named after what changed, and kept for ever."""

from collections.abc import Callable, Mapping
from typing import Any

PARTY_PREFIX = "party:"
"""How version 1 of `session_held` told a party (by its id) from anybody else (by name) in one list."""


def session_participants_parted(data: dict[str, Any]) -> dict[str, Any]:
    """session_held 1 -> 2: `participants` becomes `present` (party ids) and `invited` (names, which carry the personal mark).

    One list of both could not be masked without hiding who of the parties was there. Version 1 told of one session
    each, so `count` is 1.
    """
    participants: list[str] = data.get("participants", [])
    return {
        **{name: value for name, value in data.items() if name != "participants"},
        "present": [entry.removeprefix(PARTY_PREFIX) for entry in participants if entry.startswith(PARTY_PREFIX)],
        "invited": [entry for entry in participants if not entry.startswith(PARTY_PREFIX)],
        "count": 1,
    }


SERVICE_METHODS: Mapping[str, str] = {
    "直接送达": "direct", "窗口领取": "collected_at_counter", "留置送达": "left", "邮寄送达": "mail",
    "电子送达": "electronic", "委托送达": "entrusted", "转交送达": "forwarded", "公告送达": "public_notice",
}  # fmt: skip
"""What version 1 of `ruling_served` said in words, as the method it means."""


def ruling_service_told_in_kind(data: dict[str, Any]) -> dict[str, Any]:
    """ruling_served 1 -> 2: `method`, `proof` and `refused` become one `service`; words that name no method stay as proof.

    Under version 1 every service counted.
    """
    said, proof = data["method"], data.get("proof", "")
    known = SERVICE_METHODS.get(said)
    service = {
        "method": known or "unknown", "proof": proof if known else "；".join(filter(None, (said, proof))),
        "refused": data.get("refused", False), "counts": True,
    }  # fmt: skip
    rest = {name: value for name, value in data.items() if name not in ("method", "proof", "refused")}
    return {**rest, "service": service}


UPCASTERS: Mapping[tuple[str, str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("people_mediation", "session_held", 1): session_participants_parted,
    ("judicial_confirmation", "ruling_served", 1): ruling_service_told_in_kind,
}
"""(service, event name, version started from) -> function from that version's data to the next version's."""
