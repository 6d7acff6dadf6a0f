"""The registers as data: every mistake in registers.yaml is refused with file, line and what would be right."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.register_law import RegisterLaw

Change = Callable[[str], str]
FIVE = ("wuhu", "mile", "hantai", "henan-organ-affairs", "changning")


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


MISTAKES: dict[str, tuple[Change, str, str]] = {
    "a limit that nobody catalogued": (
        replaced("limit: RG-LEAD,", "limit: RG-LEADS,"), "limit: RG-LEADS", "time_limits.yaml"),
    "a limit that no step ends": (replaced("stops: [answered, no_dispute, became_case]", "stops: []"), "stops: []", "stops"),
    "a clock that ends with a step that is none": (
        replaced("stops: [answered, no_dispute, became_case]", "stops: [settled]"), "stops: [settled]", "可用的：verified"),
    "a clock that begins with a step that is none": (
        replaced("starts: [reviewed], when: {result", "starts: [examined], when: {result"), "starts: [examined]", "reviewed"),
    "a clock from a field that tells no time": (
        replaced("from_field: event_at, stops: [published]", "from_field: grade, stops: [published]"),
        "from_field: grade", "时刻（moment）"),
    "a clock from a field that is filled in later": (
        replaced("due_field: allocate_by", "due_field: settled_on"), "due_field: settled_on", "日期（date）"),
    "hours counted from a day": (
        replaced("{name: event_at, name_zh: 事件发生时间, kind: moment}", "{name: event_at, name_zh: 事件发生时间, kind: date}"),
        "from_field: event_at, stops: [published]", "时刻（moment）"),
    "a limit written twice": (
        replaced("limit: RG-PATROL-H,", "limit: RG-PATROL-W,"), "limit: RG-PATROL-W, starts: [entered, reported], when: {frequency: [half_monthly]}",
        "写了两次"),
    "a condition on a field that is none": (
        replaced("when: {level: [high]}", "when: {grade: [high]}"), "when: {grade: [high]}", "可用的字段：matter"),
    "a condition on what tells of a person": (
        replaced("when: {level: [high]}", "when: {measures: [high]}"), "when: {measures: [high]}", "涉及个人"),
    "a condition that can never hold": (
        replaced("when: {level: [high]}", "when: {level: [grave]}"), "when: {level: [grave]}", "可选：low、medium、high"),
    "free text that is not marked personal": (
        replaced("{name: answer, name_zh: 化解和答复情况, kind: long_text, personal: true}",
                 "{name: answer, name_zh: 化解和答复情况, kind: long_text}"), "name: answer", "personal: true"),
    "a choice without words": (
        replaced("kind: choice, choices: {founded: 属实, partly: 部分属实, unfounded: 不属实}", "kind: choice"),
        "name: founded", "choices"),
    "words to choose from in a text": (
        replaced("{name: area, name_zh: 排查范围, kind: text}", "{name: area, name_zh: 排查范围, kind: text, choices: {a: 甲}}"),
        "name: area", "不能有 choices"),
    "a number marked personal": (
        replaced("name: found, name_zh: 发现纠纷件数, kind: integer, minimum: 0",
                 "name: found, name_zh: 发现纠纷件数, kind: integer, personal: true, minimum: 0"), "name: found", "文字字段"),
    "bounds of a text": (
        replaced("{name: area, name_zh: 排查范围, kind: text}", "{name: area, name_zh: 排查范围, kind: text, minimum: 1}"),
        "name: area", "上下限"),
    "a field that every register has": (
        replaced("{name: area, name_zh: 排查范围", "{name: owner, name_zh: 排查范围"), "name: owner", "请换一个"),
    "one name for two things": (
        replaced("fields: [{name: until, name_zh: 聘期至, kind: date}]", "fields: [{name: until, name_zh: 聘到, kind: date}]"),
        "name_zh: 聘到", "不同的名称"),
    "a kind of field nobody knows": (
        replaced("name: area, name_zh: 排查范围, kind: text", "name: area, name_zh: 排查范围, kind: words"),
        "name: area", "long_text"),
    "a name that is no name": (
        replaced("{name: area, name_zh", "{name: 范围, name_zh"), "name: 范围", "name"),
    "a step after a stage that is none": (
        replaced("code: put_into_effect, name_zh: 落实完毕, after: [replied]",
                 "code: put_into_effect, name_zh: 落实完毕, after: [answered]"), "after: [answered]", "可用的：entered"),
    "a step that is called as the entry": (
        replaced("{code: verified, name_zh", "{code: entered, name_zh"), "code: entered", "登记本身"),
    "a step written twice": (
        replaced("{code: no_dispute, name_zh", "{code: answered, name_zh"), "code: answered, name_zh: 查无纠纷", "写了两次"),
    "a last step that may be taken again": (
        replaced("name_zh: 转为纠纷案件, after: [entered, verified], closes: true, heard: true",
                 "name_zh: 转为纠纷案件, after: [entered, verified], closes: true, again: true, heard: true"),
        "name_zh: 转为纠纷案件", "不能重复"),
    "a heard step that asks for something": (
        replaced("after: [entered, verified], closes: true, heard: true}",
                 "after: [entered, verified], closes: true, heard: true, fields: [{name: more, name_zh: 更多, kind: text}]}"),
        "heard: true, fields", "不能要求填写"),
    "two heard steps": (
        replaced("{code: no_dispute, name_zh: 查无纠纷, after: [entered, verified], closes: true, fields: [{name: explanation, name_zh: 说明, kind: long_text, personal: true}]}",
                 "{code: no_dispute, name_zh: 查无纠纷, after: [entered, verified], closes: true, heard: true}"),
        "  steps:\n  - {code: verified", "只能有一个"),
    "a register that never ends": (
        replaced("name_zh: 结束排查, after: [entered, reported], by: [entering, superior], closes: true",
                 "name_zh: 结束排查, after: [entered, reported], by: [entering, superior]"), "  steps:\n  - code: reported", "closes: true"),
    "a step of somebody who is nobody": (
        replaced("name_zh: 结束排查, after: [entered, reported], by: [entering, superior]",
                 "name_zh: 结束排查, after: [entered, reported], by: [anybody]"), "by: [anybody]", "entering、owner、superior"),
    "an irregularity that nobody wrote down": (
        replaced("marks: [{code: reply_not_adopted", "marks: [{code: reply_refused"), "code: reply_refused", "irregularities"),
    "an irregularity that no step carries": (
        replaced("marks: [{code: nobody_appeared, when: {appeared_as: [nobody]}}]", "marks: []"),
        "- {code: nobody_appeared", "没有步骤用到"),
    "an irregularity written twice": (
        replaced("- {code: reply_not_adopted,", "- {code: nobody_appeared,"), "- {code: nobody_appeared, text_zh: 对建议", "写了两次"),
    "a figure with a target that nobody set": (
        replaced("target: suggestion_reply_target", "target: suggestion_goal"), "target: suggestion_goal", "parameters.yaml"),
    "a figure of a limit that the register has not": (
        replaced("kind: on_time, limits: [RG-JS]", "kind: on_time, limits: [RG-NPC]"), "limits: [RG-NPC]", "本台账没有时限"),
    "a rate of no limit": (
        replaced("name_zh: 线索按期处置率, kind: on_time, limits: [RG-LEAD]", "name_zh: 线索按期处置率, kind: on_time"),
        "name_zh: 线索按期处置率", "limits"),
    "a share of nothing": (
        replaced("kind: share, counted: {when: {topic: [housing, provident_fund, property_management]}}", "kind: share"),
        "code: hot_topics", "counted"),
    "a coverage of nobody": (
        replaced("covers: village, kinds: [people_mediation_committee], tiers: [village, community]", "covers: village"),
        "covers: village", "应当覆盖哪些机构"),
    "a coverage by a field that names no body": (replaced("covers: village", "covers: firm"), "covers: firm", "机构字段"),
    "a sum of words": (replaced("sum_of: found", "sum_of: frequency"), "sum_of: frequency", "金额字段"),
    "a figure of a step that is none": (
        replaced("of: {step: paid}, sum_of", "of: {step: payed}, sum_of"), "of: {step: payed}", "可用的：reviewed"),
    "a figure of a stage that is none": (
        replaced("counted: {stages: [became_case]}", "counted: {stages: [case]}"), "counted: {stages: [case]}", "可用的：entered"),
    "a figure written twice": (
        replaced("code: became_cases", "code: leads_on_time"), "code: leads_on_time, name_zh: 线索转为", "写了两次"),
    "a register written twice": (
        replaced("- code: leads\n", "- code: patrols\n"), "- code: patrols\n  name_zh: 热线", "写了两次"),
    "a register by the name of a path": (replaced("- code: leads\n", "- code: entries\n"), "- code: entries", "请换一个"),
    "a register hidden from what is no body": (
        replaced("hidden_from: about_body", "hidden_from: content"), "hidden_from: content", "机构字段"),
    "a place that leaves registers out in the state's file": (
        lambda text: text + "\nnot_kept:\n- {code: leads, reason_zh: 试验}\n", "not_kept:", "地方文件"),
}  # fmt: skip

CITY = """registers:
- code: {code}
  name_zh: 试验台账
  seeds: [{{source: 试验, text_zh: 试验}}]
  mark: INF
  entering: {{roles: [clerk]}}
  owning: {{scope: self}}
  fields: []
  steps: [{{code: ended, name_zh: 结束, closes: true}}]
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the profiles that tests may break."""
    folder = tmp_path_factory.mktemp("profiles") / "profiles"
    shutil.copytree(PROFILES, folder)
    return folder


@pytest.fixture
def folder(shipped: Path) -> Iterator[Path]:
    """The copy, whole again after the test."""
    yield shipped
    shutil.copy(PROFILES / "national" / "registers.yaml", shipped / "national" / "registers.yaml")
    (shipped / "wuhu" / "registers.yaml").unlink(missing_ok=True)


def with_the_changed_alone(shipped: str, changed: str) -> str:
    """The changed file without the registers that stand in it unchanged: reading all sixteen for each mistake takes long."""
    before, after = (re.split(r"(?m)^(?=- code: )", text) for text in (shipped, changed))
    return after[0] + "".join(part for part in after[1:] if part not in before[1:])


def line_of(text: str, part: str) -> int:
    assert part in text, part
    before = text[: text.index(part)]
    return before.count("\n") + 1 + (len(part) - len(part.lstrip("\n")))


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_refused_with_its_line_and_what_would_be_right(name: str, folder: Path) -> None:
    change, where, right = MISTAKES[name]
    path = folder / "national" / "registers.yaml"
    whole = path.read_text(encoding="utf-8")
    text = change(whole) if "twice" in name else with_the_changed_alone(whole, change(whole))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        RegisterLaw.read(Law.load("wuhu"), folder)
    told = [str(mistake) for mistake in refused.value.mistakes]
    line = line_of(text, where)
    assert any(f"national/registers.yaml 第{line}行" in one and right in one for one in told), (line, told)


@pytest.mark.parametrize("profile", FIVE)
def test_every_jurisdiction_keeps_its_registers_without_a_mistake(profile: str) -> None:
    law = RegisterLaw.of(Law.load(profile))
    assert {"leads", "suggestions", "complaints", "court_appearances"} <= set(law.catalogue.by_code)
    assert law.rules_version.startswith(f"{profile}-")


def test_a_city_has_a_register_of_its_own_and_replaces_what_is_left_to_it(folder: Path) -> None:
    path = folder / "wuhu" / "registers.yaml"
    path.write_text(CITY.format(code="lanterns"), encoding="utf-8")
    own = RegisterLaw.read(Law.load("wuhu"), folder)
    assert own.catalogue.by_code["lanterns"].name_zh == "试验台账"
    assert own.rules_version != RegisterLaw.of(Law.load("wuhu")).rules_version
    path.write_text(CITY.format(code="patrols"), encoding="utf-8")
    assert RegisterLaw.read(Law.load("wuhu"), folder).catalogue.by_code["patrols"].name_zh == "试验台账"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (CITY.format(code="suggestions"), "地方不能改"),
        ("not_kept:\n- {code: lanterns, reason_zh: 试验}\n", "可用的台账：patrols"),
    ],
)
def test_a_city_changes_nothing_else(text: str, right: str, folder: Path) -> None:
    (folder / "wuhu" / "registers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        RegisterLaw.read(Law.load("wuhu"), folder)
    assert [right in str(one) and "wuhu/registers.yaml 第2行" in str(one) for one in refused.value.mistakes] == [True]


def test_a_register_that_a_place_does_not_keep_is_not_there_and_says_why(folder: Path) -> None:
    (folder / "wuhu" / "registers.yaml").write_text("not_kept:\n- {code: leads, reason_zh: 试验}\n", encoding="utf-8")
    law = RegisterLaw.read(Law.load("wuhu"), folder)
    assert law.catalogue.find("leads") is None
    assert law.catalogue.not_kept == {"leads": "试验"}


def test_every_target_of_a_figure_has_its_source_and_mark() -> None:
    law = RegisterLaw.of(Law.load("wuhu"))
    targets = {figure.target for one in law.catalogue.by_code.values() for figure in one.figures if figure.target}
    assert {"suggestion_reply_target", "official_appearance_target", "legal_adviser_coverage_target"} <= targets
    assert all(law.parameters[name].source.startswith("SEED-") for name in targets)
