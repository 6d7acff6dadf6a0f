"""What a person and a program are told of a played case."""

from pathlib import Path
from typing import Any

import pytest

from schemas.values import Channel
from services.play.acts import LatestAgreement, PartyAt, Script
from services.play.case_file import PublishedCase, read_cases
from services.play.client import Answer, json_ready
from services.play.dating import date_steps
from services.play.driver import Played, Result, _filled
from services.play.plan import plan
from services.play.printed import _outside, _problems, _title
from services.play.report import as_data, counts, irregularities
from services.play.words import in_chinese, short_bodies

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}
PLACE = "湖南省湘西州永顺县"


def with_court_mediation() -> PublishedCase:
    """A case with a step in a channel that nothing stands for."""
    case = CASES["pub-04"]
    in_court = case.timeline[0].model_copy(update={"channel": Channel.COURT_MEDIATION})
    return case.model_copy(update={"timeline": (in_court, *case.timeline[1:])})


def refused_at_first(case: PublishedCase) -> Played:
    act = plan(case).acts[0]
    answer = Answer(409, {"code": "case_closed", "detail": "案件已经办结。"}, None)
    return Played(case, plan(case), results=[Result(act, answer, 1, "登记纠纷")])


def test_demonstration_bodies_are_shortened_and_nothing_else():
    long = f"{PLACE}综治中心（县（市、区）级，演示）拟将案件移交{PLACE}人民调解委员会（乡镇级，演示）"
    assert short_bodies(long, PLACE) == "综治中心（县级）拟将案件移交人民调解委员会（乡镇级）"
    assert short_bodies(f"{PLACE}的小路被堵", PLACE) == f"{PLACE}的小路被堵"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_word_of_a_case_file_has_a_chinese_name(case: PublishedCase):
    for step in case.timeline:
        assert not in_chinese(step.act.value).isascii()
        assert not in_chinese(step.channel.value).isascii()


def test_a_title_of_our_own_says_so():
    assert _title("[desc] 邻里堵路") == "邻里堵路（自拟标题）"
    assert _title("一起赡养纠纷") == "一起赡养纠纷"


def test_a_refused_act_and_a_step_without_a_service_are_told_in_chinese_without_codes():
    lines = list(_problems(refused_at_first(with_court_mediation())))
    assert lines[0] == "[red]被拒[/red] 第 2 步，登记纠纷：案件已经办结。"
    assert "司法调解“调解”" in lines[1]
    assert lines[1].endswith("法院调解尚未接入")
    assert not any(code in line for line in lines for code in ("case_closed", "session_held", "COURT_MEDIATION"))


def test_the_program_gets_the_codes_and_the_counts():
    played = refused_at_first(with_court_mediation())
    assert counts(played)["refusals"] == 1
    data = as_data(played)
    assert data["refusals"][0]["code"] == "case_closed"
    assert [left["act"] for left in data["unrepresented"]] == ["session_held"]


def test_irregularities_are_told_with_the_event_they_mark():
    mark = {"code": "late", "message": "迟于期限", "source": "人民调解法"}
    file: dict[str, Any] = {"timeline": [{"sentence": "达成协议", "irregularities": [mark]}]}
    assert list(irregularities(file)) == [("达成协议", mark)]


def test_a_limit_outside_is_told_with_what_mediating_and_petitioning_do_to_it():
    limit = {
        "route_name": "行政复议",
        "told": "申请复议的期限（LIM-RECON）60日",
        "mediation": "does_not_stop",
        "petition": "depends",
    }
    [line] = _outside({"outside_limits": [limit]})
    assert line == "外部期限（行政复议）：申请复议的期限（LIM-RECON）60日（调解：不停止；信访：视情况）"


def test_placeholders_are_filled_however_deep_they_stand():
    known = {"parties": ["p0", "p1"], "agreement": "a0"}
    body = {"party_ids": [PartyAt(1), PartyAt(0)], "terms": {"of": LatestAgreement()}, "text": "原文", "count": None}
    filled = {"party_ids": ["p1", "p0"], "terms": {"of": "a0"}, "text": "原文", "count": None}
    assert _filled(body, known) == filled


def test_a_body_carries_its_moment_and_whether_it_is_assumed():
    step = date_steps(CASES["pub-01"])[0]
    ready = json_ready({"text": "x"}, step.occurred_at, assumed=False)
    assert ready == {"text": "x", "occurred_at": "2022-12-30T09:00:00+08:00", "occurred_at_assumed": False}


def test_an_unplayed_case_counts_nothing():
    assert set(counts(Played(CASES["pub-01"], Script())).values()) == {0}
