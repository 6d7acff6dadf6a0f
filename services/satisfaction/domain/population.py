"""Importing surveys of the population, series S2: kept as printed, corrected by a new edition, never added to the ratings."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction_population import PopulationSurveyImported, PopulationSurveyReplaced
from services.jurisdiction.acts import not_found
from services.satisfaction.domain.heard_commands import MarkReplaced
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.population_commands import ImportPopulationSurvey
from services.satisfaction.domain.population_table import read_table
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.state import State

Answer = tuple[Event, ...] | Refused


def import_survey(state: State, command: Command[ImportPopulationSurvey], law: SatisfactionLaw) -> Answer:
    """The survey with its rows; a table with a mistake in it is refused whole, every row told."""
    body = command.body
    if state.survey:
        return refuse("survey_imported")
    if body.replaces and not body.correction.strip():
        return refuse("correction_missing", "correction")
    if body.survey.fieldwork_from > body.survey.fieldwork_to:
        return refuse("fieldwork_dates_wrong", "survey")
    table = read_table(body.table, lambda name: area_of(name, law))
    if table.mistakes:
        refused = refuse("rows_invalid", "table", count=len(table.mistakes))
        return Refused(
            refused.code, refused.message, refused.field, parameters={"count": len(table.mistakes), "rows": list(table.mistakes)}
        )  # fmt: skip
    imported = PopulationSurveyImported(
        occurred_at=command.occurred_at, survey=body.survey, rows=table.rows, imported_by=command.actor.organisation,
        replaces=body.replaces, correction=body.correction,
    )  # fmt: skip
    return (imported,)


def mark_replaced(state: State, command: Command[MarkReplaced]) -> Answer:
    """A later edition corrects this one, which stays on file."""
    if not command.actor.is_system:
        return not_found()
    if not state.survey:
        return ()
    return (PopulationSurveyReplaced(occurred_at=command.recorded_at, by=command.body.by),)


def area_of(name: str, law: SatisfactionLaw) -> str | None:
    """The id of the body with this id, else of the one body of this name; None where there is none."""
    if law.organisation(name) is not None:
        return name
    named = [body.id for body in law.organisations.by_id.values() if body.name_zh == name]
    return named[0] if len(named) == 1 else None
