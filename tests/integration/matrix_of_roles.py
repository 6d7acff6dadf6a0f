"""Who may open which page of the console: one row a route, one letter a post. No page is left out: a test compares with the router."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

STREET, HUB, ELSEWHERE = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.hub", "wuhu.wuwei.wucheng.pmc"
POSTS = {
    "c": f"clerk.{STREET}", "m": f"mediator.{STREET}", "s": f"seal-keeper.{STREET}", "h": f"county-office.{HUB}",
    "a": f"auditor.{HUB}", "o": f"operator.{HUB}", "j": "court-clerk.wuhu.jinghu.court",
    "g": "grid-worker.wuhu.jinghu.fangcun.community-1.grid-1", "x": f"clerk.{ELSEWHERE}",
}  # fmt: skip
"""Letter of every post: clerk, mediator and keeper of the seal of the street; the county's office, auditor and operator; the
court; a grid worker; and a clerk in another county."""
FOREIGN = "jgx"
"""Posts whose bodies have nothing to do with the street's cases."""
ALL = "".join(POSTS)
CASE = "cmshao"
"""Posts that stand for the street."""
REGISTERING = "chjgx"


@dataclass(frozen=True)
class Row:
    """Which posts a page is shown to; every other is told that it may not (403) or that there is no such thing (404)."""

    address: str
    """With {case}, {body}, {entry} and {document} for those of the street."""
    shown: str
    missing: str = ""
    """Posts that are told 404."""
    answers: int = 200
    """What those it is shown to are answered."""

    def expected(self) -> Iterator[tuple[str, int]]:
        """Letter of the post and status."""
        for post in POSTS:
            yield post, self.answers if post in self.shown else 404 if post in self.missing else 403


def everybodys(address: str) -> Row:
    """A page that shows everybody what is their own."""
    return Row(address, ALL)


def nobodys(address: str) -> Row:
    """Of something that does not exist: what it is of is not told to anybody."""
    return Row(address, "", ALL)


NO_CODE = "0123456789ABCDEFG"
PAGES: Mapping[str, Row] = {
    "/": everybodys("/"),
    "/cases": everybodys("/cases"),
    "/deadlines": everybodys("/deadlines"),
    "/search": everybodys("/search?q=阵当事"),
    "/supervision": everybodys("/supervision?status=all"),
    "/notifications": everybodys("/notifications"),
    "/operations": everybodys("/operations"),
    "/operations/{service}/{case_code}": Row(f"/operations/intake/{NO_CODE}", "o", answers=409),
    "/operations/verifications": Row("/operations/verifications", "o"),
    "/audit": Row("/audit", "a"),
    "/exports": Row("/exports", "chajx"),
    "/cover": Row("/cover", "chjx"),
    "/counter": Row("/counter", "chjgx"),
    "/registers": everybodys("/registers"),
    "/registers/{code}": everybodys("/registers/leads"),
    "/registers/{code}/new": Row("/registers/leads/new", "cmhgx"),
    "/registers/entries/{number}": Row("/registers/entries/{entry}", CASE, FOREIGN),
    "/registers/entries/{number}/acts/{name}": Row(
        "/registers/entries/{entry}/acts/void_register_entry", "cmha", "jgx"
    ),
    "/alerts": everybodys("/alerts?situation=all"),
    "/trends": everybodys("/trends?months=6"),
    "/alerts/{code}": nobodys(f"/alerts/{NO_CODE}"),
    "/alerts/{code}/acts/{name}": Row(f"/alerts/{NO_CODE}/acts/answer_alert", "", "chx"),
    "/network": everybodys("/network"),
    "/network/mediators": everybodys("/network/mediators"),
    "/network/bodies/{key}": Row("/network/bodies/{body}", CASE, FOREIGN),
    "/network/bodies/{key}/acts/{name}": Row("/network/bodies/{body}/acts/register_mediator", "ch", "x"),
    "/cases/{case_code}/proposals/{service}": Row("/cases/{case}/proposals/network", "", ALL),
    "/cases/{case_code}/documents": Row("/cases/{case}/documents", CASE, FOREIGN),
    "/cases/{case_code}/documents/{code}/{event_id}": Row("{document}", CASE, FOREIGN),
    "/cases/{case_code}/attachments": Row("/cases/{case}/attachments", CASE, FOREIGN),
    "/cases/{case_code}/links": Row("/cases/{case}/links", CASE, FOREIGN),
    "/cases/{case_code}/signatures": Row("/cases/{case}/signatures", "cmsh", "ao" + FOREIGN),
    "/cases/{case_code}/signatures/{agreement_id}/{place}": Row("/cases/{case}/signatures/none/seal", "", ALL),
    "/cases/{case_code}/signature-images/{content_hash}": Row(f"/cases/{{case}}/signature-images/{'0' * 64}", "", ALL),
    "/papers": everybodys("/papers"),
    "/papers/check": everybodys("/papers/check"),
    "/papers/{register}": nobodys(f"/papers/{NO_CODE}"),
    "/papers/{register}/{number}": nobodys(f"/papers/{NO_CODE}/1"),
    "/papers/{register}/{number}/{edition}/{kind}": nobodys(f"/papers/{NO_CODE}/1/1/pdf"),
    "/cases/new": Row("/cases/new", REGISTERING),
    "/entries/{service}/{name}": Row("/entries/satisfaction/record_unresolved_matter", "chx"),
    "/cases/{case_code}": Row("/cases/{case}", CASE, FOREIGN),
    "/cases/{case_code}/offer/return": Row("/cases/{case}/offer/return", "ch", "msaojgx", answers=409),
    "/cases/{case_code}/acts/{service}/{name}": Row("/cases/{case}/acts/intake/void_case", "ch", "jx"),
    "/statistics": everybodys("/statistics"),
    "/frozen-reports/{code}": nobodys(f"/frozen-reports/{NO_CODE}"),
    "/statistics/{report}": everybodys("/statistics/window"),
    "/statistics/{report}/{indicator}/cases": everybodys("/statistics/window/in_registered/cases"),
    "/satisfaction": everybodys("/satisfaction"),
    "/satisfaction/population": everybodys("/satisfaction/population"),
    "/rectifications": everybodys("/rectifications?status=all"),
    "/imports": Row("/imports", REGISTERING),
    "/imports/template.xlsx": Row("/imports/template.xlsx", REGISTERING),
    "/imports/{digest}": Row("/imports/0123456789abcdef", "", REGISTERING),
}
"""What is looked at, by path in the router."""
ACTS: Mapping[str, str] = {
    "/exports": "/exports",
    "/cover": "/cover",
    "/counter/slips": "/counter",
    "/operations/{service}/{case_code}": "/operations/{service}/{case_code}",
    "/operations/verifications": "/operations/verifications",
    "/operations/verifications/stop": "/operations/verifications",
    "/registers/entries/{number}/acts/{name}": "/registers/entries/{number}/acts/{name}",
    "/registers/{code}/new": "/registers/{code}/new",
    "/alerts/{code}/acts/{name}": "/alerts/{code}/acts/{name}",
    "/network/bodies/{key}/acts/{name}": "/network/bodies/{key}/acts/{name}",
    "/cases/{case_code}/documents/{code}/{event_id}": "/cases/{case_code}/documents/{code}/{event_id}",
    "/cases/{case_code}/attachments": "/cases/{case_code}/attachments",
    "/cases/{case_code}/links": "/cases/{case_code}/links",
    "/cases/{case_code}/attachments/{attachment_id}": "/cases/{case_code}/attachments",
    "/cases/{case_code}/attachments/{attachment_id}/withdraw": "/cases/{case_code}/attachments",
    "/cases/{case_code}/signatures/{agreement_id}/{place}": "/cases/{case_code}/signatures/{agreement_id}/{place}",
    "/papers/{register}/{number}": "/papers/{register}/{number}",
    "/papers/check": "/papers/check",
    "/cases/new": "/cases/new",
    "/entries/{service}/{name}": "/entries/{service}/{name}",
    "/cases/{case_code}/offer/accept": "/cases/{case_code}/offer/return",
    "/cases/{case_code}/acts/{service}/{name}": "/cases/{case_code}/acts/{service}/{name}",
    "/imports": "/imports",
    "/imports/{digest}": "/imports/{digest}",
}
"""What can be sent: its path in the router, and the page whose readers alone may send it."""
OWN = frozenset({"/sign-out", "/drafts", "/drafts/forget", "/notifications"})
"""What concerns the sender's own session, drafts and notices, and so is refused to nobody who is signed in."""
FIGURES = frozenset({"/statistics/{report}/export", "/statistics/{report}/freeze"})
"""Taking out and freezing reports: shown in test_console.py, as whose they are depends on the body asked about."""
ANYBODYS = frozenset({"/sign-in", "/openapi.json", "/docs", "/docs/oauth2-redirect", "/metrics"})
"""What needs no account, besides everything below /public and /health."""
