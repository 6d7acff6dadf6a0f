"""`mediate import-survey --check` tells every mistake with its row; `mediate outbox` shows neither links nor codes unless asked."""

from pathlib import Path

import orjson
import pytest
import yaml
from typer.testing import CliRunner

from services.command_line.main import commands_with

ABOUT = {
    "title": "2025年度群众满意度调查", "conducted_by": "统计部门", "period": "2025", "fieldwork_from": "2025-11-01",
    "fieldwork_to": "2025-11-20", "mode": "phone_interview", "population": "16周岁以上常住居民", "sampling": "随机拨号",
    "questionnaire": "问卷第7题", "weighting": "未加权", "source_document": "调查报告",
}  # fmt: skip
HEADER = "地区,问题,有效样本,满意人数\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    about, table = tmp_path / "about.yaml", tmp_path / "table.csv"
    about.write_text(yaml.safe_dump(ABOUT, allow_unicode=True), encoding="utf-8")
    return about, table


def run(*words: str, data: Path | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(commands_with(words[0]), list(words), env={"MEDIATION_DATA": str(data)} if data else {})
    return result.exit_code, result.output


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_as_spreadsheets_write_it_is_read_in_either_encoding(files: tuple[Path, Path], encoding: str) -> None:
    about, table = files
    table.write_bytes((HEADER + "wuhu.hub,总体,400,370\n").encode(encoding))
    assert run("import-survey", str(about), str(table), "--check") == (0, "检查通过，共 1 行。\n")


def test_every_mistake_is_told_with_its_row_and_nothing_is_imported(files: tuple[Path, Path]) -> None:
    about, table = files
    table.write_text(HEADER + "某地,总体,400,370\nwuhu.hub,总体,400,401\n", encoding="utf-8")
    status, said = run("import-survey", str(about), str(table))
    assert status == 1
    assert said.splitlines() == [
        "第 2 行：没有名为“某地”的地区或者机构", "第 3 行：满意人数 401 多于有效样本 400", "共 2 处，没有导入。",
    ]  # fmt: skip


def test_what_a_reader_has_to_know_of_a_survey_is_asked_for_by_name(files: tuple[Path, Path]) -> None:
    about, table = files
    about.write_text(yaml.safe_dump({**ABOUT, "weighting": None}), encoding="utf-8")
    table.write_text(HEADER, encoding="utf-8")
    assert run("import-survey", str(about), str(table)) == (1, "about.yaml：“weighting”没有填写或者格式不对\n")


def test_without_a_running_system_a_good_table_is_not_lost_in_silence(files: tuple[Path, Path], tmp_path: Path) -> None:
    about, table = files
    table.write_text(HEADER + "wuhu.hub,总体,400,370\n", encoding="utf-8")
    words = ("import-survey", str(about), str(table))
    assert run(*words, data=tmp_path / "data") == (2, "请用 --organisation 写明导入机构的编号，例如 wuhu.hub。\n")
    status, said = run(*words, "--organisation", "wuhu.hub", data=tmp_path / "data")
    assert status == 2
    assert "没有在运行" in said


def test_the_outbox_covers_numbers_links_and_codes_unless_the_sender_asks(tmp_path: Path) -> None:
    assert run("outbox", data=tmp_path) == (0, "发件箱里没有消息。\n")
    (tmp_path / "outbox").mkdir()
    message = {
        "delivery_id": "i1-1", "phone": "13900000001", "subject": "满意度评价", "text": "请点击 https://x/secret，评价码 12345678",
        "link": "https://x/secret", "qr_svg": "<svg/>",
    }  # fmt: skip
    (tmp_path / "outbox" / "i1-1.json").write_bytes(orjson.dumps(message))
    status, covered = run("outbox", data=tmp_path)
    assert status == 0
    assert "139****0001" in covered
    assert "secret" not in covered
    assert "12345678" not in covered
    assert "secret" in run("outbox", "--full", data=tmp_path)[1]
