"""What a register (台账) consists of, as data: who enters, steps, clocks and figures (profiles/*/registers.yaml; issue 6, item 3)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from services.jurisdiction.register_fields import ENTERED, NAME, RegisterField, When
from services.jurisdiction.roles import Role
from services.jurisdiction.time_limits import Mark
from services.jurisdiction.vocabulary import BodyKind, Tier


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entering(_Part):
    """Who may enter: any of these roles, of a body of one of these kinds and tiers (empty: of any)."""

    roles: tuple[Role, ...] = Field(min_length=1)
    kinds: tuple[BodyKind, ...] = ()
    tiers: tuple[Tier, ...] = ()


class OwnerScope(StrEnum):
    """Which bodies may be made to answer for an entry (责任单位)."""

    SELF = "self"
    """The entering body alone."""
    BELOW = "below"
    """The entering body and those below it."""
    ANY = "any"
    """Any body of the profile."""


class Owning(_Part):
    """Who answers for an entry."""

    scope: OwnerScope
    kinds: tuple[BodyKind, ...] = ()
    must_be_named: bool = False
    """Whether the owner has to be named; the entering body answers where it need not and is not."""


class Taker(StrEnum):
    """Whose step a step is."""

    ENTERING = "entering"
    OWNER = "owner"
    SUPERIOR = "superior"
    """A body that supervises the owner's deadlines."""


class MarkedWhen(_Part):
    """An irregularity that a step carries under a condition."""

    code: str
    """Of the file's `irregularities`."""
    when: When


class RegisterStep(_Part):
    """Something that happens with an entry."""

    code: str = Field(pattern=NAME)
    name_zh: str
    after: tuple[str, ...] = (ENTERED,)
    """Stages in which it is in order; at any other it is recorded all the same, and marked."""
    by: tuple[Taker, ...] = (Taker.OWNER,)
    roles: tuple[Role, ...] = ()
    """Who may record it; those who may enter where empty."""
    fields: tuple[RegisterField, ...] = ()
    closes: bool = False
    again: bool = False
    """May be taken several times."""
    heard: bool = False
    """Not asked by people: follows from a case being registered that names the entry."""
    marks: tuple[MarkedWhen, ...] = ()


class RegisterClock(_Part):
    """A time limit on an entry."""

    limit: str
    """Id in time_limits.yaml, where length, mark and source stand."""
    starts: tuple[str, ...] = (ENTERED,)
    """`entered` or steps with which it begins."""
    from_field: str | None = None
    """The field that tells from when; the act itself where there is none or it is not filled in."""
    due_field: str | None = None
    """The field with the last day that the document itself sets; it goes before the limit's own length."""
    when: When = {}
    stops: tuple[str, ...] = Field(min_length=1)
    consequence_zh: str


class Filter(_Part):
    """Which entries, or records of a step, are meant."""

    step: str | None = None
    """Records of this step instead of entries."""
    stages: tuple[str, ...] = ()
    when: When = {}


class FigureKind(StrEnum):
    """How a figure is counted."""

    ON_TIME = "on_time"
    """Clocks kept ÷ clocks that ended or lapsed."""
    SHARE = "share"
    """Of the entries or records of `of`, those of `counted`."""
    COVERAGE = "coverage"
    """Of the bodies of `kinds` and `tiers`, those that an entry still open is about."""
    TOTAL = "total"
    """The sum of a field over `of`; without a field their number."""


class RegisterFigure(_Part):
    """One figure that is counted over a register."""

    code: str = Field(pattern=NAME)
    name_zh: str
    kind: FigureKind
    limits: tuple[str, ...] = ()
    of: Filter = Filter()
    counted: Filter = Filter()
    sum_of: str | None = None
    covers: str | None = None
    """The field that names the covered body; the owner where left out."""
    kinds: tuple[BodyKind, ...] = ()
    tiers: tuple[Tier, ...] = ()
    target: str | None = None
    """The parameter that is to be reached; its source and mark stand there."""


class Seed(_Part):
    """What a register answers to."""

    source: str
    """Document and item as in domain.md, e.g. `SEED-W 27`."""
    text_zh: str
    """The words of the document."""


class Register(_Part):
    """One register."""

    code: str = Field(pattern=NAME)
    name_zh: str
    seeds: tuple[Seed, ...] = Field(min_length=1)
    mark: Mark
    """How sure the form is; INF: the document asks for the register and leaves its form to us."""
    local: bool = False
    """Whether a city may replace it by its own form."""
    entering: Entering
    owning: Owning
    hidden_from: str | None = None
    """The field that names a body from which the entry is kept, with everybody below it (domain.md 2.0, XF 30)."""
    fields: tuple[RegisterField, ...]
    steps: tuple[RegisterStep, ...] = Field(min_length=1)
    clocks: tuple[RegisterClock, ...] = ()
    figures: tuple[RegisterFigure, ...] = ()

    def step(self, code: str) -> RegisterStep | None:
        """The step with this code."""
        return next((step for step in self.steps if step.code == code), None)

    def field(self, name: str) -> RegisterField | None:
        """The field of this name, of the entry or of a step."""
        return next((field for field in self.all_fields if field.name == name), None)

    def clock(self, limit: str) -> RegisterClock | None:
        """The clock of this limit."""
        return next((clock for clock in self.clocks if clock.limit == limit), None)

    @property
    def all_fields(self) -> tuple[RegisterField, ...]:
        """Fields of the entry and of its steps; steps may share one."""
        return (*self.fields, *(field for step in self.steps for field in step.fields))

    @property
    def heard_step(self) -> RegisterStep | None:
        """The step that follows from a case being registered which names the entry."""
        return next((step for step in self.steps if step.heard), None)

    def stage_name(self, stage: str) -> str:
        """The Chinese of a stage: the name of the step that led there."""
        step = self.step(stage)
        return step.name_zh if step else "已登记"
