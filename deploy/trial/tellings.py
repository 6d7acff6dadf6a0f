"""What a story consists of: acts in order, and the place whose hub reads the case file. Read from a case file or from commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel
from services.jurisdiction.demonstration import demonstration_hub, demonstration_organisation
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.profile_files import read_as, read_document
from services.jurisdiction.vocabulary import Tier
from services.play.acts import LatestAgreement, Origin, PartyAt, PlannedAct
from services.play.case_file import PublishedCase, read_cases
from services.play.plan import plan

FOLDER = Path(__file__).parents[1] / "drill"
SHORT = FOLDER / "story.yaml"
"""A case in the form of tests/cases/README.md."""
THROUGH_ALL = FOLDER / "story_through_all.yaml"
"""Commands through every service, with a diversion, a lapse, its withdrawal and two escalations."""
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class InvitationAt:
    """Placeholder for the id of the invitation of the n-th party."""

    position: int


@dataclass(frozen=True)
class Telling:
    """A story before it is told."""

    place: str
    acts: tuple[PlannedAct, ...]

    def recorded(self, number: int, afterwards: timedelta) -> datetime:
        """When the act is entered: `afterwards`, and never before an earlier act was; a late entry occurred before it."""
        return max(act.occurred_at for act in self.acts[: number + 1]) + afterwards


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    service: str
    by: str
    roles: tuple[str, ...]
    command: str
    body: dict[str, Any] = {}


class _Commands(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    acts: tuple[_Act, ...]


def short_telling() -> Telling:
    """The case of story.yaml as it is played, then the answers of both parties, one of them changed."""
    return of_case(read_cases(SHORT)[0])


def of_case(case: PublishedCase) -> Telling:
    """A case as it is played, then both parties' answers to the survey."""
    place = case.province_city or ""
    acts = plan(case).acts
    answers = [(0, 5), (1, 3), (1, 4)]
    rated = (
        PlannedAct(
            "satisfaction", "rate_at_window",
            {"invitation_id": InvitationAt(position), "grade": grade, "given_via": "counter", "simulated": True},
            demonstration_hub(place), ("county_office",), acts[-1].occurred_at + timedelta(days=number), True,
            Origin.ASSUMED, None,
        )
        for number, (position, grade) in enumerate(answers, 1)
    )  # fmt: skip
    return Telling(place, (*acts, *rated))


def telling_through_all(path: Path = THROUGH_ALL) -> Telling:
    """The commands of a file of that form. Raises ProfileMistake with file and line."""
    read = read_as(_Commands, read_document(path))
    acts = (
        PlannedAct(
            act.service, act.command, _with_placeholders(act.body, read.place), _body(act.by, read.place), act.roles,
            act.at.replace(tzinfo=SHANGHAI), False, Origin.STATED, None,
        )
        for act in read.acts
    )  # fmt: skip
    return Telling(read.place, tuple(acts))


def _body(words: str, place: str) -> Organisation:
    """`hub county`, `people_mediation village` …"""
    channel, tier = words.split()
    if channel == "hub":
        return demonstration_hub(place, Tier(tier))
    return demonstration_organisation(place, Channel[channel.upper()], Tier(tier))


def _with_placeholders(value: Any, place: str) -> Any:
    if isinstance(value, Mapping):
        return {name: _with_placeholders(part, place) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_with_placeholders(part, place) for part in value]
    word, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
    match word if colon else "":
        case "body":
            return _body(rest, place).id
        case "party":
            return PartyAt(int(rest))
        case "agreement":
            return LatestAgreement()
        case "invitation":
            return InvitationAt(int(rest))
        case _:
            return value
