"""Importing a survey of the population (series S2)."""

from pydantic import Field

from schemas.command import CommandBody
from schemas.satisfaction_population import PopulationSurvey


class ImportPopulationSurvey(CommandBody):
    """The county office puts a survey on file as its source prints it. Creates a code of its own."""

    survey: PopulationSurvey
    table: str = Field(min_length=1, max_length=200_000)
    """The rows as CSV with Chinese headers (see services.satisfaction.domain.population_table)."""
    replaces: str | None = None
    correction: str = Field(default="", max_length=2000)
