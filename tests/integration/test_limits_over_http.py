"""`/limits` of the real views process: what `mediate due --json` answers, for every account, with mistakes as problems."""

import json

import httpx
import pytest

from tests.command_line.running import mediate_here
from tests.conftest import County
from tests.integration.views_world import ViewsReader
from tests.servers import ServiceProcess


@pytest.fixture
def views(county: County) -> ServiceProcess:
    return county.running["views"]


@pytest.fixture
def clerk(county: County, views: ServiceProcess) -> ViewsReader:
    return ViewsReader(views, county.installation, "wuhu.yijiang.hub")


def test_a_date_over_http_is_the_one_of_the_command_line(clerk: ViewsReader) -> None:
    asked = [
        ("XF-4", {"start": "2024-12-02", "extend": "30"}, ["2024-12-02", "--extend", "30"]),
        ("AM-3", {"start": "2024-03-01", "pause": "2024-03-11,2024-03-21"},
         ["2024-03-01", "--pause", "2024-03-11", "2024-03-21"]),
        ("HR-5", {"start": "2025-01-29T22:30"}, ["2025-01-29T22:30"]),
        ("JC-1", {"start": "2010-12-31"}, ["2010-12-31"]),
        ("LIM-SUIT", {"start": "2024-03-15", "profile": "mile"}, ["2024-03-15", "--profile", "mile"]),
        ("信访事项办理期限", {"start": "2024-12-02"}, ["2024-12-02"]),
    ]  # fmt: skip
    for limit, query, words in asked:
        assert clerk.json(f"/limits/{limit}/due", **query) == json.loads(
            mediate_here("due", limit, *words, "--json").output
        )
    zoned = clerk.client.get("/limits/HR-5/due?start=2025-01-29T22:30+08:00")
    assert zoned.json()["due"] == "2025-01-30T03:30:00+08:00"
    several = clerk.client.get(
        "/limits/AM-3/due?start=2024-03-01&pause=2024-03-11,2024-03-16&pause=2024-03-18,2024-03-23"
    )
    assert [gap["amount"] for gap in several.json()["derivation"]["excluded"]] == [5, 5]


def test_the_catalogue_is_open_to_every_account_and_to_nobody_without_one(
    clerk: ViewsReader, views: ServiceProcess, county: County
) -> None:
    rows = clerk.json("/limits")
    assert rows == json.loads(mediate_here("due", "--json").output)
    assert ViewsReader(views, county.installation, "wuhu.yijiang.court", "auditor").json("/limits/XF-4") in rows
    for path in ("/limits", "/limits/XF-4", "/limits/XF-4/due?start=2024-12-02"):
        found = httpx.get(views.url + path, trust_env=False)
        assert (found.status_code, found.json()["code"]) == (401, "token_missing")


def test_mistakes_are_problems_with_a_code_and_a_chinese_sentence(clerk: ViewsReader) -> None:
    mistakes = [
        ("/limits/XF-99", 404, "unknown_limit", "没有名为“XF-99”的时限"),
        ("/limits/XF-99/due?start=2024-12-02", 404, "unknown_limit", "没有名为“XF-99”的时限"),
        ("/limits/XF-4/due", 400, "fields_invalid", "填写有误"),
        ("/limits/XF-4/due?start=soon", 400, "start_unreadable", "读不懂"),
        ("/limits/XF-4/due?start=2024-12-02&pause=2024-12-10", 400, "pause_unreadable", "中间用逗号"),
        ("/limits/XF-4/due?start=2024-12-02&extend=many", 400, "extension_unreadable", "请写整数"),
        ("/limits/XF-4/due?start=2024-12-02&profile=atlantis", 400, "fields_invalid", "填写有误"),
        ("/limits/XF-4/due?start=2024-12-02&extend=31", 409, "extension_above_maximum", "最多延长30日"),
        ("/limits/HR-5/due?start=2024-12-02", 409, "start_needs_time", "须写明时刻"),
    ]
    for path, status, code, sentence in mistakes:
        found = clerk.client.get(path)
        told = found.json()
        assert (found.status_code, told["code"]) == (status, code), path
        assert found.headers["content-type"] == "application/problem+json"
        assert sentence in told["detail"]
        assert told["detail"].endswith("。")


def test_the_interface_description_names_the_query_and_the_answer(clerk: ViewsReader) -> None:
    operation = clerk.json("/openapi.json")["paths"]["/limits/{limit}/due"]["get"]

    assert {"start", "pause", "extend", "profile"} <= {entry["name"] for entry in operation["parameters"]}
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert shape["$ref"].endswith("/DueAnswer")
