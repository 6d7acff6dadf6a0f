"""The ladder L0–L4: which level comes next and which clock it has (domain.md 4.2)."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.organisations import LADDER_KINDS, Organisation
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.time_limits import Mark, TimeLimits
from services.jurisdiction.vocabulary import BodyKind, Tier


class Level(BaseModel):
    """One step of the ladder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """`L0` to `L4`."""
    name_zh: str
    tiers: tuple[Tier, ...]
    kinds: tuple[BodyKind, ...]
    clock: str | None
    """Id of the level's own time limit; None where the level has none (a conference)."""
    source: str
    mark: Mark


class Ladder(BaseModel):
    """The form of `escalation.yaml`: levels from the grid upwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[Level, ...]

    def level_of(self, organisation: Organisation) -> Level | None:
        """The step a body stands on; None for a body beside the ladder, such as a court."""
        for level in self.levels:
            if organisation.tier in level.tiers and organisation.kind in level.kinds:
                return level
        return None


def next_level(organisation: Organisation, ancestors: Iterable[Organisation]) -> Organisation | None:
    """The body that takes the case when `organisation` could not settle it; None at the top.

    `ancestors` are the bodies above, nearest first. Escalation moves the file up and resets no statutory clock.
    """
    for above in ancestors:
        higher = above.tier.rank > organisation.tier.rank
        beside_ladder = organisation.kind not in LADDER_KINDS and above.tier.rank == organisation.tier.rank
        if above.kind in LADDER_KINDS and (higher or beside_ladder):
            return above
    return None


def read_ladder(document: Document, limits: TimeLimits) -> Ladder:
    """The ladder of a profile. Raises ProfileMistake where a level's clock is not in the catalogue."""
    ladder = read_as(Ladder, document)
    mistakes = [
        document.mistake(
            ("levels", position, "clock"), f"时限目录中没有“{level.clock}”，请先在 time_limits.yaml 中写明"
        )
        for position, level in enumerate(ladder.levels)
        if level.clock is not None and limits.find(level.clock) is None
    ]
    if mistakes:
        raise ProfileMistake(mistakes)
    return ladder
