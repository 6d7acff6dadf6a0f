"""What the network's reads answer with; no person stands in it."""

from datetime import date

from services.views.answered import Answered


class TrainingRow(Answered):
    """A training."""

    course: str
    hours: int
    on: date


class MediatorRow(Answered):
    """A mediator of the register: an office with a number."""

    mediator: str
    title: str
    body: str
    body_name: str
    full_time: bool
    dispute_types: tuple[str, ...]
    """In Chinese; empty for any."""
    languages: tuple[str, ...]
    load: int
    load_limit: int
    term_began_on: date
    term_ends_on: date
    in_term: bool
    """On the day of the read."""
    adjudication_qualified: bool
    trainings: tuple[TrainingRow, ...]


class GapRow(Answered):
    """Something a body lacks."""

    code: str
    name: str
    sentence: str
    required: int | None
    actual: int | None
    source: str


class BodyRow(Answered):
    """A body of the network with its mediators and its gaps."""

    body: str
    name: str
    kind: str
    kind_name: str
    tier_name: str
    key: str
    """The code in the paths of the register's acts."""
    sequence: int
    """Of the register's last accepted decision: what its acts want as If-Match; 0 where nothing was entered."""
    entered: bool
    """False: what is shown is the profile's."""
    dispute_types: tuple[str, ...]
    languages: tuple[str, ...]
    invited_by: tuple[str, ...]
    """Names of the courts on whose roll it stands."""
    approval: str
    conditions_met: bool | None
    multi_ethnic: bool
    members: int | None
    women: int | None
    minority_members: int | None
    term_ends_on: date | None
    load: int
    mediators: tuple[MediatorRow, ...]
    gaps: tuple[GapRow, ...]


class GapReport(Answered):
    """What the bodies below somebody lack, by kind and by body."""

    day: date
    bodies: int
    bodies_with_gaps: int
    by_code: dict[str, int]
    """Name of the gap -> bodies that have it."""
    rows: tuple[BodyRow, ...]
    """Bodies that lack something."""
