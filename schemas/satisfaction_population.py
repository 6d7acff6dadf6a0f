"""Series S2: imported surveys of the population (domain.md section 5). Never added to the ratings of parties."""

from datetime import date
from enum import StrEnum

from schemas.base import Event, Value


class SurveyMode(StrEnum):
    """How people were asked."""

    PHONE = "phone_interview"
    WEB = "web_questionnaire"
    HOME = "home_interview"
    STREET = "street_interview"
    MIXED = "mixed_modes"


class PopulationSurvey(Value):
    """What a reader has to know of a survey to believe its figures."""

    title: str
    conducted_by: str
    """The institution, e.g. a statistics bureau."""
    commissioned_by: str = ""
    period: str
    """What it stands for: a year `2025`, a quarter `2025Q4` or a month `2025-11`."""
    fieldwork_from: date
    fieldwork_to: date
    mode: SurveyMode
    population: str
    """Who was asked, e.g. 16周岁以上常住居民."""
    sampling: str
    questionnaire: str
    """Number or title of the questionnaire, with the wording asked."""
    weighting: str
    """How the answers were weighted, or 未加权."""
    source_document: str
    """The report the figures are from."""


class PopulationRow(Value):
    """The answers of one area to one question."""

    area: str
    """Id of the body whose area it is."""
    question: str
    approached: int | None = None
    """Persons approached; None where the source does not tell."""
    answers: int
    """Valid sample."""
    grades: tuple[int, int, int, int, int] | None = None
    """Answers 5, 4, 3, 2, 1; None where the source prints the rate alone."""
    positive: int | None = None
    """Positive answers where the source prints no grades."""
    weighted_rate: float | None = None
    """As printed, between 0 and 1; None where the source prints none."""


class PopulationSurveyImported(Event):
    """A survey of the population is on file, as its source prints it."""

    survey: PopulationSurvey
    rows: tuple[PopulationRow, ...]
    imported_by: str
    replaces: str | None = None
    """Code of the edition that this one corrects; that one stays on file."""
    correction: str = ""
    """What changed and why."""


class PopulationSurveyReplaced(Event):
    """A later edition corrects this one."""

    by: str


POPULATION_EVENTS: tuple[type[Event], ...] = (PopulationSurveyImported, PopulationSurveyReplaced)
