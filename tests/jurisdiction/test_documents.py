"""Templates of documents as data: what they ask of a case, what is named before printing, what a city may replace."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from services.jurisdiction.document_facts import CaseFacts, Told
from services.jurisdiction.document_filling import LAYOUT_OURS, Filled, fill
from services.jurisdiction.document_reading import FILES, load_templates
from services.jurisdiction.document_sheet import Grid, Paragraph
from services.jurisdiction.document_templates import Template
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.views.words import words_of
from tests.domain.views.log import Log
from tests.domain.views.test_case_file import read
from tests.domain.views.village import COMMITTEE, HUB, mediated, registered, whole_story

LAW = Law.load("wuhu")
TEMPLATES = load_templates("wuhu")
AUDITED = "auditor"


class Names:
    """The words of the views, and accounts as they are."""

    def word(self, text: str) -> str:
        return words_of(LAW).word(text)

    def body(self, organisation: str) -> str:
        return words_of(LAW).body(organisation)

    def post(self, account: str) -> str:
        return f"岗位{account}"


def facts(log: Log, organisation: str = COMMITTEE, role: str = "clerk") -> CaseFacts:
    return CaseFacts.of(read(log, organisation, role).model_dump(mode="json"))


def template(code: str) -> Template:
    found = TEMPLATES.find(code)
    assert found is not None
    return found


def filled(code: str, known: CaseFacts, **added: str) -> Filled:
    occasion = next(known.occasions(template(code)))
    return fill(
        template(code), occasion, known, Names(), {name.replace("__", ":"): said for name, said in added.items()}
    )


def rows(made: Filled) -> dict[str, str]:
    return {label: value for part in made.sheet.parts if isinstance(part, Grid) for label, value in part.rows}


def missing(made: Filled) -> list[str]:
    return [blank.label for blank in made.missing]


def test_an_agreement_is_filled_from_the_case_and_what_is_missing_is_named_before_printing() -> None:
    made = filled("pm_agreement", facts(whole_story()))
    told = rows(made)
    assert told["协议内容"] == "1. 被申请人赔偿三千元"
    assert told["履行方式、地点、期限"] == "1. 楼上住户于2026年4月15日前向楼下住户履行：赔偿款"
    assert Paragraph("编号：镜方调〔2026〕1号", at_right=True) in made.sheet.parts
    assert Paragraph("2026年3月10日", at_right=True) in made.sheet.parts
    assert not made.printable
    assert missing(made) == [
        "纠纷主要事实、争议事项", "协议书份数", "申请人（1）楼下住户的性别", "申请人（1）楼下住户的年龄",
        "被申请人（1）楼上住户的性别", "被申请人（1）楼上住户的年龄", "被申请人（1）楼上住户的单位或者住址",
    ]  # fmt: skip


def test_what_the_clerk_adds_is_printed_and_nothing_is_missing_any_more() -> None:
    made = filled(
        "pm_agreement", facts(whole_story()), facts="楼上漏水致楼下受损", copies="三", p1__sex="女", p1__age="51周岁",
        p2__sex="男", p2__age="40周岁", p2__address="方村街道某小区",
    )  # fmt: skip
    assert made.printable
    assert rows(made)["纠纷主要事实、争议事项"] == "楼上漏水致楼下受损"
    assert "本协议书一式三份" in made.sheet.all_text()


def test_what_the_case_tells_is_not_overwritten_by_what_is_typed() -> None:
    assert rows(filled("pm_agreement", facts(whole_story()), terms="赔偿一百元"))["协议内容"] == "1. 被申请人赔偿三千元"


def test_a_field_of_blanks_is_missing() -> None:
    assert "协议书份数" in missing(filled("pm_agreement", facts(whole_story()), copies="  \n "))


def test_there_is_a_document_for_each_event_that_calls_for_one_and_for_no_other() -> None:
    early, late = Log(), whole_story()
    registered(early)
    listed = {code for code, one in TEMPLATES.by_code.items() if any(facts(early).occasions(one))}
    assert listed == {"pm_application", "pm_hand_over"}
    listed = {code for code, one in TEMPLATES.by_code.items() if any(facts(late).occasions(one))}
    assert {"pm_record", "pm_agreement", "jc_application"} <= listed
    assert not {"pm_oral_agreement", "pm_termination", "xf_acceptance"} & listed


def test_a_document_of_an_earlier_round_says_nothing_of_a_later_one() -> None:
    told = (
        _of_a_round("mediation_terminated", "2026-03-12", "first", body=COMMITTEE, reason="deadlock", explanation=""),
        _of_a_round("mediation_accepted", "2026-03-05", "first"),
        _of_a_round("mediation_accepted", "2026-04-05", "second"),
    )
    known = CaseFacts({"parties": (), "clocks": (), "dispute_type_name": "邻里纠纷", "case_code": "1"}, told)
    made = fill(template("pm_termination"), told[0], known, Names(), {})
    assert "于2026年3月5日受理，现因“调解不成”于2026年3月12日终止调解" in made.sheet.all_text()


def _of_a_round(name: str, day: str, track: str, **said: Any) -> Told:
    at = f"{day}T09:00:00+08:00"
    return Told(f"{name} {day}", f"people_mediation.{name}", at, {"occurred_at": at, "track_id": track, **said})


def test_who_may_not_see_the_persons_or_what_was_said_prints_nothing_of_it() -> None:
    masked = filled("pm_agreement", facts(whole_story(), HUB, AUDITED))
    assert masked.hidden
    assert not masked.printable
    talk = Log()
    registered(talk)
    mediated(talk)
    assert filled("pm_record", facts(talk, HUB)).hidden
    assert not filled("pm_record", facts(talk, COMMITTEE)).hidden


def test_a_document_whose_official_form_was_not_seen_says_so_in_its_foot() -> None:
    known = facts(whole_story())
    assert LAYOUT_OURS in filled("jc_application", known).sheet.foot
    assert LAYOUT_OURS not in filled("pm_agreement", known).sheet.foot
    assert "《人民调解法》第二十九条" in filled("pm_agreement", known).sheet.foot


def test_an_organisation_and_a_group_are_asked_what_fits_them() -> None:
    parties = (
        {"party_id": "1", "role": "applicant", "kind": "natural", "name": "农民工三十二人", "headcount": 32},
        {"party_id": "2", "role": "respondent", "kind": "organisation", "name": "某建筑公司"},
    )
    occasion = Told("1", "intake.case_registered", "2026-03-02T09:00:00+08:00", {"case": {"summary": "拖欠工资"}})
    known = CaseFacts({"parties": parties, "clocks": ()}, (occasion,))
    made = fill(template("pm_application"), occasion, known, Names(), {})
    assert missing(made)[-2:] == ["被申请人（1）某建筑公司的地址", "被申请人（1）某建筑公司的法定代表人（负责人）"]
    assert rows(made)["人数"] == "32"


def test_an_age_is_that_on_the_day_of_the_act() -> None:
    party = {"party_id": "1", "role": "applicant", "kind": "natural", "name": "甲", "birth_date": "1980-03-03"}
    before = Told("1", "intake.case_registered", "2026-03-02T23:30:00+08:00", {})
    after = Told("2", "intake.case_registered", "2026-03-02T16:30:00+00:00", {})
    known = CaseFacts({"parties": (party,), "clocks": ()}, (before, after))
    ages = [rows(fill(template("pm_application"), one, known, Names(), {}))["年龄"] for one in (before, after)]
    assert ages == ["45周岁", "46周岁"]


def copied(tmp_path: Path) -> Path:
    (tmp_path / "wuhu").mkdir()
    (tmp_path / "national").mkdir()
    for name in FILES:
        shutil.copy(PROFILES / "national" / name, tmp_path / "national" / name)
    return tmp_path


OWN = """
templates:
- code: pm_rights_notice
  title: 芜湖市人民调解权利义务告知书
  group: 人民调解
  of: [people_mediation.mediation_accepted]
  source: 本市文书格式
  mark: INF
  form_seen: true
  fields: {who: {label: 当事人, from: [{case: parties, as: names}]}}
  parts: [{text: "{who}：请阅读。"}]
"""


def test_a_city_replaces_a_document_by_a_file_of_its_own_and_keeps_the_others(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "wuhu" / "documents.yaml").write_text(OWN, encoding="utf-8")
    own = load_templates("wuhu", folder)
    assert list(own.by_code) == list(TEMPLATES.by_code)
    changed = own.find("pm_rights_notice")
    assert changed is not None
    assert changed.title == "芜湖市人民调解权利义务告知书"
    assert own.find("pm_agreement") == TEMPLATES.find("pm_agreement")


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("{text: \"{who}：请阅读。\"}", "{text: 请阅读。}", "项目“who”没有印在文书上"),
        ("{who}：请", "{whom}：请", "用到了没有定义的项目“whom”"),
        ("mediation_accepted", "mediation_begun", "没有“people_mediation.mediation_begun”这个事件"),
        ("{case: parties, as: names}", "{event: this, take: persons}", "没有“persons”这一项"),
        ("{case: parties, as: names}", "{event: this}", "必须用“take”写明取哪一项"),
        ("{case: parties, as: names}", "{case: a, event: this, take: b}", "只能写"),
        ("{text: \"{who}：请阅读。\"}", "{text: \"{who}\", rows: [who]}", "每一部分只能是"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path, written: str, instead: str, told: str) -> None:
    folder = copied(tmp_path)
    assert written in OWN
    (folder / "wuhu" / "documents.yaml").write_text(OWN.replace(written, instead), encoding="utf-8")
    with pytest.raises(ProfileMistake, match=told) as mistake:
        load_templates("wuhu", folder)
    assert "documents.yaml 第" in str(mistake.value)


def test_every_limit_that_a_document_names_is_in_the_catalogue() -> None:
    named = {
        limit
        for one in TEMPLATES.by_code.values()
        for field in one.fields.values()
        for source in field.sources
        for limit in (source.last_day_of, source.limit)
        if limit
    }
    assert named == {"AM-3", "XF-2", "XF-4"}
    assert all(LAW.limit(limit) for limit in named)
