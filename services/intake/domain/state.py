"""A case as intake knows it: a union of situations. What is private to a person is kept, but decides nothing (design.md section 6)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from schemas.base import Value
from schemas.intake import CaseSummary, CloseResult
from schemas.values import Channel, Party
from services.intake.domain.custody import Custody, DesignationWaiting
from services.intake.domain.law import DESIGNATION_LIMIT
from services.intake.domain.supervision_orders import Supervision
from services.jurisdiction.clock_book import ClockBook, KeptClock
from services.jurisdiction.party_links import PartyLink


class NoticeKind(StrEnum):
    """What went out to somebody with the entries as they then stood."""

    OFFERED = "offered"
    REFERRED_OUTSIDE = "referred_outside"
    SURVEYED = "surveyed"
    CONSENT_REQUESTED = "consent_requested"
    RIGHTS_NOTIFIED = "rights_notified"
    ROUTES_TOLD = "routes_told"


class Notice(Value):
    """One thing that went out, so that a later correction can name it."""

    kind: NoticeKind
    at: AwareDatetime
    to: str = ""
    """A body's id, or a body outside as said; empty for the parties."""


class GroupStanding(Value):
    """What has to be done for a group: who leads, whom it is reported to, and whether it was."""

    opened_at: AwareDatetime
    lead_body: str | None
    report_to: str | None
    reported: bool = False


class Unregistered(Value):
    """A case this service has not heard of."""

    situation: Literal["unregistered"] = "unregistered"
    case_code: str
    asked_about: tuple[str, ...] = ()
    """Bodies for which it was asked who has to do with the case."""


class CaseFile(Value):
    """What every registered case has, whatever became of it."""

    case_code: str
    registering_body: str
    first_handler: str
    """Immutable."""
    handler: str | None
    """User who works on it for the custodian; None until the new custodian has named one."""
    registered_at: AwareDatetime
    registered_at_assumed: bool = False
    case: CaseSummary
    custody: Custody
    clocks: ClockBook = Field(default_factory=ClockBook)
    notices: tuple[Notice, ...] = ()
    repeat_of: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    """Codes of the cases merged into this one."""
    requested_on: date | None = None
    """Day in Shanghai on which somebody asked for help (LIM 12); None for own motion and for an assumed day."""
    facts: Mapping[str, Any] = Field(default_factory=dict)
    """What was last stated about the route."""
    recommended: Channel | None = None
    recommended_row: str | None = None
    confirmations: Mapping[str, str] = Field(default_factory=dict)
    """By agreement id: wire name of the court's last decision on it, e.g. `agreement_confirmed`."""

    parent: str | None = None
    """Code of the group case from which these members went their own way."""
    children: tuple[str, ...] = ()
    """Codes of the cases of members who did."""
    requested_at: AwareDatetime | None = None
    """When the parent was registered; None for a case that is no child."""
    group: GroupStanding | None = None
    """It is a group's case (rule E5)."""
    supervision: Supervision = Field(default_factory=Supervision)
    designation: DesignationWaiting | None = None
    """A common superior was asked to say who handles it."""

    links: Mapping[str, PartyLink] = Field(default_factory=dict)
    """The last personal link of each party that was handed one, by party_id."""
    withdrawal_declared: bool = False
    """Who brought it declared that it withdraws; the custodian has not closed it yet."""
    asked_about: tuple[str, ...] = ()
    """Bodies for which it was asked who has to do with the case, when they had nothing to do with it."""

    @property
    def designation_clock(self) -> KeptClock | None:
        """The clock of the superior's answer."""
        asked = self.designation
        return self.clock_about(asked.request_id, DESIGNATION_LIMIT) if asked is not None else None

    def party(self, party_id: str) -> Party | None:
        """The party with this id."""
        return next((party for party in self.case.parties if party.party_id == party_id), None)

    def clock_about(self, track_id: str, limit: str | None = None) -> KeptClock | None:
        """The last clock about this track or subject: of this limit, or, without one, of the level (LV-*)."""
        found = [
            kept
            for kept in self.clocks.clocks.values()
            if kept.clock.subject == track_id
            and (kept.clock.limit == limit if limit else kept.clock.limit.startswith("LV-"))
        ]
        return found[-1] if found else None


class Open(CaseFile):
    """Somebody has to do something: exactly one body holds it."""

    situation: Literal["open"] = "open"


class Closed(CaseFile):
    """It ended; it may be reopened."""

    situation: Literal["closed"] = "closed"
    result: CloseResult


class Merged(CaseFile):
    """A duplicate that goes on under another code; it may be taken apart again."""

    situation: Literal["merged"] = "merged"
    into: str


class Voided(CaseFile):
    """A mistaken registration; it stays visible."""

    situation: Literal["voided"] = "voided"


State = Annotated[Unregistered | Open | Closed | Merged | Voided, Field(discriminator="situation")]
"""Every situation of a case."""

_STATE: TypeAdapter[State] = TypeAdapter(State)


def initial(case_code: str) -> State:
    """A case nobody has registered."""
    return Unregistered(case_code=case_code)


def encode_state(state: State) -> bytes:
    """The state as JSON."""
    return _STATE.dump_json(state)


def decode_state(value: bytes) -> State:
    """The state from `encode_state`'s bytes."""
    return _STATE.validate_json(value)
