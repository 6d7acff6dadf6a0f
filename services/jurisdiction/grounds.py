"""Grounds the law gives for not accepting, dismissing or refusing, as coded data with their articles (domain.md 2.1, 2.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark


class GroundKind(StrEnum):
    """What a ground is for."""

    PEOPLE_MEDIATION_INADMISSIBLE = "people_mediation_inadmissible"
    ADMINISTRATIVE_MEDIATION_NOT_ACCEPTED = "administrative_mediation_not_accepted"
    """Which of them apply is the sector's (administrative_sectors.yaml)."""
    CONFIRMATION_NOT_ACCEPTED = "confirmation_not_accepted"
    """Found later, it leads to dismissal as well (CPL-I 355)."""
    CONFIRMATION_DISMISSED = "confirmation_dismissed"
    CONFIRMATION_WITHDRAWN = "confirmation_withdrawn"
    CONFIRMATION_COURT = "confirmation_court"
    """Courts that may take a joint application."""
    PETITION_NOT_ACCEPTED = "petition_not_accepted"
    """Why a petition is not, or no longer, taken up."""
    PETITION_REVIEW_NOT_ACCEPTED = "petition_review_not_accepted"
    """Why a request for review or re-check is not taken up."""
    PETITION_NOT_RATED = "petition_not_rated"
    """Why a petition, or a further registration of it, is not open to rating (满意度评价)."""


class Ground(BaseModel):
    """One ground."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """Stable code, used in commands and events."""
    kind: GroundKind
    text_zh: str
    source: str
    """Instrument and article as in domain.md, e.g. `CPL-I 355`."""
    mark: Mark
    valid_from: date | None = None
    valid_to: date | None = None


class GroundFile(BaseModel):
    """The form of `grounds.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Grounds:
    """All grounds by code."""

    by_code: Mapping[str, Ground]

    def find(self, code: str) -> Ground | None:
        """The ground with this code."""
        return self.by_code.get(code)

    def of(self, kind: GroundKind, day: date) -> tuple[Ground, ...]:
        """The grounds of a kind in force on `day` (Asia/Shanghai), in the order of the law."""
        return tuple(ground for ground in self.by_code.values() if ground.kind is kind and _in_force(ground, day))


def read_grounds(document: Document) -> Grounds:
    """The catalogue of grounds. Raises ProfileMistake where a code stands twice."""
    grounds = read_as(GroundFile, document).grounds
    mistakes = list(_mistakes(document, grounds))
    if mistakes:
        raise ProfileMistake(mistakes)
    return Grounds({ground.code: ground for ground in grounds})


def _in_force(ground: Ground, day: date) -> bool:
    return (ground.valid_from is None or ground.valid_from <= day) and (
        ground.valid_to is None or day <= ground.valid_to
    )


def _mistakes(document: Document, grounds: tuple[Ground, ...]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, ground in enumerate(grounds):
        if ground.code in seen:
            yield document.mistake(("grounds", position, "code"), f"代码“{ground.code}”写了两次，应各不相同")
        seen.add(ground.code)
