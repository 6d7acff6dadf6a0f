"""Per source: which fold keeps its facts, whose duty one of its clocks is, and which bodies had to do with the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockStarted
from services.views.facts import agencies, confirmations, custody, network, petitions, rectifications, tracks
from services.views.facts.once import once

Facts = dict[str, Any]
MEDIATION_BODYS_LIMITS = ("JC-1", "JC-4", "LB-2", "PO-1", "PO-2", "PO-3")
"""Limits that the mediation body watches for the parties: applying, enforcing, and the other ways (PML 31)."""

PETITION_DUTIES: Mapping[str, str] = {
    **dict.fromkeys(("XF-2", "XF-3", "XF-4", "XF-S1", "XF-S2"), "unit"),
    "XF-6": "reviewing_unit",
    "XF-8": "rechecking_unit",
}
"""Limits of petitions that are not the office's, by the fact that names whose they are."""

APPEAL_LIMIT = "SV-5"
"""The limit of deciding an appeal against a review: the duty of the body above."""


@dataclass(frozen=True)
class Source:
    """How the views read one deciding service."""

    fold: Callable[[Facts | None, Event], Facts | None]
    owner: Callable[[Facts | None, ClockStarted], str | None]
    """The body whose duty a clock is that starts now; None where it is no body's."""


def _intake_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The body an order or an offer waits for; else the custodian."""
    if facts is None:
        return None
    order = facts.get("orders", {}).get(started.clock.subject)
    if order is not None:
        return str(order["body"])
    waiting = [offer["to_body"] for offer in facts["offers"].values() if offer["track_id"] == started.clock.subject]
    owner: str | None = waiting[-1] if waiting else facts["custodian"]
    return owner


def _mediation_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The body of the round, or of the round in which the agreement was made."""
    if facts is None:
        return None
    about = started.clock.subject.split("/")[0]
    agreement = facts["agreements"].get(about)
    return tracks.body_of(facts, agreement["track_id"] if agreement else about)


def _network_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The body of the round."""
    return tracks.body_of(facts, started.clock.subject) if facts is not None and "tracks" in facts else None


def _confirmation_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The mediation body for what the parties have to do, the court for what the court has to do."""
    if facts is None:
        return None
    about = started.clock.subject.split("/")[0]
    filed = [
        (key, application)
        for key, application in facts["applications"].items()
        if about in (key, application["agreement_id"])
    ]
    agreement_id = filed[-1][1]["agreement_id"] if filed else about
    agreement = facts["agreements"].get(agreement_id)
    mediation_body = agreement["mediation_body"] if agreement else None
    if started.limit in MEDIATION_BODYS_LIMITS or not filed:
        return mediation_body
    return str(filed[-1][1]["court"])


def _petition_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The unit, the reviewing or re-checking unit, or the office, which also watches when an opinion stands."""
    if facts is None:
        return None
    owner: str | None = facts[PETITION_DUTIES.get(started.limit, "office")] or facts["office"]
    return owner


def _rectification_owner(facts: Facts | None, started: ClockStarted) -> str | None:
    """The body that has to put the matter right, of an appeal the body above it; an invitation's expiry is nobody's."""
    matter = facts["matters"].get(started.clock.subject) if facts else None
    if matter is None:
        return None
    owner: str | None = matter["supervisor"] if started.limit == APPEAL_LIMIT else matter["body"]
    return owner


SOURCES: Mapping[str, Source] = {
    "intake": Source(once(custody.fold), _intake_owner),
    "people_mediation": Source(once(tracks.fold), _mediation_owner),
    "administrative_mediation": Source(once(agencies.fold), _mediation_owner),
    "network": Source(once(network.fold), _network_owner),
    "judicial_confirmation": Source(once(confirmations.fold), _confirmation_owner),
    "petitions": Source(once(petitions.fold), _petition_owner),
    "satisfaction": Source(once(rectifications.fold), _rectification_owner),
}
"""The services whose clocks are some body's duty."""
