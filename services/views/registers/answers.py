"""What the read API of registers answers with."""

from datetime import date
from typing import Any

from pydantic import AwareDatetime

from services.views.answered import Answered
from services.views.answers import ClockRow, TimelineEntry


class SeedRow(Answered):
    """What a register answers to."""

    source: str
    title: str
    """With the document's title written out."""
    text: str


class FieldRow(Answered):
    """A field of a form."""

    name: str
    label: str
    kind: str
    required: bool
    personal: bool
    choices: dict[str, str]
    help: str


class StepRow(Answered):
    """A step that can be taken with an entry."""

    code: str
    name: str
    after: tuple[str, ...]
    by: tuple[str, ...]
    closes: bool
    again: bool
    heard: bool
    fields: tuple[FieldRow, ...]


class LimitRow(Answered):
    """A limit of a register."""

    limit: str
    name: str
    source: str
    """Title, article and mark; where the document names a day, that day goes first."""
    own_day: str | None
    """The field with the day that the document itself sets."""
    consequence: str


class RegisterRow(Answered):
    """A register that is kept here."""

    code: str
    name: str
    mark: str
    seeds: tuple[SeedRow, ...]
    roles: tuple[str, ...]
    """Who may enter."""
    owner: str
    """self, below or any: which bodies may be made to answer."""
    fields: tuple[FieldRow, ...]
    steps: tuple[StepRow, ...]
    limits: tuple[LimitRow, ...]
    figures: tuple[str, ...]


class RegisterCatalogueRow(Answered):
    """What is kept here, and what is not and why."""

    registers: tuple[RegisterRow, ...]
    not_kept: dict[str, str]


class ValueRow(Answered):
    """A field as it is filled in."""

    name: str
    label: str
    value: Any
    shown: str
    """In Chinese; masked where the reader may not see it."""


class OrderRow(Answered):
    """A supervision order about the entry."""

    number: int
    body: str
    body_name: str
    supervisor: str
    supervisor_name: str
    limit_name: str
    since: AwareDatetime
    status: str
    status_name: str


class EntryRow(Answered):
    """An entry in a list."""

    number: str
    register_code: str
    register_name: str
    stage: str
    stage_name: str
    entered_by: str
    entered_by_name: str
    owner: str
    owner_name: str
    owner_office: str
    entered_at: AwareDatetime
    since: AwareDatetime
    """When the stage was reached."""
    status: str
    """open, closed or voided."""
    status_name: str
    case_code: str | None
    irregularities: int
    values: tuple[ValueRow, ...]
    clocks: tuple[ClockRow, ...]
    """Running, paused or lapsed and still waited for."""
    story: bool


class EntryFile(EntryRow):
    """An entry with everything that happened."""

    accepted: int
    """The entry's sequence, for If-Match."""
    steps_in_order: tuple[str, ...]
    """Steps that are in order now; another is recorded all the same, and marked."""
    all_clocks: tuple[ClockRow, ...]
    orders: tuple[OrderRow, ...]
    timeline: tuple[TimelineEntry, ...]


class FigureRow(Answered):
    """A figure over a register, for one body with those below it."""

    register_code: str
    register_name: str
    figure: str
    name: str
    kind: str
    numerator: float | None
    """Kept in time, counted, covered, or the sum."""
    denominator: int | None
    """What was due, what is counted over, what has to be covered; null for a sum."""
    rate: float | None
    """Null where nothing was due."""
    not_yet_due: int
    not_judged: int
    target: float | None
    target_source: str
    target_mark: str
    verdict: str
    """met, missed, none_due or no_target."""
    verdict_name: str
    organisation: str
    from_day: date | None
    to_day: date | None
    missing: tuple[str, ...] = ()
    """Of a coverage: the bodies not covered, by name."""
