"""Events of the network's register: bodies, their committees, mediators, and who works on how much (domain.md 2.5; PML 8, 9).

Keyed by the body (`schemas.identity.body_key`), not by a case. Mediators are offices, never persons.
"""

from datetime import date
from enum import StrEnum

from schemas.base import Event, PersonalText
from schemas.values import DisputeType


class RegisterEvent(Event):
    """Base: what the register keeps of one body."""

    body: str
    """Id of the body in the profile."""


class BodyRegistered(RegisterEvent):
    """A body joined the register, or what it can do was entered anew."""

    dispute_types: tuple[DisputeType, ...] = ()
    """What it is competent for; empty for any."""
    languages: tuple[str, ...] = ()
    """Languages and dialects it mediates in, e.g. 普通话, 彝语."""
    invited_by: tuple[str, ...] = ()
    """Ids of the courts on whose roll of invited mediation bodies it stands (TY)."""
    approval: str = ""
    """Of a commercial body: number of the justice department's approval (COM)."""
    conditions_met: bool | None = None
    """Of a village or community: whether it has the conditions for a full-time mediator (SEED-W 28); None: not told."""
    multi_ethnic: bool = False
    """People of several ethnic groups live here, so that the committee has a member of a minority (PML 8)."""


class CommitteeComposed(RegisterEvent):
    """Who sits in the committee, as numbers: nobody's sex or ethnic group is kept (PML 8, 9)."""

    members: int
    women: int
    minority_members: int
    term_began_on: date
    term_ends_on: date
    """Last day of the term, by the law of its first day."""


class MediatorRegistered(RegisterEvent):
    """A mediator joined the register, or what the register says of one was entered anew."""

    mediator: str
    """Id of the office, e.g. `mediator-1.wuhu.jinghu.fangcun.pmc`."""
    title: str
    """Office and number, e.g. 专职人民调解员一; never a person's name."""
    full_time: bool
    dispute_types: tuple[DisputeType, ...] = ()
    """What the mediator is competent for; empty for any."""
    languages: tuple[str, ...] = ()
    load_limit: int
    """Rounds the mediator can work on at a time."""
    unit: str = ""
    """Unit the mediator also works for; nobody mediates when that unit is a party."""
    account: str = ""
    """Account of the office, by which former handling of a case is known."""
    adjudication_qualified: bool = False
    """Has the legal qualification for administrative adjudication (SEED-W 37)."""
    term_began_on: date
    term_ends_on: date


class MediatorLeft(RegisterEvent):
    """A mediator left the register; nobody proposes the office any more."""

    mediator: str
    reason: PersonalText = ""


class MediatorTrained(RegisterEvent):
    """A mediator took part in a training."""

    mediator: str
    course: str
    hours: int
    on: date


class MediatorEngaged(RegisterEvent):
    """A mediator was assigned to a round, in whichever channel of mediation: one more on the load."""

    mediator: str
    case_code: str
    track_id: str
    source: str
    """Service in whose round the mediator works."""
    registered: bool
    """The register knows the mediator of this name."""


class ReleaseReason(StrEnum):
    """Why somebody's load became less."""

    AGREED = "round_agreed"
    TERMINATED = "round_terminated"
    CUSTODY_LOST = "round_lost"
    RECUSED = "mediator_stepped_aside"
    ARCHIVED = "round_archived"


class MediatorReleased(RegisterEvent):
    """A round is over for these mediators: so much less on the load of each."""

    mediators: tuple[str, ...]
    case_code: str
    track_id: str
    because: ReleaseReason


class LoadNoted(RegisterEvent):
    """Something was heard about a mediator's work that changes no load: told twice, or never begun here."""

    case_code: str
    track_id: str
    heard: str
    """Wire name of the foreign event."""
