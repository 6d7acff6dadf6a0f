"""Which pages are measured: those of the read API that issues 7 and 8 name, and every page of the console as each office opens it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fastapi.routing import iter_route_contexts

from services.console.application import console as console_of
from services.jurisdiction.offices import posts_of
from services.runtime.settings import Settings

PROFILE = "wuhu"
COUNTY, HUB, STREET = "wuhu.hub", "wuhu.jinghu.hub", "wuhu.jinghu.fangcun.pmc"
"""The hub above every body of the profile, that of one county, and a committee."""
SEATS: Mapping[str, str] = {
    "c": f"clerk.{STREET}", "m": f"mediator.{STREET}", "h": f"county-office.{COUNTY}", "d": f"clerk.{HUB}",
    "a": f"auditor.{COUNTY}", "o": f"operator.{COUNTY}", "j": "court-clerk.wuhu.jinghu.court",
    "g": "grid-worker.wuhu.jinghu.fangcun.community-1.grid-1",
}  # fmt: skip
"""Letter of every office that looks: clerk and mediator of a committee, the office above every body, the clerk of one county's
hub, auditor, operator, court, grid."""
ALL, CASE, WINDOW = "cmhdaojg", "cmhdao", "chdjg"
"""Everybody; who stands for the committee's cases; who registers."""
SOON, LATE = 150.0, 300.0
"""Milliseconds that 95 of a hundred answers may take at most: of dashboard and work list (issue 7), of any page (issue 8)."""
COMMON = quote("纠纷")
"""Stands in the registration of every generated case."""


@dataclass(frozen=True)
class Page:
    """One page as one office opens it, and how long it may take at most in 95 of a hundred times (milliseconds)."""

    name: str
    console: bool
    post: str
    path: str
    at_most: float

    @property
    def office(self) -> str:
        """The post in Chinese."""
        return posts_of(PROFILE)[self.post].name_zh


@dataclass(frozen=True)
class Row:
    """A page of the console: its path in the router, its address, whose it is by the letters of SEATS."""

    route: str
    name: str
    seats: str
    address: str = ""
    """With the fields of `Known` in braces; the route itself where left out."""
    at_most: float = LATE
    of_acts: bool = False
    """Made from what the deciding services let people do, or about what was done with them: not there without them."""


CONSOLE = (
    Row("/", "今日工作", ALL, at_most=SOON),
    Row("/cases", "案件列表", ALL),
    Row("/cases/{case_code}", "案卷", CASE, "/cases/{case}"),
    Row("/cases/{case_code}/acts/{service}/{name}", "办理表单", "chd", "/cases/{case}/acts/intake/void_case", of_acts=True),
    Row("/cases/{case_code}/documents", "文书", CASE, "/cases/{case}/documents"),
    Row("/cases/{case_code}/documents/{code}/{event_id}", "一份文书", "chd", "{document}"),
    Row("/cases/{case_code}/attachments", "附件", CASE, "/cases/{case}/attachments"),
    Row("/cases/{case_code}/links", "办事链接", CASE, "/cases/{case}/links", of_acts=True),
    Row("/cases/{case_code}/signatures", "协议签名", "cmhd", "{signatures}", of_acts=True),
    Row("/cases/{case_code}/signatures/{agreement_id}/{place}", "当面签名", "cm", "{place}", of_acts=True),
    Row("/cases/{case_code}/signature-images/{content_hash}", "签名图像", "cmh", "{image}", of_acts=True),
    Row("/cases/new", "登记", WINDOW, of_acts=True),
    Row("/entries/{service}/{name}", "录入", "chd", "/entries/satisfaction/record_unresolved_matter", of_acts=True),
    Row("/counter", "窗口代办", WINDOW),
    Row("/deadlines", "期限看板", ALL),
    Row("/supervision", "督办单", ALL, "/supervision?status=all"),
    Row("/notifications", "消息", ALL),
    Row("/search", "查找常见的字", ALL, f"/search?q={COMMON}"),
    Row("/search", "查找一个电话", ALL, "/search?q={phone}"),
    Row("/alerts", "预警", ALL, "/alerts?situation=all"),
    Row("/trends", "趋势", ALL, "/trends?months=36"),
    Row("/registers", "台账", ALL),
    Row("/registers/{code}", "巡查排查台账", ALL, "/registers/patrols"),
    Row("/registers/{code}/new", "登记台账", "cmhdg", "/registers/leads/new", of_acts=True),
    Row("/registers/entries/{number}", "一条台账", CASE, "/registers/entries/{entry}"),
    Row("/registers/entries/{number}/acts/{name}", "台账办理", "ch", "/registers/entries/{entry}/acts/void_register_entry", of_acts=True),
    Row("/network", "调解组织", ALL),
    Row("/network/mediators", "调解员", ALL),
    Row("/network/bodies/{key}", "一个组织", CASE, "/network/bodies/{body}"),
    Row("/network/bodies/{key}/acts/{name}", "组织办理", "ch", "/network/bodies/{body}/acts/register_mediator", of_acts=True),
    Row("/papers", "文书编号", ALL),
    Row("/papers/check", "核对文件", ALL),
    Row("/papers/{register}", "一本文书登记簿", "cmh", "{register}", of_acts=True),
    Row("/papers/{register}/{number}", "一个文号", "cm", "{paper}", of_acts=True),
    Row("/papers/{register}/{number}/{edition}/{kind}", "重新打印", "cm", "{reprint}", of_acts=True),
    Row("/statistics", "统计", ALL),
    Row("/statistics/{report}", "一年的人民调解报表", ALL, "/statistics/people_mediation?period={year}"),
    Row(
        "/statistics/{report}/{indicator}/cases", "一个数字的案件", ALL,
        "/statistics/window/in_registered/cases?period={year}-03",
    ),
    Row("/satisfaction", "满意度", ALL, at_most=SOON),
    Row("/satisfaction/population", "群众满意度", ALL),
    Row("/rectifications", "差评整改", ALL, "/rectifications?status=all"),
    Row("/exports", "导出", "chdaj"),
    Row("/cover", "代管", "chdj", of_acts=True),
    Row("/audit", "审计", "a"),
    Row("/audit", "审计一件案", "a", "/audit?case={case}"),
    Row("/operations", "运行状况", ALL),
    Row("/operations/verifications", "核对存储和视图", "o"),
    Row("/imports", "批量导入", WINDOW, of_acts=True),
    Row("/imports/template.xlsx", "导入模板", "ch", of_acts=True),
)  # fmt: skip
UNMEASURED: Mapping[str, str] = {
    "/cases/{case_code}/proposals/{service}": "没有多元化解网络的轮次",
    "/cases/{case_code}/offer/return": "没有等待答复的移交",
    "/alerts/{code}": "一条预警，没有造",
    "/alerts/{code}/acts/{name}": "一条预警，没有造",
    "/frozen-reports/{code}": "没有定稿的报表",
    "/imports/{digest}": "没有导入的文件",
    "/operations/{service}/{case_code}": "没有搁置的案件",
}
"""Pages of the router about something that generated cases do not have."""
OUTSIDE = ("/public", "/health", "/metrics", "/docs", "/openapi.json", "/sign-in", "/static")
"""What needs no account."""


@dataclass(frozen=True)
class Known:
    """What the addresses name: a case of the committee, one of its parties' phone numbers, an entry, a body, a document."""

    case: str
    phone: str
    entry: str
    body: str
    document: str
    year: int
    signing: str = ""
    """Code of a case with an agreement that is being signed; this and what follows is made where every service runs."""
    place: str = ""
    """Path of the page where a party signs it."""
    image: str = ""
    """Path of the image that the other party gave."""
    paper: str = ""
    """Path of a numbered document."""

    @property
    def signatures(self) -> str:
        """Path of the list of what was signed and is not yet."""
        return self.signing and f"/cases/{self.signing}/signatures"

    @property
    def reprint(self) -> str:
        """Path of its first edition as a file."""
        return self.paper and f"{self.paper}/1/pdf"

    @property
    def register(self) -> str:
        """Path of the register in which the document is numbered."""
        return self.paper.rpartition("/")[0]

    def within(self, address: str) -> str:
        """The address told out."""
        made = {"register": self.register, "signatures": self.signatures, "reprint": self.reprint}
        return address.format(**vars(self), **made)


def not_named(folder: Path) -> list[str]:
    """Pages of the console that are neither measured nor left out with a reason: they came after this list. `folder`: for its files."""
    app = console_of(Settings.from_environment({"MEDIATION_DATA": str(folder), "MEDIATION_SERVICE": "console"}))
    named = {row.route for row in CONSOLE} | set(UNMEASURED)
    told = {str(one.path) for one in iter_route_contexts(app.routes) if "GET" in set(one.methods or ())}
    return sorted(path for path in told - named if not path.startswith(OUTSIDE))


def console_pages(known: Known, everything: bool = True) -> Iterator[Page]:
    """Every page of the console as each office opens it; without the forms where not `everything` runs, and without what was not made."""
    for row in CONSOLE:
        address = known.within(row.address or row.route)
        for seat in row.seats if address and (everything or not row.of_acts) else "":
            yield Page(row.name, True, SEATS[seat], address, row.at_most)


def api_pages(known: Known) -> Iterator[Page]:
    """What programs ask of the read API, for the office above every body and for a committee."""
    county, street, case = SEATS["h"], SEATS["c"], known.case
    for name, post, path, at_most in (
        ("满意度看板", county, "/satisfaction?year={year}&by=channel", SOON),
        ("工作清单", street, "/work-list?limit=60", SOON),
        ("工作清单", SEATS["d"], "/work-list?limit=60", SOON),
        ("期限看板", county, "/deadlines?limit=100", LATE),
        ("案件列表", county, "/cases?limit=100", LATE),
        ("案件列表", street, "/cases?limit=100", LATE),
        ("案卷", street, f"/cases/{case}", LATE),
        ("查找一个电话", county, "/search?q={phone}&limit=100", LATE),
        ("查找常见的字", county, f"/search?q={COMMON}&limit=100", LATE),
        ("一年的人民调解报表", county, "/statistics/people_mediation?period={year}", LATE),
        ("督办单", county, "/supervision?status=open", LATE),
        ("保管证明", county, "/custody", LATE),
        ("台账数字", county, "/registers/figures", LATE),
    ):
        yield Page(f"接口：{name}", False, post, known.within(path), at_most)
