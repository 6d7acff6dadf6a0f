"""What the county office may ask: to freeze the report of a period, and to correct it by a further edition."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.registry import wire_name
from schemas.statistics import FrozenFigure

Positions = Mapping[str, Mapping[str, Annotated[int, Field(ge=0)]]]


class FreezeReport(CommandBody):
    """Keep the report as it was read, with the positions in the logs that it was computed from."""

    report: str
    organisation: str
    period: str
    series: str = "real"
    bodies: Annotated[tuple[str, ...], Field(min_length=1)]
    positions: Annotated[Positions, Field(min_length=1)]
    catalogue_version: str
    digest: str
    figures: Annotated[tuple[FrozenFigure, ...], Field(min_length=1)]


class CorrectReport(FreezeReport):
    """A further edition; what changed is found here and named, the former editions stay."""

    reason: Annotated[PersonalText, Field(min_length=1, max_length=500)]


COMMANDS: Mapping[str, type[CommandBody]] = {wire_name(body): body for body in (FreezeReport, CorrectReport)}
"""Command bodies by wire name."""
