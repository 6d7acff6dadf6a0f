"""The figures of satisfaction, summed up beforehand: what a question costs does not grow with the number of cases (issue 7, items 1 and 6).

Every invitation counts in one series (real, made by the demonstration, of a played case), under its body, month, quarter,
year and all time, in whole and by channel, type of dispute and result of the case. A cancelled one counts nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from schemas import satisfaction
from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.satisfaction_population import PopulationSurveyImported, PopulationSurveyReplaced
from services.runtime.projection import Counted, Index, Section
from services.views.satisfaction.invitations import answered, invitations_after, month_of

__all__ = [
    "ALL",
    "ANSWERED",
    "NAME",
    "NO_CHANNEL",
    "SPLITS",
    "SatisfactionTally",
    "figure_id",
    "invitations_after",
    "periods_of",
    "shelf_of",
]

NAME = "satisfaction"
ALL = "all"
NO_CHANNEL = "none"
"""The key of cases that were closed at the window, in no channel."""
ANSWERED = "answered_"
"""Begins the name of the number of answers of one month."""
SPLITS = ("whole", "channel", "dispute_type", "result")
"""By what a figure is split; the key of the whole is ALL."""


class SatisfactionTally:
    """See TallyView. Figures and, per case, the invitations they come from; surveys of the population lie apart."""

    name = NAME
    version = 4
    sources: Sequence[str] = ("satisfaction",)
    indexes: Sequence[Index] = (
        Index((("labels.body", 1),)),
        Index((("satisfaction.section.population.survey.period", 1),)),
        Index((("satisfaction.figures", 1),), of_words=True),
    )

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        """See TallyView."""
        if isinstance(event, PopulationSurveyImported):
            told = event.model_dump(mode="json", exclude={"irregularities", "occurred_at_assumed"})
            return {"population": {**told, "replaced_by": None}}
        if isinstance(event, PopulationSurveyReplaced):
            return _replaced(section, event)
        before = section or {"invitations": {}, "not_reached": []}
        if "invitations" not in before:
            return section
        invitations = answered(before["invitations"], event)
        not_reached = before["not_reached"]
        if isinstance(event, satisfaction.PartyNotReached):
            not_reached = [*not_reached, _missed(event)]
        if invitations is before["invitations"] and not_reached is before["not_reached"]:
            return section
        return {"invitations": invitations, "not_reached": not_reached}

    def counted(self, source: str, section: Section) -> Sequence[Counted]:
        """See TallyView."""
        sums: dict[str, Counter[str]] = {}
        labels: dict[str, Mapping[str, str]] = {}
        for row, values in _rows(section):
            by_month = _by_month(row, values)
            for labelled in _figures(row):
                figure = figure_id(**labelled)
                labels[figure] = labelled
                sums.setdefault(figure, Counter()).update(values)
                if labelled["period"] in (ALL, row["month"][:4]):
                    sums[figure].update(by_month)
        return tuple(Counted(figure, dict(values), labels[figure]) for figure, values in sums.items())


def figure_id(split: str, key: str, period: str, body: str) -> str:
    """The name of one figure."""
    return f"{shelf_of(split, period)}/{key}/{body}"


def shelf_of(split: str, period: str) -> str:
    """What the names of all figures of a split and a period begin with, before a slash: they are kept side by side."""
    return f"{split}/{period}"


def periods_of(month: str) -> tuple[str, ...]:
    """All time, the year, the quarter and the month, e.g. of `2026-03`: `all`, `2026`, `2026Q1`, `2026-03`."""
    year, number = month.split("-")
    return ALL, year, f"{year}Q{(int(number) + 2) // 3}", month


def _rows(section: Section) -> Iterator[tuple[Mapping[str, Any], Mapping[str, int]]]:
    """Every invitation that counts and everybody not reached, with what each adds."""
    for invitation in section.get("invitations", {}).values():
        if not invitation["cancelled"]:
            yield invitation, _values(invitation)
    for missed in section.get("not_reached", ()):
        yield missed, {f"{_base(missed)}/{missed['party_role']}/not_reached": missed["persons"]}


def _values(invitation: Mapping[str, Any]) -> dict[str, int]:
    series = "simulated" if invitation["simulated"] else _base(invitation)
    begin = f"{series}/{invitation['party_role']}"
    found = {f"{begin}/invitations": 1}
    if invitation["last"] is not None:
        found |= {f"{begin}/grade_{invitation['last']}": 1, f"{begin}/first_{invitation['first']}": 1}
        found |= {f"{begin}/{name}": 1 for name in ("marked", "set_aside", "after_rectification") if invitation[name]}
    return found


def _by_month(row: Mapping[str, Any], values: Mapping[str, int]) -> dict[str, int]:
    """Answers by month of invitation, kept with the year and with all time: by them is decided what may be told (cells.py)."""
    answered = next((name for name in values if name.rpartition("/")[2].startswith("grade_")), None)
    return {f"{answered.rpartition('/')[0]}/{ANSWERED}{row['month']}": 1} if answered else {}


def _base(row: Mapping[str, Any]) -> str:
    return "stories" if row["story"] else "real"


def _figures(row: Mapping[str, Any]) -> Iterable[dict[str, str]]:
    keys = {
        "whole": ALL, "channel": row["channel"] or NO_CHANNEL, "dispute_type": row["dispute_type"], "result": row["result"],
    }  # fmt: skip
    for split, key in keys.items():
        for period in periods_of(row["month"]):
            yield {"split": split, "key": key, "period": period, "body": row["rated_body"]}


def _missed(event: satisfaction.PartyNotReached) -> dict[str, Any]:
    """Records from before figures were summed do not tell channel, type and result."""
    counted = event.counted
    return {
        "rated_body": event.rated_body, "month": counted.month if counted else month_of(event.occurred_at),
        "persons": event.persons, "party_role": event.party_role.value,
        "channel": counted.channel.value if counted and counted.channel else None,
        "dispute_type": counted.dispute_type.value if counted else "", "result": counted.result if counted else "",
        "story": bool(counted and counted.story),
    }  # fmt: skip


def _replaced(section: Section | None, event: PopulationSurveyReplaced) -> Section | None:
    if section is None or "population" not in section:
        return section
    return {"population": {**section["population"], "replaced_by": event.by}}
