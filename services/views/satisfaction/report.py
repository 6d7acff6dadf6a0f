"""The satisfaction of a body and those below it, said: figures, rates, interval, verdict (domain.md section 5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.satisfaction_target import judge
from services.views.answers import Answered
from services.views.satisfaction.figures import Count, Figure, Series, figure, is_empty, summed
from services.views.satisfaction.tally import ALL, NO_CHANNEL
from services.views.satisfaction.telling import PARAMETER
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
    withheld: str = ""
    """Why answers are left out, in Chinese; empty where none are."""


class SatisfactionReport(Answered):
    """The total and its parts: series S1, the ratings by parties."""

    series: str = CASE_RATINGS
    target: float
    target_source: str
    minimum_answers: int
    """The smallest number of answers that counts."""
    smallest_cell: int
    """From how many answers on a figure stands by itself."""
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
    whole: Sequence[Mapping[str, Any]] | None = None,
) -> SatisfactionReport:
    """The report of `organisation` from the sums of the bodies it stands for; every figure is judged here.

    `documents`: one split and key of one period, by body. `parts`: the same bodies by the keys of `split`. `whole`: what the total
    is made of, where that is more than what each body may be told by itself (telling.py).
    """
    target = law.parameter("satisfaction_target")
    by_body = _grouped(documents, "body")
    total = _figured(organisation, period, documents if whole is None else whole, key)
    return SatisfactionReport(
        target=float(target.value), target_source=target.source,
        minimum_answers=int(law.parameter("minimum_answers").value), total=_said(total, law, words),
        smallest_cell=int(law.parameter(PARAMETER).value),
        bodies=tuple(_said(_figured(body, period, several, key), law, words) for body, several in by_body.items()),
        split=split, parts=_parts(organisation, period, split, parts, law, words),
    )  # fmt: skip


def _parts(
    organisation: str, period: str, split: str, documents: Iterable[Mapping[str, Any]], law: Law, words: Words
) -> tuple[RatedFigure, ...]:
    if split == "month":
        by_month = _grouped(documents, "period")
        return tuple(_said(_figured(organisation, month, several), law, words) for month, several in by_month.items())
    by_key = _grouped(documents, "key")
    return tuple(_said(_figured(organisation, period, several, key), law, words) for key, several in by_key.items())


def _figured(organisation: str, period: str, documents: Sequence[Mapping[str, Any]], key: str = "") -> Figure:
    return figure(
        organisation, period, summed(documents), key, lacking=any(one.get("lacking") for one in documents),
        roles=all(one.get("roles", True) for one in documents),
    )  # fmt: skip


def _grouped(documents: Iterable[Mapping[str, Any]], label: str) -> dict[str, list[Mapping[str, Any]]]:
    """By label, without what nobody counts for any more."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for document in documents:
        found.setdefault(document["labels"][label], []).append(document)
    return {name: several for name, several in sorted(found.items()) if not is_empty(summed(several))}


def _said(one: Figure, law: Law, words: Words) -> RatedFigure:
    withheld = _withheld(one, law)
    return RatedFigure(
        withheld=withheld,
        organisation=one.organisation, organisation_name=words.body(one.organisation),
        month=ALL_MONTHS if one.month == ALL else one.month, key=one.key, key_name=_key_name(one.key, words),
        real=_series(one.real, law, "", withheld), simulated=_series(one.simulated, law, SIMULATED),
        stories=_series(one.stories, law, STORIES), not_reached=one.not_reached,
    )  # fmt: skip


def _key_name(key: str, words: Words) -> str:
    if not key:
        return ""
    return AT_THE_WINDOW if key == NO_CHANNEL else words.word(key)


def _withheld(one: Figure, law: Law) -> str:
    if not one.lacking:
        return ""
    least = int(law.parameter(PARAMETER).value)
    return (
        f"未含不足 {least} 份或者可以推算、不单列的评价"
        if one.real.total.responses
        else f"不足 {least} 份或者可以推算，不单列"
    )


def _series(series: Series, law: Law, mark: str, withheld: str = "") -> RatedSeries:
    by_role = {role: _rated(count, law, mark) for role, count in series.by_role.items()}
    return RatedSeries(total=_rated(series.total, law, mark, withheld), by_role=by_role)


def _rated(count: Count, law: Law, mark: str, withheld: str = "") -> Rated:
    judged = judge(
        count.positive, count.responses, float(law.parameter("satisfaction_target").value),
        int(law.parameter("minimum_answers").value),
    )  # fmt: skip
    said = (
        f"{withheld}。"
        if withheld and not count.responses
        else judged.in_chinese + (f"{withheld}。" if withheld else "")
    )
    return Rated(
        **count.model_dump(), rate=judged.rate, strict_rate=_share(count.strict, count.responses),
        first_rate=_share(count.first_positive, count.responses),
        response_rate=None if withheld else _share(count.responses, count.invitations), low=judged.low, high=judged.high,
        verdict=judged.verdict.value, certain=judged.certain, in_chinese=said + mark,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
