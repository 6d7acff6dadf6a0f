"""Every mistake in a profile is refused with file, line and what would be right."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake

Change = Callable[[str], str]


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def added(text_after: str) -> Change:
    return lambda text: text.replace("limits: []", "limits:").rstrip() + "\n" + text_after


CITY_LIMIT = """- id: {id}
  name_zh: 试验
  start_event_zh: 起
  stop_event_zh: 止
  versions:
  - valid_from: 2024-01-01
    length: 20
    unit: working_day
    source: {{instrument: {instrument}, article: "1", mark: V}}
"""

MISTAKES: dict[str, tuple[str, Change, str | None, str]] = {
    "a unit that does not exist": (
        "national/time_limits.yaml", replaced("unit: month", "unit: fortnight"), "unit: fortnight", "working_day"),
    "a length that is no number": (
        "national/time_limits.yaml", replaced("length: 25", "length: 二十五"), "length: 二十五", "应是整数"),
    "a length of nothing": (
        "national/time_limits.yaml", replaced("length: 25", "length: 0"), "length: 0", "正整数"),
    "a field nobody knows": (
        "national/time_limits.yaml", replaced("roll: false", "rolls: false"), "rolls: false", "可用的字段：valid_from"),
    "shares of supervision out of order": (
        "wuhu/parameters.yaml",
        lambda text: text + "  warning_share: {name_zh: 预警, value: 0.4, unit_zh: 比例, source: 试验, mark: INF}\n",
        "warning_share", "应依次不减，大于0且不大于1，而不是 0.5、0.4、1"),
    "a referral with a standing nobody knows": (
        "national/referrals.yaml", replaced("  standing: by_right", "  standing: 随时"), "standing: 随时", "on_condition"),
    "an instrument without a title": (
        "national/time_limits.yaml", replaced("instrument: R75", "instrument: R76"), "instrument: R76", "instruments"),
    "an extension in another unit": (
        "national/time_limits.yaml", replaced("{max: 10, unit: calendar_day", "{max: 10, unit: month"),
        "{max: 10, unit: month", "calendar_day"),
    "a date that is none": (
        "national/time_limits.yaml", replaced("valid_from: 2002-11-01", "valid_from: 去年"), "valid_from: 去年", "2024-01-31"),
    "versions that overlap": (
        "national/time_limits.yaml", replaced("valid_to: 2012-12-31", "valid_to: 2013-12-31"),
        "valid_from: 2013-01-01", "重叠"),
    "a limit written twice": (
        "national/time_limits.yaml", replaced("- id: JC-2\n", "- id: JC-1\n"), None, "写了两次"),
    "a key written twice": (
        "national/time_limits.yaml", replaced("    length: 25\n", "    length: 25\n    length: 26\n"), "length: 26", "写了两次"),
    "yaml that is broken": (
        "national/routing.yaml", replaced("when: {violence_now: true}", "when: {violence_now: true"), None, "YAML"),
    "a city changing what the state fixes": (
        "wuhu/time_limits.yaml", added(CITY_LIMIT.format(id="XF-4", instrument="XF")), "- id: XF-4", "地方不能改"),
    "a city citing an unknown instrument": (
        "wuhu/time_limits.yaml", added(CITY_LIMIT.format(id="AM-3", instrument="WH")), "instrument: WH", "instruments"),
    "a city setting a parameter of the state": (
        "wuhu/parameters.yaml", replaced("satisfaction_target", "medical_representatives"),
        "medical_representatives", "地方不能改"),
    "a parameter nobody reads": (
        "wuhu/parameters.yaml", replaced("satisfaction_target", "satisfaction_goal"), "satisfaction_goal", "可用的参数"),
    "a routing condition on an undeclared field": (
        "national/routing.yaml", replaced("{suggestion: true}", "{idea: true}"), "{idea: true}", "可用的字段：dispute_type"),
    "a routing condition with an unknown dispute type": (
        "national/routing.yaml", replaced("{dispute_type: TRAFFIC}", "{dispute_type: TRAFIC}"), "TRAFIC}", "TRAFFIC"),
    "a range on a flag": (
        "national/routing.yaml", replaced("{suggestion: true}", "{suggestion: {at_least: 1}}"), "{suggestion: {", "at_least"),
    "a misspelt range": (
        "national/routing.yaml", replaced("{less_than: 100000}", "{below: 100000}"), "{below: 100000}", "less_than"),
    "a channel that does not exist": (
        "national/routing.yaml", replaced("channel: RECONSIDERATION", "channel: RECONSIDER"), "channel: RECONSIDER", "ARBITRATION"),
    "a warning with an undeclared field": (
        "national/routing.yaml", replaced("when: {headcount: {at_least: 10}}", "when: {heads: {at_least: 10}}"),
        "when: {heads", "headcount"),
    "a body below one that does not exist": (
        "wuhu/organisations.yaml", replaced("parent: wuhu.jinghu.hub", "parent: wuhu.jinghu.hubb"), "hubb", "不存在"),
    "a body below a lower one": (
        "wuhu/organisations.yaml", replaced("tier: county, parent: wuhu.hub", "tier: county, parent: wuhu.jinghu.fangcun.pmc"),
        "parent: wuhu.jinghu.fangcun.pmc", "不能更低"),
    "a body with a kind that does not exist": (
        "mile/organisations.yaml", replaced("kind: police", "kind: sheriff"), "kind: sheriff", "hub_center"),
    "five core channels": (
        "wuhu/profile.yaml", replaced("[PEOPLE_MEDIATION, ADMIN_MEDIATION", "[POLICE, PEOPLE_MEDIATION, ADMIN_MEDIATION"),
        "core_channels", "core_channels"),
    "a profile under another name": (
        "wuhu/profile.yaml", replaced("id: wuhu\n", "id: wuwu\n"), "id: wuwu", "wuhu"),
    "a ladder with a clock that is not in the catalogue": (
        "national/escalation.yaml", replaced("clock: LV-L2", "clock: LV-L9"), "clock: LV-L9", "time_limits.yaml"),
    "an escalation rule on an undeclared fact": (
        "national/escalation_rules.yaml", replaced("{risk: HIGH}", "{danger: HIGH}"), "danger: HIGH", "可用的字段"),
    "an event rule with conditions": (
        "national/escalation_rules.yaml", replaced("trigger: facts", "trigger: event"), "trigger: event", "when_any"),
    "a referral that is never asked": (
        "national/referrals.yaml", replaced("to_channel: ARBITRATION", "to_channel: POLICE"), "id: any-arbitration", "永远用不到"),
    "a referral with a limit that is not in the catalogue": (
        "national/referrals.yaml", replaced("[JC-1]", "[JC-0]"), "[JC-0]", "time_limits.yaml"),
    "a ground written twice": (
        "national/grounds.yaml", replaced("code: wrong_court", "code: outside_court_scope"), None, "写了两次"),
    "a missing field": (
        "national/grounds.yaml", replaced(", source: R75 20, mark: V", ", mark: V"), "not_civil_rights_dispute", "缺少“source”"),
    "an override that is neither holiday nor working day": (
        "national/calendar_overrides.yaml",
        replaced("overrides: []", "overrides:\n- {date: 2027-01-01, kind: feast, name_zh: 元旦, source: 通知}"),
        "kind: feast", "holiday"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_with_its_file_its_line_and_what_would_be_right(name: str, tmp_path: Path) -> None:
    file, change, on_line, right = MISTAKES[name]
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(ProfileMistake) as refused:
        Law.load(file.split("/")[0].replace("national", "wuhu"), folder)

    told = str(refused.value)
    assert right in told, told
    place = re.match(rf"{file} 第(\d+)行：", told)
    assert place is not None, told
    if on_line is not None:
        line = path.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1]
        assert on_line in line, f"{told}\n{line}"


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / "wuhu" / "organisations.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: police", "kind: sheriff"), encoding="utf-8")

    with pytest.raises(ProfileMistake) as refused:
        Law.load("wuhu", folder)

    assert len(refused.value.mistakes) == 7


def test_a_profile_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ProfileMistake, match=r"nowhere/profile\.yaml"):
        Law.load("nowhere")


def test_a_city_may_override_what_the_law_leaves_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / "wuhu" / "time_limits.yaml"
    text = CITY_LIMIT.format(id="AM-3", instrument="SZ")
    path.write_text(added(text)(path.read_text(encoding="utf-8")), encoding="utf-8")

    changed, shipped = Law.load("wuhu", folder).limit("AM-3"), Law.load("wuhu").limit("AM-3")

    assert changed is not None
    assert shipped is not None
    assert (changed.versions[-1].length, shipped.versions[-1].length) == (20, 30)
    assert Law.load("wuhu", folder).rules_version != Law.load("wuhu").rules_version


def test_a_comment_is_no_change_of_law(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / "national" / "time_limits.yaml"
    path.write_text("# 说明\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert Law.load("wuhu", folder).rules_version == Law.load("wuhu").rules_version
