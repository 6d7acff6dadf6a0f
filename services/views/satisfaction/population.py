"""Surveys of the population, series S2: shown as printed beside the ratings of parties, and never added to them (domain.md section 5)."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.satisfaction_target import judge
from services.views.answers import Answered
from services.views.satisfaction.figures import POSITIVE_FROM, STRICT_FROM
from services.views.words import Words

SERIES = "群众抽样调查（与案件当事人评价分列，不合并计算）"
PRINTED = "来源只公布比例，没有公布各等次人数，不能计算置信区间"
WEIGHTED = "加权满意率按来源公布的数字显示；区间和结论按未加权的有效样本计算"


class PopulationFigure(Answered):
    """The answers of one area to one question."""

    area: str
    area_name: str
    question: str
    approached: int | None
    answers: int
    response_rate: float | None
    rate: float | None
    """Unweighted; None where the source prints neither grades nor persons."""
    strict_rate: float | None
    weighted_rate: float | None
    """As printed."""
    low: float | None
    high: float | None
    verdict: str
    """reached, missed or not_enough_answers, of the unweighted rate; `not_judged` where there is none."""
    in_chinese: str


class PopulationReport(Answered):
    """One edition of one survey."""

    code: str
    title: str
    conducted_by: str
    commissioned_by: str
    period: str
    fieldwork_from: str
    fieldwork_to: str
    mode: str
    mode_name: str
    population: str
    sampling: str
    questionnaire: str
    weighting: str
    source_document: str
    imported_by_name: str
    replaces: str | None
    replaced_by: str | None
    """A later edition corrects this one."""
    correction: str
    rows: tuple[PopulationFigure, ...]


class PopulationAnswer(Answered):
    """Every survey on file, newest period first."""

    series: str = SERIES
    target: float
    surveys: tuple[PopulationReport, ...]


def surveys(documents: Iterable[Mapping[str, Any]], bodies: frozenset[str], law: Law, words: Words) -> PopulationAnswer:
    """The surveys with their rows about these bodies; one without such a row is left out."""
    told = [
        _report(document["_id"], document["satisfaction"]["section"]["population"], bodies, law, words)
        for document in documents
    ]
    shown = sorted((one for one in told if one.rows), key=lambda one: (one.period, one.code), reverse=True)
    return PopulationAnswer(target=float(law.parameter("satisfaction_target").value), surveys=tuple(shown))


def _report(code: str, told: Mapping[str, Any], bodies: frozenset[str], law: Law, words: Words) -> PopulationReport:
    survey = told["survey"]
    plain = (
        "title", "conducted_by", "commissioned_by", "period", "fieldwork_from", "fieldwork_to", "mode", "population", "sampling",
        "questionnaire", "weighting", "source_document",
    )  # fmt: skip
    return PopulationReport(
        code=code, **{name: survey[name] for name in plain}, mode_name=words.word(survey["mode"]),
        imported_by_name=words.body(told["imported_by"]), replaces=told["replaces"], replaced_by=told["replaced_by"],
        correction=told["correction"],
        rows=tuple(_figure(row, law, words) for row in told["rows"] if row["area"] in bodies),
    )  # fmt: skip


def _figure(row: Mapping[str, Any], law: Law, words: Words) -> PopulationFigure:
    answers, positive = row["answers"], _positive(row)
    shared = {
        "area": row["area"], "area_name": words.body(row["area"]), "question": row["question"],
        "approached": row["approached"], "answers": answers, "weighted_rate": row["weighted_rate"],
        "response_rate": answers / row["approached"] if row["approached"] else None,
        "strict_rate": sum(row["grades"][: 6 - STRICT_FROM]) / answers if row["grades"] and answers else None,
    }  # fmt: skip
    if positive is None:
        return PopulationFigure(
            **shared, rate=None, low=None, high=None, verdict="not_judged", in_chinese=f"{PRINTED}。"
        )
    target, least = law.parameter("satisfaction_target"), law.parameter("minimum_answers")
    judged = judge(positive, answers, float(target.value), int(least.value))
    said = f"{judged.in_chinese}{WEIGHTED}。" if row["weighted_rate"] is not None else judged.in_chinese
    return PopulationFigure(
        **shared, rate=judged.rate, low=judged.low, high=judged.high, verdict=judged.verdict.value, in_chinese=said
    )


def _positive(row: Mapping[str, Any]) -> int | None:
    """Grades 5, 4 and 3 where these are printed."""
    if row["grades"] is not None:
        return int(sum(row["grades"][: 6 - POSITIVE_FROM]))
    positive: int | None = row["positive"]
    return positive
