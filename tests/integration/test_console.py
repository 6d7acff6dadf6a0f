"""The console on the running services: what a clerk does in a day, with the pages alone and without scripts."""

import html
import io
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from deploy.embedded.process import wait_until
from tests.conftest import County

STREET, COMMUNITY = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.fangcun.community-1.pmc"
ELSEWHERE = "wuhu.wuwei.wucheng.pmc"
REGISTRATION = {
    "dispute_type": "NEIGHBOR",
    "summary": "楼上卫生间渗水",
    "place": "安徽省芜湖市镜湖区方村街道示范一社区",
    "parties.0.role": "applicant",
    "parties.0.kind": "natural",
    "parties.0.name": "申请人甲",
    "parties.0.contact.phone": "0553-7654321",
    "parties.1.role": "respondent",
    "parties.1.kind": "natural",
    "parties.1.name": "被申请人乙",
}
OFFER = {"to_body": COMMUNITY, "channel": "PEOPLE_MEDIATION", "reason": "route"}
LARGEST_PAGE = 100 * 1024
"""Bytes of a page (issue 8, item 4)."""


@dataclass
class Browser:
    """A browser without JavaScript."""

    client: httpx.Client
    page: httpx.Response | None = None

    def open(self, path: str) -> "Browser":
        self.page = self.client.get(path)
        assert len(self.page.content) <= LARGEST_PAGE, path
        return self

    def submit(self, path: str, **filled: str) -> "Browser":
        """Send the form that is open, with its hidden fields."""
        self.page = self.client.post(path, data={**hidden(self.text), **filled})
        return self

    @property
    def text(self) -> str:
        assert self.page is not None
        return self.page.text

    @property
    def path(self) -> str:
        assert self.page is not None
        return self.page.url.path

    @property
    def status(self) -> int:
        assert self.page is not None
        return self.page.status_code


def hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


@pytest.fixture
def console(county: County) -> str:
    return county.console


def browser(address: str) -> Browser:
    return Browser(httpx.Client(base_url=address, follow_redirects=True, timeout=30, trust_env=False))


def at_the_post(address: str, post: str) -> Browser:
    signing_in = browser(address).open("/")
    assert signing_in.path == "/sign-in"
    signed_in = signing_in.submit("/sign-in", post=post)
    assert (signed_in.path, signed_in.status) == ("/", 200)
    return signed_in


def clerk(address: str, body: str) -> Browser:
    return at_the_post(address, f"clerk.{body}")


def registered(street: Browser, **told: str) -> str:
    made = street.open("/cases/new").submit("/cases/new", **{**REGISTRATION, **told})
    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", made.path), made.text
    return made.path


@pytest.mark.timeout(300)
def test_a_clerk_registers_and_hands_on_with_the_pages_alone(console: str) -> None:
    street = clerk(console, STREET)

    lacking = street.open("/cases/new").submit("/cases/new", amount_cny="两千")
    assert lacking.status == 400
    assert "纠纷概况：必须填写" in lacking.text
    assert 'value="两千"' in lacking.text

    case = registered(street)
    assert "申请人甲" in street.text
    assert "楼上卫生间渗水" in street.text

    seen = street.open(f"{case}/acts/intake/offer_custody").text
    offered = street.submit(f"{case}/acts/intake/offer_custody", **OFFER)
    assert (offered.status, offered.path) == (200, case)
    assert "待其接收" in offered.text

    late = street.client.post(
        f"{case}/acts/intake/offer_custody", data={**hidden(seen), "key": "another-page-0001", **OFFER}
    )
    assert late.status_code == 412
    assert "拟将案件移交" in late.text

    assert clerk(console, ELSEWHERE).open(case).status == 404


def test_registering_needs_no_mouse_and_asks_first_for_what_it_needs(console: str) -> None:
    page = clerk(console, STREET).open("/cases/new").text
    form = page[page.index('id="the-form"') :]
    first = form[: form.index("<details")]

    assert re.search(r'<select[^>]*name="dispute_type"[^>]*autofocus', first)
    named = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', first)
    asked = [name for name in named if name not in ("csrf", "key", "etag")]
    assert asked[:5] == ["dispute_type", "summary", "requests", "amount_cny", "place"]
    assert "parties.0.name" in asked
    assert 'value="安徽省芜湖市镜湖区方村街道"' in first
    assert re.findall(r'accesskey="(\w)"', form) == ["a", "s", "d"]


@pytest.mark.timeout(300)
def test_an_offer_is_accepted_on_its_row_and_the_case_says_what_is_lawful_now_and_why_the_rest_is_not(
    console: str,
) -> None:
    street = clerk(console, STREET)
    case = registered(street)
    street.open(f"{case}/acts/intake/offer_custody").submit(f"{case}/acts/intake/offer_custody", **OFFER)
    wait_until(lambda: case in clerk(console, COMMUNITY).open("/").text, 30)

    community = clerk(console, COMMUNITY).open("/")
    row = offer_to_accept(community.text, case)
    assert row is not None
    accepted = community.client.post(row[1], data={"csrf": row[2], "key": row[3]})
    assert accepted.url.path == case
    assert "已办理" in accepted.text

    wait_until(lambda: "登记达成协议" in lawful(community.open(case).text)[0], 30)
    may, may_not = lawful(community.text)
    assert "接收移交" not in may
    assert "案件已经移交到本调委会" in may_not or "已经" in may_not
    assert "归档" in may_not

    again = community.client.post(row[1], data={"csrf": row[2], "key": row[3] + "x"})
    assert again.status_code == 409
    assert "现在不能办理" in again.text


def offer_to_accept(page: str, case: str) -> re.Match[str] | None:
    """The offer's row on the work list: address, csrf and key of its form."""
    row = rf'action="({case}/offer/accept)".*?name="csrf" value="([^"]+)".*?name="key" value="([^"]+)"'
    return re.search(row, page, re.S)


def lawful(text: str) -> tuple[str, str]:
    """What the case page offers, and what it says cannot be done."""
    acts = text[text.index('id="acts"') : text.index("</nav>", text.index('id="acts"'))]
    may, _, may_not = acts.partition("现在不能办理的事项和原因")
    return may, may_not


@pytest.mark.timeout(300)
def test_the_same_page_sent_twice_registers_one_case(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")
    sent = {**hidden(street.text), **REGISTRATION}

    twice = [street.client.post("/cases/new", data=sent).url.path for _ in range(2)]

    assert twice[0] == twice[1]
    changed = street.client.post("/cases/new", data={**sent, "summary": "改了内容再交一次"})
    assert changed.status_code == 422
    assert f'href="{twice[0]}"' in changed.text


@pytest.mark.timeout(300)
def test_a_form_from_elsewhere_is_not_taken(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")

    refused = street.client.post("/cases/new", data={**REGISTRATION, "csrf": "guessed"})

    assert refused.status_code == 403
    assert "楼上卫生间渗水" in refused.text


@pytest.mark.timeout(300)
def test_what_was_typed_is_kept_on_the_server_and_comes_back_until_it_is_sent(console: str) -> None:
    street = clerk(console, STREET)
    kept = street.open("/cases/new").submit("/cases/new", **{**REGISTRATION, "save": "1"})
    assert (kept.status, kept.path) == (200, "/cases/new")
    assert "草稿已保存" in kept.text
    assert "楼上卫生间渗水" in kept.text

    elsewhere = clerk(console, STREET).open("/")
    assert 'href="/cases/new">登记纠纷，生成案件编号</a>' in elsewhere.text
    assert "楼上卫生间渗水" in elsewhere.open("/cases/new").text
    assert "没有提交的内容" not in clerk(console, COMMUNITY).open("/").text

    key = hidden(kept.text)["key"]
    assert hidden(elsewhere.text)["key"] == key
    made = elsewhere.submit("/cases/new", **REGISTRATION)
    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", made.path)
    assert 'href="/cases/new">登记纠纷，生成案件编号</a>' not in elsewhere.open("/").text


@pytest.mark.timeout(300)
def test_a_page_keeps_itself_while_somebody_types(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")
    typed = {**hidden(street.text), "summary": "打到一半", "place": "/cases/new", "title": "登记纠纷"}

    assert street.client.post("/drafts", data=typed).status_code == 204
    assert "打到一半" in street.open("/cases/new").text
    assert street.client.post("/drafts", data={**typed, "place": "https://elsewhere"}).status_code == 400
    street.submit("/cases/new", forget="1")
    assert "打到一半" not in street.open("/cases/new").text


@pytest.mark.timeout(300)
def test_a_form_outlives_the_session_in_which_it_was_begun(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")
    sent = {**hidden(street.text), **REGISTRATION, "summary": "登录过期之前写的"}
    street.client.cookies.clear()

    asked = street.client.post("/cases/new", data=sent)
    assert asked.status_code == 401
    assert "登录已经过期，没有办理任何事项" in asked.text
    back = street.client.post("/sign-in", data={**hidden(asked.text), "post": f"clerk.{STREET}"})

    assert back.url.path == "/cases/new"
    assert "登录过期之前写的" in back.text
    made = street.client.post("/cases/new", data={**sent, **hidden(back.text)})
    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", made.url.path)


@pytest.mark.timeout(300)
def test_a_case_is_found_by_a_part_of_a_name_for_who_may_see_it(console: str) -> None:
    street = clerk(console, STREET)
    case = registered(street, **{"parties.0.name": "欧阳申请人丙"})

    assert case in street.open("/search?q=阳申请").text
    assert street.open(f"/search?q={case[-17:].lower()}").path == case
    assert "没有找到" in clerk(console, ELSEWHERE).open("/search?q=阳申请").text
    assert "请至少输入两个字" in street.open("/search?q=欧").text


def table(*rows: dict[str, Any]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "登记"
    heads = list(rows[0])
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def row(summary: str, **more: Any) -> dict[str, Any]:
    return {
        "纠纷类型": "邻里纠纷", "纠纷概况": summary, "涉案金额（元）": 2000, "申请人姓名或者名称": "申请人丁",
        "被申请人姓名或者名称": "被申请人戊", **more,
    }  # fmt: skip


def uploaded(street: Browser, content: bytes) -> httpx.Response:
    csrf = hidden(street.open("/imports").text)["csrf"]
    return street.client.post("/imports", data={"csrf": csrf}, files={"sheet": ("一月.xlsx", content)})


@pytest.mark.timeout(300)
def test_a_table_with_one_wrong_row_registers_nothing_and_says_what_is_wrong_where(console: str) -> None:
    street = clerk(console, STREET)
    answer = uploaded(
        street, table(row("表中第一件渗水"), row("", 纠纷类型="邻居"), row("第三件", **{"涉案金额（元）": "很多"}))
    )

    assert answer.status_code == 400
    assert "共 3 行，其中 2 行有错：一件也没有登记" in answer.text
    assert "第 3 行" in answer.text
    assert "纠纷类型：“邻居”不在可选的范围内" in answer.text
    assert "纠纷概况：必须填写" in answer.text
    assert "涉案金额（元）：" in answer.text
    assert "没有找到" in street.open("/search?q=表中第一件").text


@pytest.mark.timeout(300)
def test_a_right_table_is_registered_row_by_row_and_the_same_table_again_registers_nothing_more(console: str) -> None:
    street = clerk(console, STREET)
    template = load_workbook(io.BytesIO(street.client.get("/imports/template.xlsx").content))
    assert [cell.value for cell in template["登记"][1]][:2] == ["纠纷类型*", "纠纷概况*"]

    content = table(*(row(f"整表导入第{number}件") for number in range(12)))
    first = uploaded(street, content)
    wait_until(lambda: "全部登记完毕：12 / 12 件" in street.open(first.url.path).text, 60)
    codes = re.findall(r'href="(/cases/[0-9A-Z]{17})"', street.text)
    assert len(set(codes)) == 12

    again = uploaded(street, content)
    assert again.url.path == first.url.path
    assert set(re.findall(r'href="(/cases/[0-9A-Z]{17})"', again.text)) == set(codes)
    wait_until(lambda: "找到 12 件" in street.open("/search?q=整表导入").text, 30)
    assert clerk(console, ELSEWHERE).open(first.url.path).status == 404


HUB = "wuhu.jinghu.hub"
OF_EVERYBODY = (
    "/", "/cases", "/search?q=申请人", "/deadlines", "/satisfaction", "/operations", "/alerts", "/trends", "/network",
    "/network/mediators", "/statistics", "/statistics/window", "/satisfaction/population", "/rectifications?status=all",
)  # fmt: skip


@pytest.mark.timeout(300)
def test_an_auditor_sees_who_did_what_and_who_looked_and_what_was_taken_out_for_which_purpose(console: str) -> None:
    street = clerk(console, STREET)
    case = registered(street, **{"parties.0.name": "审计当事人"})
    assert street.open("/audit").status == 403
    without = street.open("/exports").submit("/exports", list="cases", purpose="")
    assert without.status == 400
    taken = street.submit("/exports", list="cases", purpose="向街道报送台账")
    book = load_workbook(io.BytesIO(taken.page.content if taken.page else b""))
    assert case[-17:] in [cell.value for cell in book["案件列表"]["A"]]
    assert ["用途", "向街道报送台账"] in [[cell.value for cell in line] for line in book["导出说明"]]

    auditor = at_the_post(console, f"auditor.{HUB}").open(f"/audit?case={case[-17:]}")
    assert "方村街道人民调解委员会登记员" in auditor.text
    assert "查看案件" in auditor.text
    assert "审计当事人" not in auditor.text
    versions = re.findall(r"<td[^>]*>(intake|people_mediation)</td><td[^>]*>([^<]+)</td>", auditor.text)
    assert {version for _, version in versions} != {"—"}
    assert "向街道报送台账" in auditor.open("/audit").text
    assert case[-17:] not in at_the_post(console, "auditor.wuhu.wuwei.hub").open("/audit").text


@pytest.mark.timeout(300)
def test_the_work_of_somebody_who_is_away_goes_to_a_colleague_case_by_case(console: str) -> None:
    street = clerk(console, STREET)
    codes = [registered(street)[-17:] for _ in range(2)]
    wait_until(lambda: all(code in street.open(f"/cover?of=clerk.{STREET}").text for code in codes), 30)
    told = {"of": f"clerk.{STREET}", "to_user": f"mediator.{STREET}", "reason": "请假"}

    assert street.submit("/cover", **told).status == 400
    street.open(f"/cover?of=clerk.{STREET}")
    handed = street.client.post("/cover", data={**hidden(street.text), **told, "cases": [*codes, "0000000000000000X"]})

    assert "已改派 2 件给方村街道人民调解委员会人民调解员" in handed.text
    assert "没有这一案件" in handed.text
    wait_until(lambda: codes[0] in street.open(f"/cover?of=mediator.{STREET}").text, 30)
    assert codes[0] not in street.open(f"/cover?of=clerk.{STREET}").text
    assert at_the_post(console, f"mediator.{STREET}").open("/cover").status == 403


@pytest.mark.timeout(300)
def test_the_board_of_deadlines_is_narrowed_by_when_what_and_whose(console: str) -> None:
    street = clerk(console, STREET)
    case = registered(street)[-17:]
    wait_until(lambda: case in street.open("/deadlines").text, 30)

    assert case in street.open("/deadlines?when=week").text
    assert case not in street.open("/deadlines?when=overdue").text
    assert case not in street.open(f"/deadlines?organisation={COMMUNITY}").text
    assert case in street.open("/deadlines?time_limit=LV-L2").text
    assert case not in street.open("/deadlines?time_limit=HO-1").text


@pytest.mark.timeout(300)
def test_a_figure_leads_to_its_cases_and_is_taken_out_with_a_purpose_by_who_may(console: str) -> None:
    street = clerk(console, STREET)
    case = registered(street)[-17:]
    month = datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m")
    report = f"/statistics/window?period={month}"
    figure = f"/statistics/window/in_registered/cases?organisation={STREET}&amp;period={month}"
    wait_until(lambda: figure in street.open(report).text, 30)
    wait_until(lambda: case in street.open(html.unescape(figure)).text, 30)
    assert street.open(f"{report}&organisation=wuhu.wuwei.hub").status == 404
    assert "data-once" not in street.open(report).text

    told = {"organisation": STREET, "period": month, "format": "xlsx"}
    assert street.submit("/statistics/window/export", **told).status == 400
    assert "请选择导出的形式和用途" in street.text
    taken = street.submit("/statistics/window/export", **told, purpose="meeting")
    assert taken.status == 200
    assert taken.page is not None
    assert load_workbook(io.BytesIO(taken.page.content)).worksheets[0].max_row > 1
    mediator = at_the_post(console, f"mediator.{STREET}").open(report)
    assert "导出" not in mediator.text[mediator.text.index("<main") :]
    assert mediator.submit("/statistics/window/export", **told, purpose="meeting").status == 403
    auditor = at_the_post(console, f"auditor.{HUB}").open("/audit")
    assert f"window（{month}，Excel 报表）：会议材料" in auditor.text


@pytest.mark.timeout(300)
def test_trends_draw_what_was_registered_and_say_what_they_cannot_know(console: str) -> None:
    street = clerk(console, STREET)
    registered(street)
    wait_until(lambda: "邻里纠纷" in street.open("/trends?months=6").text, 30)

    assert "<svg" in street.text
    assert "不是纠纷发生地" in street.text
    assert "邻里纠纷" not in clerk(console, ELSEWHERE).open("/trends").text
    assert street.open("/trends?months=999").status == 400


def test_the_network_shows_who_lacks_what_on_which_ground_and_nothing_of_other_counties(console: str) -> None:
    office = at_the_post(console, f"county-office.{HUB}").open("/network")
    bodies = re.findall(r'href="(/network/bodies/[0-9A-Z]{17})">([^<]+)<', office.text)
    assert "方村街道人民调解委员会" in [name for _, name in bodies]
    key = next(address for address, name in bodies if name == "镜湖区道路交通事故人民调解委员会")

    page = office.open(key).text
    assert "缺口" in page
    assert "依据：" in page
    gap = re.search(r'<option value="([^"]+)">[^<]+（[0-9]+）</option>', office.open("/network").text)
    assert gap is not None
    assert gap[1] in office.open(f"/network?gap={gap[1]}").text
    assert clerk(console, ELSEWHERE).open(key).status == 404


def test_an_alert_that_is_not_ones_own_is_like_one_that_does_not_exist(console: str) -> None:
    street = clerk(console, STREET)

    assert street.open("/alerts/0123456789ABCDEFG").status == 404
    assert street.open("/alerts?situation=dismissed").status == 200
    assert "没有这样的预警" in street.text


def test_what_could_not_be_done_has_a_list_of_its_own_beside_bad_reviews(console: str) -> None:
    street = clerk(console, STREET)

    assert '<h1 class="govuk-heading-l">办不成事</h1>' in street.open("/rectifications?trigger=unresolved_matter").text
    assert '<h1 class="govuk-heading-l">差评整改</h1>' in street.open("/rectifications").text
    assert "与案件当事人评价分列，不合并计算" in street.open("/satisfaction/population").text
    assert "按月份" in street.open("/satisfaction?period=2026&by=month").text
    assert street.open("/satisfaction?channel=PEOPLE_MEDIATION&period=2026-Q1&by=dispute_type").status == 200


def test_what_is_done_in_a_case_is_not_done_without_one(console: str) -> None:
    street = clerk(console, STREET)

    assert street.open("/entries/intake/close_case").status == 404
    street.open("/cases/new")
    assert street.submit("/entries/intake/close_case", result="withdrawn").status == 404


def test_nobody_who_is_not_signed_in_is_shown_anything(console: str) -> None:
    for page in (*OF_EVERYBODY, "/cases/new", "/imports", "/imports/template.xlsx", "/audit", "/exports"):
        assert browser(console).open(page).path == "/sign-in", page


def test_the_console_keeps_what_is_typed_readable_by_its_owner_only(county: County) -> None:
    found = list(Path(county.installation.data).rglob("*.sqlite"))
    assert {path.name for path in found} == {"accesses.sqlite", "drafts.sqlite", "imports.sqlite", "notices.sqlite"}
    assert {path.stat().st_mode & 0o077 for path in found} == {0}
