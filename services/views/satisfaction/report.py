"""The satisfaction of a body and those below it, said: figures, rates, interval, verdict (domain.md section 5)."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.satisfaction_target import judge
from services.views.answers import Answered
from services.views.satisfaction.figures import Count, Figure, Series, added, figures
from services.views.words import Words

ALL_MONTHS = "全部月份"
SIMULATED = "（模拟数据，不计入考核）"
STORIES = "（公开案例演示，不计入考核）"


class Rated(Answered):
    """A count with its rates. Without any answer there is no rate."""

    invitations: int
    responses: int
    positive: int
    strict: int
    rate: float | None
    """5, 4 and 3 of the valid answers."""
    strict_rate: float | None
    """5 and 4."""
    response_rate: float | None
    low: float
    """95 % Wilson interval of `rate`."""
    high: float
    verdict: str
    """reached, missed or not_enough_answers."""
    certain: bool
    """The whole interval lies on the verdict's side of the target."""
    in_chinese: str


class RatedSeries(Answered):
    """One series together and by role; the target is for the whole, not for each role."""

    total: Rated
    by_role: dict[str, Rated]


class RatedFigure(Answered):
    """One body (with those below it, or alone) in one month or in all. Only `real` counts towards the target."""

    organisation: str
    organisation_name: str
    month: str
    real: RatedSeries
    simulated: RatedSeries
    stories: RatedSeries
    not_reached: int


class SatisfactionReport(Answered):
    """The total and its parts."""

    target: float
    target_source: str
    minimum_answers: int
    total: RatedFigure
    bodies: tuple[RatedFigure, ...]
    """By month and rated body."""


def report(
    documents: Iterable[Mapping[str, Any]],
    organisation: str,
    bodies: Set[str],
    month: str | None,
    law: Law,
    words: Words,
) -> SatisfactionReport:
    """The report of `organisation`, which stands for `bodies`; every figure is counted once and judged here."""
    parts = figures(documents, bodies, month)
    total = added(organisation, month or ALL_MONTHS, parts)
    target = law.parameter("satisfaction_target")
    return SatisfactionReport(
        target=float(target.value), target_source=target.source,
        minimum_answers=int(law.parameter("minimum_answers").value), total=_rated_figure(total, law, words),
        bodies=tuple(_rated_figure(part, law, words) for part in parts),
    )  # fmt: skip


def _rated_figure(figure: Figure, law: Law, words: Words) -> RatedFigure:
    return RatedFigure(
        organisation=figure.organisation, organisation_name=words.body(figure.organisation), month=figure.month,
        real=_rated_series(figure.real, law, ""), simulated=_rated_series(figure.simulated, law, SIMULATED),
        stories=_rated_series(figure.stories, law, STORIES), not_reached=figure.not_reached,
    )  # fmt: skip


def _rated_series(series: Series, law: Law, mark: str) -> RatedSeries:
    by_role = {role: _rated(count, law, mark) for role, count in series.by_role.items()}
    return RatedSeries(total=_rated(series.total, law, mark), by_role=by_role)


def _rated(count: Count, law: Law, mark: str) -> Rated:
    judged = judge(
        count.positive, count.responses, float(law.parameter("satisfaction_target").value),
        int(law.parameter("minimum_answers").value),
    )  # fmt: skip
    return Rated(
        **count.model_dump(), rate=judged.rate, strict_rate=_share(count.strict, count.responses),
        response_rate=_share(count.responses, count.invitations), low=judged.low, high=judged.high,
        verdict=judged.verdict.value, certain=judged.certain, in_chinese=judged.in_chinese + mark,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
