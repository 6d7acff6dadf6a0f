"""Surveys of the population are kept as printed, refused row by row in Chinese, and corrected by a new edition (series S2)."""

import pytest

from schemas.command import Actor, Refused
from schemas.satisfaction_population import PopulationSurveyImported
from services.satisfaction.domain.heard_commands import MarkReplaced
from services.satisfaction.domain.population_commands import ImportPopulationSurvey
from services.satisfaction.domain.react_own import replaced
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.satisfaction.survey import ENVELOPE, HUB_CLERK, SYSTEM, Survey

OFFICE = Actor(user="office", organisation="wuhu.hub", roles=("county_office",))
ABOUT = {
    "title": "2025年度群众满意度调查", "conducted_by": "统计部门", "period": "2025", "fieldwork_from": "2025-11-01",
    "fieldwork_to": "2025-11-20", "mode": "phone_interview", "population": "16周岁以上常住居民", "sampling": "随机拨号",
    "questionnaire": "问卷第7题：您对化解矛盾纠纷工作是否满意", "weighting": "按年龄和性别加权", "source_document": "调查报告",
}  # fmt: skip
GRADED = "地区,问题,访问人数,有效样本,非常满意,满意,基本满意,不满意,非常不满意,加权满意率\n"
GOOD = GRADED + "wuhu.jinghu.hub,化解矛盾纠纷工作,1000,400,100,200,70,20,10,92.8%\n"


def imported(table: str, survey: Survey | None = None, **more: object) -> Answer:
    told = {"survey": {**ABOUT, **dict(more.pop("about", {}))}, "table": table, **more}  # type: ignore[call-overload]
    return (survey or Survey()).act(OFFICE, ImportPopulationSurvey.model_validate(told), at("2026-01-10"))


def mistakes(table: str) -> list[str]:
    answer = imported(table)
    assert refusal(answer) == "rows_invalid"
    assert isinstance(answer, Refused)
    assert answer.parameters is not None
    rows: list[str] = answer.parameters["rows"]
    return rows


def test_a_survey_is_kept_with_everything_a_reader_has_to_know() -> None:
    survey = Survey()
    assert names(imported(GOOD, survey)) == ["population_survey_imported"]
    told = survey.happened(PopulationSurveyImported)
    row = told.rows[0]
    assert (row.area, row.answers, row.approached, row.grades) == ("wuhu.jinghu.hub", 400, 1000, (100, 200, 70, 20, 10))
    assert row.weighted_rate == pytest.approx(0.928)
    assert (told.survey.mode, told.imported_by) == ("phone_interview", "wuhu.hub")


def test_a_source_that_prints_the_rate_alone_is_kept_so() -> None:
    survey = Survey()
    names(imported("地区,问题,有效样本,加权满意率\nwuhu.hub,总体,27120,93.61%\n", survey))
    row = survey.happened(PopulationSurveyImported).rows[0]
    assert (row.grades, row.positive, row.weighted_rate) == (None, None, pytest.approx(0.9361))


def test_an_area_may_be_told_by_the_name_of_its_body() -> None:
    survey = Survey()
    name = next(body.name_zh for body in survey.law.organisations.by_id.values() if body.id == "wuhu.jinghu.hub")
    names(imported(GOOD.replace("wuhu.jinghu.hub", name), survey))
    assert survey.happened(PopulationSurveyImported).rows[0].area == "wuhu.jinghu.hub"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("wuhu.hub,甲,1000,400,100,200,70,20,9,", "第 2 行：各等次合计 399，与有效样本 400 不符"),
        ("某地,甲,1000,400,100,200,70,20,10,", "第 2 行：没有名为“某地”的地区或者机构"),
        ("wuhu.hub,,1000,400,100,200,70,20,10,", "第 2 行：“问题”没有填写"),
        ("wuhu.hub,甲,300,400,100,200,70,20,10,", "第 2 行：有效样本 400 多于访问人数 300"),
        ("wuhu.hub,甲,1000,四百,100,200,70,20,10,", "第 2 行：“有效样本”应为整数，而不是“四百”"),
        ("wuhu.hub,甲,1000,400,100,200,70,,10,", "第 2 行：五个等次须齐全，没有填写：不满意"),
        ("wuhu.hub,甲,1000,400,,,,,,93", "第 2 行：“加权满意率”应在 0 至 100% 之间，而不是“93”；百分数请写百分号"),
        ("wuhu.hub,甲,1000,400,,,,,,高", "第 2 行：“加权满意率”应为百分数，如 93.5%，而不是“高”"),
        ("wuhu.hub,甲,1000,400,,,,,,", "第 2 行：五个等次、“满意人数”、“加权满意率”都没有填写"),
        ("wuhu.hub,甲", "第 2 行：有 2 格，表头有 10 列"),
    ],
)
def test_every_mistake_is_told_with_its_row(row: str, sentence: str) -> None:
    assert mistakes(GRADED + row) == [sentence]


def test_all_rows_are_read_before_anything_is_refused() -> None:
    wrong = (
        "某地,甲,1000,400,100,200,70,20,10,\nwuhu.hub,甲,1000,400,100,200,70,20,10,\nwuhu.hub,甲,1000,4,1,1,1,1,0,\n"
    )
    assert mistakes(GRADED + wrong) == [
        "第 2 行：没有名为“某地”的地区或者机构",
        "第 4 行：与第 3 行是同一地区的同一问题",
    ]


@pytest.mark.parametrize(
    ("table", "part"),
    [
        ("地区,问题\nwuhu.hub,甲\n", "表头缺少：有效样本"),
        ("地区,问题,有效样本,满意度\nwuhu.hub,甲,1,1\n", "表头有不认识的列：满意度"),
        ("地区,问题,有效样本,非常满意\nwuhu.hub,甲,1,1\n", "五个等次须齐全"),
        ("地区,问题,有效样本\nwuhu.hub,甲,1\n", "须有五个等次"),
        ("地区,问题,有效样本,满意人数\n", "表格没有数据行"),
        ("地区,问题,有效样本,满意人数\nwuhu.hub,甲,10,11\n", "满意人数 11 多于有效样本 10"),
    ],
)
def test_a_wrong_header_is_told_before_the_rows(table: str, part: str) -> None:
    assert part in "；".join(mistakes(table))


def test_a_correction_is_a_new_edition_that_says_what_changed_and_the_old_one_stays() -> None:
    assert refusal(imported(GOOD, replaces="OLD")) == "correction_missing"
    survey = Survey()
    names(imported(GOOD, survey, replaces="OLD", correction="第3行有效样本抄录有误"))
    back = replaced(survey.happened(PopulationSurveyImported), ENVELOPE)
    assert back is not None
    assert (back.case_code, back.body) == ("OLD", MarkReplaced(by=ENVELOPE.case_code))
    first = Survey()
    names(imported(GOOD, first))
    assert names(first.act(SYSTEM, MarkReplaced(by="NEW"), at("2026-01-11"))) == ["population_survey_replaced"]
    assert Survey().act(SYSTEM, MarkReplaced(by="NEW"), at("2026-01-11")) == ()
    assert refusal(first.act(HUB_CLERK, MarkReplaced(by="NEW"), at("2026-01-11"))) == "not_found"


def test_one_code_is_one_survey_and_fieldwork_begins_before_it_ends() -> None:
    survey = Survey()
    names(imported(GOOD, survey))
    assert refusal(imported(GOOD, survey)) == "survey_imported"
    assert refusal(imported(GOOD, about={"fieldwork_to": "2025-10-01"})) == "fieldwork_dates_wrong"


def test_a_table_with_one_mistake_is_refused_whole() -> None:
    survey = Survey()
    assert refusal(imported(GOOD.replace("400", "401"), survey)) == "rows_invalid"
    assert not survey.state.survey
