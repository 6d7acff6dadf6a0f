"""What the auditor's page shows of bytes that are not kept any longer: a record of each, and no content."""

import re

from services.console.application import templates_of
from services.jurisdiction.law import Law
from services.views.documents.answers import DestroyedRow

ROW = DestroyedRow(
    body="wuhu.jinghu.hub", body_name="镜湖区综治中心", content_hash="9f86d081" * 8, size=20480,
    handed_in_at="2025-03-02T09:00:00+08:00", rule="withdrawn_content", rule_name="附件已经撤回", days=365,
    counted_from="2025-03-03T10:30:00+08:00", at="2026-03-04T01:00:00Z", source="本系统拟定", mark="INF",
)  # fmt: skip


def shown(*rows: DestroyedRow) -> str:
    """The table as text."""
    page = templates_of(Law.load("wuhu")).env.get_template("audit.html")
    table = vars(page.make_module({}))["gone"]([row.model_dump(mode="json") for row in rows], "本案")
    return re.sub(r"<[^>]+>", " ", str(table))


def test_each_record_tells_who_handed_in_what_when_it_ended_and_by_which_rule() -> None:
    text = shown(ROW)
    for said in ("镜湖区综治中心", "附件已经撤回", "365 日", "本系统拟定 [INF]", "20 KiB", ROW.content_hash):
        assert said in text, said
    assert "2026年3月4日 9:00" in text or "2026年3月4日 09:00" in text, text


def test_bytes_of_nobody_known_are_told_as_such() -> None:
    assert "没有记录" in shown(ROW.model_copy(update={"body": "", "body_name": ""}))
