"""What the register keeps of one body: competence, committee, mediators with load, term and training (PML 8, 9; domain.md 2.5).

Folded by the network, which decides, and by the views, which show it.
"""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from schemas.base import Value
from schemas.network import (
    BodyRegistered,
    CommitteeComposed,
    MediatorEngaged,
    MediatorLeft,
    MediatorRegistered,
    MediatorReleased,
    MediatorTrained,
    RegisterEvent,
)
from schemas.values import DisputeType


class Committee(Value):
    """Who sits in the committee, as numbers."""

    members: int
    women: int
    minority_members: int
    term_began_on: date
    term_ends_on: date


class Training(Value):
    """A training a mediator took part in."""

    course: str
    hours: int
    on: date


class Mediator(Value):
    """A mediator: an office with a number."""

    mediator: str
    title: str
    full_time: bool
    dispute_types: tuple[DisputeType, ...] = ()
    """Empty for any."""
    languages: tuple[str, ...] = ()
    load_limit: int
    unit: str = ""
    account: str = ""
    adjudication_qualified: bool = False
    term_began_on: date
    term_ends_on: date
    trainings: tuple[Training, ...] = ()

    def serves_on(self, day: date) -> bool:
        """Whether the term has begun and is not over on `day`."""
        return self.term_began_on <= day <= self.term_ends_on


class Engagement(Value):
    """A round that a mediator works on."""

    mediator: str
    case_code: str
    track_id: str


class Register(Value):
    """One body of the network."""

    body: str
    entered: bool = False
    """The body was entered; until then what the profile says of it stands."""
    dispute_types: tuple[DisputeType, ...] = ()
    languages: tuple[str, ...] = ()
    invited_by: tuple[str, ...] = ()
    approval: str = ""
    conditions_met: bool | None = None
    multi_ethnic: bool = False
    committee: Committee | None = None
    mediators: Mapping[str, Mediator] = Field(default_factory=dict)
    left: tuple[str, ...] = ()
    """Mediators who left; the profile's too."""
    engagements: tuple[Engagement, ...] = ()

    def load_of(self, mediator: str) -> int:
        """How many rounds the mediator works on."""
        return sum(one.mediator == mediator for one in self.engagements)

    def is_engaged(self, mediator: str, case_code: str, track_id: str) -> bool:
        """Whether this very work is counted already."""
        return Engagement(mediator=mediator, case_code=case_code, track_id=track_id) in self.engagements

    def engaged_in(self, case_code: str, track_id: str) -> tuple[str, ...]:
        """The mediators who work on this round."""
        return tuple(one.mediator for one in self.engagements if (one.case_code, one.track_id) == (case_code, track_id))


_OF_EVENT = {"occurred_at", "occurred_at_assumed", "irregularities", "body"}


def entered(known: Register | None, event: RegisterEvent) -> Register:
    """The register after `event`. What was never entered here is the profile's and is added when it is read."""
    register = known or Register(body=event.body)
    match event:
        case BodyRegistered():
            return _with(register, entered=True, **_fields(event))
        case CommitteeComposed():
            return _with(register, committee=Committee(**_fields(event)))
        case MediatorRegistered():
            return _registered(register, event)
        case MediatorLeft():
            staying = {name: one for name, one in register.mediators.items() if name != event.mediator}
            return _with(register, mediators=staying, left=tuple(dict.fromkeys((*register.left, event.mediator))))
        case MediatorTrained():
            return _trained(register, event)
        case MediatorEngaged():
            engagement = Engagement(mediator=event.mediator, case_code=event.case_code, track_id=event.track_id)
            return _with(register, engagements=(*register.engagements, engagement))
        case MediatorReleased():
            return _with(register, engagements=tuple(one for one in register.engagements if not _is_over(one, event)))
        case _:
            return register


def _registered(register: Register, event: MediatorRegistered) -> Register:
    """A new entry keeps the trainings; who left comes back by being entered."""
    before = register.mediators.get(event.mediator)
    mediator = Mediator(**_fields(event), trainings=before.trainings if before else ())
    return _with(
        register,
        mediators={**register.mediators, event.mediator: mediator},
        left=tuple(one for one in register.left if one != event.mediator),
    )


def _trained(register: Register, event: MediatorTrained) -> Register:
    """Of a mediator that only the profile names, the training stands in the record alone."""
    known = register.mediators.get(event.mediator)
    if known is None:
        return register
    training = Training(course=event.course, hours=event.hours, on=event.on)
    after = known.model_copy(update={"trainings": (*known.trainings, training)})
    return _with(register, mediators={**register.mediators, event.mediator: after})


def _is_over(engagement: Engagement, event: MediatorReleased) -> bool:
    same = (engagement.case_code, engagement.track_id) == (event.case_code, event.track_id)
    return same and engagement.mediator in event.mediators


def _fields(event: RegisterEvent) -> dict[str, object]:
    """The event's own fields by name; its stamp and body are no part of what is entered."""
    return {name: getattr(event, name) for name in type(event).model_fields if name not in _OF_EVENT}


def _with(register: Register, **changes: object) -> Register:
    return register.model_copy(update=changes)
