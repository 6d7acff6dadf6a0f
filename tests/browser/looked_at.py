"""Which pages of the console axe-core looks at, by their route; on which journey the others are, or why there is nothing to look at.

A test compares this with the router (tests/integration/test_console_matrix.py), so that a new page has to be put here.
"""

from collections.abc import Mapping

ANYBODY, CLERK, HUB_CLERK, OFFICE, AUDITOR, OPERATOR = "", "clerk", "hub clerk", "county office", "auditor", "operator"
NO_CODE = "0123456789ABCDEFG"
Looks = tuple[tuple[str, str], ...]
"""Post and address, with {case}, {document}, {entry}, {body}, {register}, {paper}, {alert} and {frozen} for what the test made."""

_CASE, _DOCUMENT = "/cases/{case_code}", "/cases/{case_code}/documents"
LOOKED_AT: Mapping[str, Looks] = {
    "/sign-in": ((ANYBODY, "/sign-in"),),
    "/": ((CLERK, "/"),),
    "/notifications": ((CLERK, "/notifications"),),
    "/cases": ((CLERK, "/cases"),),
    "/cases/new": ((CLERK, "/cases/new"),),
    "/search": ((CLERK, "/search?q=申请人"),),
    "/deadlines": ((CLERK, "/deadlines"),),
    "/supervision": ((CLERK, "/supervision?status=all"),),
    "/alerts": ((CLERK, "/alerts?situation=all"),),
    "/alerts/{code}": ((HUB_CLERK, "{alert}"),),
    "/alerts/{code}/acts/{name}": ((HUB_CLERK, "{alert}/acts/answer_alert"),),
    "/trends": ((CLERK, "/trends"),),
    "/network": ((CLERK, "/network"),),
    "/network/mediators": ((CLERK, "/network/mediators"),),
    "/network/bodies/{key}": ((CLERK, "{body}"),),
    "/network/bodies/{key}/acts/{name}": ((CLERK, "{body}/acts/register_mediator"),),
    "/registers": ((CLERK, "/registers"),),
    "/registers/{code}": ((CLERK, "/registers/leads"),),
    "/registers/{code}/new": ((CLERK, "/registers/leads/new"),),
    "/registers/entries/{number}": ((CLERK, "{entry}"),),
    "/registers/entries/{number}/acts/{name}": ((CLERK, "{entry}/acts/void_register_entry"),),
    "/statistics": ((CLERK, "/statistics"),),
    "/statistics/{report}": ((CLERK, "/statistics/window"),),
    "/statistics/{report}/{indicator}/cases": ((CLERK, "/statistics/window/in_registered/cases"),),
    "/frozen-reports/{code}": ((OFFICE, "{frozen}"),),
    "/satisfaction": ((CLERK, "/satisfaction"), (OFFICE, "/satisfaction")),
    "/satisfaction/population": ((CLERK, "/satisfaction/population"),),
    "/rectifications": ((CLERK, "/rectifications?trigger=unresolved_matter"),),
    "/imports": ((CLERK, "/imports"),),
    "/exports": ((CLERK, "/exports"),),
    "/cover": ((CLERK, "/cover"),),
    "/counter": ((CLERK, "/counter?case_code={code}"),),
    "/entries/{service}/{name}": ((CLERK, "/entries/satisfaction/record_unresolved_matter"),),
    "/papers": ((CLERK, "/papers"),),
    "/papers/check": ((CLERK, "/papers/check"),),
    "/papers/{register}": ((CLERK, "{register}"),),
    "/papers/{register}/{number}": ((CLERK, "{paper}"),),
    _CASE: ((CLERK, "{case}"), (CLERK, f"/cases/{NO_CODE}")),
    _DOCUMENT: ((CLERK, "{case}/documents"),),
    f"{_DOCUMENT}/{{code}}/{{event_id}}": ((CLERK, "{document}"),),
    f"{_CASE}/attachments": ((CLERK, "{case}/attachments"),),
    f"{_CASE}/links": ((CLERK, "{case}/links"),),
    f"{_CASE}/acts/{{service}}/{{name}}": (
        (CLERK, "{case}/acts/intake/correct_entry"),
        (CLERK, "{case}/acts/people_mediation/reach_agreement"),
        (CLERK, "{case}/acts/judicial_confirmation/apply_for_confirmation"),
    ),
    "/audit": ((AUDITOR, "/audit"),),
    "/operations": ((CLERK, "/operations"), (OPERATOR, "/operations")),
    "/operations/verifications": ((OPERATOR, "/operations/verifications"),),
    "/public": ((ANYBODY, "/public"),),
    "/public/report": ((ANYBODY, "/public/report"),),
    "/public/status": ((ANYBODY, "/public/status"),),
    "/public/survey": ((ANYBODY, "/public/survey"),),
    "/public/unresolved": ((ANYBODY, "/public/unresolved"),),
    "/public/complaint": ((ANYBODY, "/public/complaint"),),
    "/public/matters": ((ANYBODY, "/public/matters"),),
}
"""Pages that are looked at for themselves; of acts those with lists, with parts that stand several times, and with boxes to
tick: all others are made of the same."""
PUBLIC = tuple(address for route, looks in LOOKED_AT.items() if route.startswith("/public") for _, address in looks)
"""Looked at as a telephone has them."""

ON_A_JOURNEY: Mapping[str, str] = {
    "/public/received": "test_public_pages.py",
    "/public/my/{case_code}/{party_id}/{number}/{tag}": "test_public_pages.py",
    "/public/my/{case_code}/{party_id}/{number}/{tag}/sign": "test_counter_to_survey.py",
    "/public/my/{case_code}/{party_id}/{number}/{tag}/complaint": "test_public_pages.py",
    f"{_CASE}/signatures": "test_counter_to_survey.py",
    f"{_CASE}/signatures/{{agreement_id}}/{{place}}": "test_counter_to_survey.py",
}
"""Pages that only a journey comes to, and the test of that journey, which asks axe-core there."""

_FILE, _MACHINE = "a file and no page", "for programs and not for people"
NOT_LOOKED_AT: Mapping[str, str] = {
    "/imports/template.xlsx": _FILE,
    "/papers/{register}/{number}/{edition}/{kind}": _FILE,
    f"{_CASE}/signature-images/{{content_hash}}": _FILE,
    f"{_CASE}/offer/return": "leads on to the form of an act",
    "/imports/{digest}": "only of a table that was taken in: a sentence, a bar and a table as on /imports",
    "/operations/{service}/{case_code}": "only while a case stands still: a table and two buttons, told in test_console_operations.py",
    f"{_CASE}/proposals/{{service}}": "only for the body of the network that has the case: a table as on /network",
    "/docs": "the framework's own page of the interface's description",
    "/docs/oauth2-redirect": "the framework's own page of the interface's description",
    "/openapi.json": _MACHINE,
    "/health": _MACHINE,
    "/health/live": _MACHINE,
    "/health/ready": _MACHINE,
    "/metrics": _MACHINE,
}
"""What is not looked at, and why."""


def addresses(post: str, **made: str) -> tuple[str, ...]:
    """What this post looks at of the staff's pages, with what the test made."""
    looks = (look for route, looks in LOOKED_AT.items() if not route.startswith("/public") for look in looks)
    return tuple(address.format(**made) for of, address in looks if of == post)
