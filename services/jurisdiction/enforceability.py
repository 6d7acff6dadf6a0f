"""Ways beside judicial confirmation that make a mediation agreement enforceable, as data (domain.md 2.4).

They are offered with every agreement and never urged: which way the parties go is theirs to say (PML 3).
"""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from schemas.values import DisputeType
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark, TimeLimits


class WayStep(BaseModel):
    """Something the body chosen may do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    text_zh: str
    ends: tuple[str, ...] = ()
    """Limits it was waited for under."""
    starts: tuple[str, ...] = ()
    """Limits that begin with it."""
    closes: bool = False
    """Nothing more is to be expected on this way."""


class EnforceableWay(BaseModel):
    """One way to a title that can be enforced."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """Stable code, used in commands and events."""
    name_zh: str
    body_zh: str
    """Who is asked."""
    effect_zh: str
    note_zh: str = ""
    dispute_types: tuple[DisputeType, ...] = ()
    """For these alone; empty for all."""
    not_dispute_types: tuple[DisputeType, ...] = ()
    joint: bool = False
    """All who agreed have to ask together."""
    within: str | None = None
    """The limit, from the agreement's effect, within which it has to be chosen."""
    starts: tuple[str, ...] = ()
    """Limits that begin with the choice."""
    source: str
    mark: Mark
    steps: tuple[WayStep, ...]

    def fits(self, dispute_type: DisputeType | None) -> bool:
        """Whether the way is open to a dispute of this type; a type nobody told excludes nothing but what is for named types alone."""
        if self.dispute_types:
            return dispute_type in self.dispute_types
        return dispute_type not in self.not_dispute_types

    def step(self, code: str) -> WayStep | None:
        """The step with this code."""
        return next((step for step in self.steps if step.code == code), None)


class EnforceableWays(BaseModel):
    """The form of `enforceability.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ways: tuple[EnforceableWay, ...]

    def find(self, code: str) -> EnforceableWay | None:
        """The way with this code."""
        return next((way for way in self.ways if way.code == code), None)

    def offered(self, dispute_type: DisputeType | None) -> tuple[EnforceableWay, ...]:
        """The ways open to a dispute of this type, in the order of the file."""
        return tuple(way for way in self.ways if way.fits(dispute_type))


def read_enforceable_ways(document: Document, limits: TimeLimits) -> EnforceableWays:
    """The ways. Raises ProfileMistake for a code written twice and for a limit that the catalogue does not have."""
    found = read_as(EnforceableWays, document)
    mistakes = list(_mistakes(document, found, limits))
    if mistakes:
        raise ProfileMistake(mistakes)
    return found


def _mistakes(document: Document, found: EnforceableWays, limits: TimeLimits) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, way in enumerate(found.ways):
        place: tuple[str | int, ...] = ("ways", position)
        if way.code in seen:
            yield document.mistake((*place, "code"), f"代码“{way.code}”写了两次，应各不相同")
        seen.add(way.code)
        named = [*way.starts, *([way.within] if way.within else [])]
        for limit in [*named, *(limit for step in way.steps for limit in (*step.ends, *step.starts))]:
            if limits.find(limit) is None:
                yield document.mistake(place, f"时限目录中没有“{limit}”，请先在 time_limits.yaml 中写明")
