"""The satisfaction of a body and those below it, said: figures, rates, interval, verdict (domain.md section 5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.satisfaction_target import judge
from services.views.answers import Answered
from services.views.satisfaction.figures import Count, Figure, Series, figure, is_empty, summed
from services.views.satisfaction.tally import ALL, NO_CHANNEL
from services.views.words import Words

ALL_MONTHS = "全部时期"
SIMULATED = "（模拟数据，不计入考核）"
STORIES = "（公开案例演示，不计入考核）"
AT_THE_WINDOW = "窗口直接办结"
CASE_RATINGS = "案件当事人评价（与群众抽样调查分列，不合并计算）"


class Rated(Count):
    """A count with its rates. Without any answer there is no rate."""

    rate: float | None
    """5, 4 and 3 of the valid answers."""
    strict_rate: float | None
    """5 and 4."""
    first_rate: float | None
    """By the first answers."""
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
    """One body (with those below it, or alone) in one period. Only `real` counts towards the target."""

    organisation: str
    organisation_name: str
    month: str
    """The period, in words where it is all."""
    key: str = ""
    key_name: str = ""
    real: RatedSeries
    simulated: RatedSeries
    stories: RatedSeries
    not_reached: int


class SatisfactionReport(Answered):
    """The total and its parts: series S1, the ratings by parties."""

    series: str = CASE_RATINGS
    target: float
    target_source: str
    minimum_answers: int
    """The smallest number of answers that counts."""
    total: RatedFigure
    bodies: tuple[RatedFigure, ...]
    """By rated body; each stands for itself alone."""
    split: str = ""
    parts: tuple[RatedFigure, ...] = ()
    """By channel, type of dispute or result, or by month, where that was asked."""


def report(
    documents: Sequence[Mapping[str, Any]],
    organisation: str,
    period: str,
    law: Law,
    words: Words,
    *,
    key: str = "",
    split: str = "",
    parts: Iterable[Mapping[str, Any]] = (),
) -> SatisfactionReport:
    """The report of `organisation` from the sums of the bodies it stands for; every figure is judged here.

    `documents`: one split and key of one period, by body. `parts`: the same bodies by the keys of `split`.
    """
    target = law.parameter("satisfaction_target")
    by_body = _grouped(documents, "body")
    total = figure(organisation, period, summed(documents), key)
    return SatisfactionReport(
        target=float(target.value), target_source=target.source,
        minimum_answers=int(law.parameter("minimum_answers").value), total=_said(total, law, words),
        bodies=tuple(_said(figure(body, period, values, key), law, words) for body, values in by_body.items()),
        split=split, parts=_parts(organisation, period, split, parts, law, words),
    )  # fmt: skip


def _parts(
    organisation: str, period: str, split: str, documents: Iterable[Mapping[str, Any]], law: Law, words: Words
) -> tuple[RatedFigure, ...]:
    if split == "month":
        by_month = _grouped(documents, "period")
        return tuple(_said(figure(organisation, month, values), law, words) for month, values in by_month.items())
    by_key = _grouped(documents, "key")
    return tuple(_said(figure(organisation, period, values, key), law, words) for key, values in by_key.items())


def _grouped(documents: Iterable[Mapping[str, Any]], label: str) -> dict[str, Mapping[str, int]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for document in documents:
        found.setdefault(document["labels"][label], []).append(document)
    sums = {name: summed(several) for name, several in sorted(found.items())}
    return {name: values for name, values in sums.items() if not is_empty(values)}


def _said(one: Figure, law: Law, words: Words) -> RatedFigure:
    return RatedFigure(
        organisation=one.organisation, organisation_name=words.body(one.organisation),
        month=ALL_MONTHS if one.month == ALL else one.month, key=one.key, key_name=_key_name(one.key, words),
        real=_series(one.real, law, ""), simulated=_series(one.simulated, law, SIMULATED),
        stories=_series(one.stories, law, STORIES), not_reached=one.not_reached,
    )  # fmt: skip


def _key_name(key: str, words: Words) -> str:
    if not key:
        return ""
    return AT_THE_WINDOW if key == NO_CHANNEL else words.word(key)


def _series(series: Series, law: Law, mark: str) -> RatedSeries:
    by_role = {role: _rated(count, law, mark) for role, count in series.by_role.items()}
    return RatedSeries(total=_rated(series.total, law, mark), by_role=by_role)


def _rated(count: Count, law: Law, mark: str) -> Rated:
    judged = judge(
        count.positive, count.responses, float(law.parameter("satisfaction_target").value),
        int(law.parameter("minimum_answers").value),
    )  # fmt: skip
    return Rated(
        **count.model_dump(), rate=judged.rate, strict_rate=_share(count.strict, count.responses),
        first_rate=_share(count.first_positive, count.responses),
        response_rate=_share(count.responses, count.invitations), low=judged.low, high=judged.high,
        verdict=judged.verdict.value, certain=judged.certain, in_chinese=judged.in_chinese + mark,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
