"""The catalogue of matters that agencies mediate, over HTTP: open to everybody, without an account (Mile 34: 并向社会公开)."""

import httpx

from tests.conftest import County


def test_anybody_reads_which_agency_mediates_what_by_what_law(county: County) -> None:
    with httpx.Client(base_url=county.running["views"].url, trust_env=False) as anybody:
        found = anybody.get("/administrative-mediation/matters", params={"place": "安徽省芜湖市镜湖区"})
        assert found.status_code == 200
        rows = {row["code"]: row for row in found.json()}
        consumer = rows["consumer"]
        assert [agency["name"] for agency in consumer["agencies"]] == ["镜湖区市场监督管理局"]
        assert consumer["basis"][0] == {
            "source": "SAMR 14", "title": "《市场监督管理投诉举报处理暂行办法》第14条", "mark": "V",
        }  # fmt: skip
        assert rows["environment_many_people"]["start_name"] == "应当主动调解"
        assert anybody.get("/cases").status_code == 401
