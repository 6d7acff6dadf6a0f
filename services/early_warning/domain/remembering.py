"""From an event of any watched service to what is remembered of its case."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from schemas import intake, satisfaction
from schemas.base import Event
from schemas.clocks import ClockStopped, ClockWarned
from schemas.envelope import PublishedEvent
from schemas.values import Risk
from services.early_warning.domain.memory import About, Happened, Memory, Rated, Registered, Repeat, Warned
from services.early_warning.domain.people import Hash, party_key
from services.jurisdiction.clock_values import SHANGHAI

Pieces = Mapping[str, Any]
"""What an event adds: by name of the piece of Memory, its value."""


def remember(memory: Memory, envelope: PublishedEvent, event: Event | None, hashed: Hash) -> Memory:
    """After an event; the same object where it is nothing new. `event` is None where only its day counts."""
    place = place_of(envelope)
    changes: dict[str, Any] = {
        name: {**getattr(memory, name), place: piece}
        for name, piece in (_pieces(event, envelope, hashed) if event else {}).items()
        if place not in getattr(memory, name)
    }
    if changes:
        changes["recorded"] = {**memory.recorded, place: envelope.recorded_at}
    day = day_of(envelope.recorded_at)
    if not envelope.actor.is_system and day not in memory.days:
        changes["days"] = tuple(sorted((*memory.days, day)))
    return memory.model_copy(update=changes) if changes else memory


def day_of(recorded_at: datetime) -> int:
    """The day (ordinal, Asia/Shanghai) of a moment."""
    return recorded_at.astimezone(SHANGHAI).toordinal()


def place_of(envelope: PublishedEvent) -> str:
    """Where an event stands in its source's history of the case; the later one sorts last."""
    return f"{envelope.service}.{envelope.sequence:010d}.{envelope.index:03d}"


def _pieces(event: Event, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    reader = HEARD.get(type(event))
    return reader(event, envelope, hashed) if reader else {}


def _when(event: Event, envelope: PublishedEvent) -> dict[str, Any]:
    return {"at": event.occurred_at, "recorded_at": envelope.recorded_at}


def _about(case: intake.CaseSummary, hashed: Hash) -> About:
    sides = ((party.role.value, party_key(party, hashed)) for party in case.parties)
    return About(
        story=case.story, sealed=case.sealed, dispute_type=case.dispute_type.value, high_risk=case.risk is Risk.HIGH,
        sides=tuple((role, key) for role, key in sides if key is not None),
    )  # fmt: skip


def _registered(event: intake.CaseRegistered, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    registered = Registered(**_when(event, envelope), body=event.registering_body)
    told: dict[str, Any] = {"abouts": _about(event.case, hashed), "registered": registered}
    if event.case.risk is Risk.HIGH:
        told["dangers"] = Happened(**_when(event, envelope))
    return told


def _corrected(event: intake.EntryCorrected, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    told: dict[str, Any] = {"abouts": _about(event.case, hashed)}
    if event.registered_at is not None:
        told["corrected"] = event.registered_at
    return told


def _added(event: intake.PartyAdded, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    key = party_key(event.party, hashed)
    return {"added": (event.party.role.value, key)} if key else {}


def _moved(event: intake.CustodyMoved | intake.CustodianDesignated, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    return {"bodies": event.to_body}


def _raised(event: intake.RiskRaised, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    return {"dangers": Happened(**_when(event, envelope))} if event.risk is Risk.HIGH else {}


def _reported(event: intake.FurtherReportRecorded, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    return {"reports": Happened(**_when(event, envelope))}


def _linked(event: intake.RepeatLinked, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    return {"repeats": Repeat(**_when(event, envelope), of=event.repeat_of)}


def _warned(event: ClockWarned, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    warned = Warned(
        **_when(event, envelope), service=envelope.service, clock_id=event.clock_id, limit=event.limit,
        body=event.body or "",
    )  # fmt: skip
    return {"warned": warned}


def _stopped(event: ClockStopped, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    return {"stopped": f"{envelope.service}/{event.clock_id}"}


def _rated(event: satisfaction.RatingGiven, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    rated = Rated(**_when(event, envelope), grade=event.grade, counts=not event.simulated)
    return {"rated_bodies": (event.invitation_id, event.rated_body), "ratings": (event.invitation_id, rated)}


def _rated_again(event: satisfaction.RatingChanged, envelope: PublishedEvent, hashed: Hash) -> Pieces:
    rated = Rated(**_when(event, envelope), grade=event.grade, counts=not event.simulated)
    return {"ratings": (event.invitation_id, rated)}


Reader = Callable[[Any, PublishedEvent, Hash], Pieces]

HEARD: Mapping[type[Event], Reader] = {
    intake.CaseRegistered: _registered,
    intake.EntryCorrected: _corrected,
    intake.PartyAdded: _added,
    intake.CustodyMoved: _moved,
    intake.CustodianDesignated: _moved,
    intake.RiskRaised: _raised,
    intake.FurtherReportRecorded: _reported,
    intake.RepeatLinked: _linked,
    intake.CaseSealed: lambda event, envelope, hashed: {"sealed": True},
    intake.CaseVoided: lambda event, envelope, hashed: {"gone": True},
    intake.CasesMerged: lambda event, envelope, hashed: {"gone": True},
    intake.CaseUnmerged: lambda event, envelope, hashed: {"gone": False},
    intake.CaseClosed: lambda event, envelope, hashed: {"closed": True},
    intake.CaseReopened: lambda event, envelope, hashed: {"closed": False},
    satisfaction.RatingGiven: _rated,
    satisfaction.RatingChanged: _rated_again,
    ClockWarned: _warned,
    ClockStopped: _stopped,
}
"""What is heard, and what it adds; of everything else only the day counts on which a person did it."""
