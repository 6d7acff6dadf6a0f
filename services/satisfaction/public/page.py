"""The survey as a page that needs no script and no account: three taps on a telephone (open, grade, send)."""

from functools import cache
from importlib.resources import files
from typing import Any
from uuid import uuid4

from jinja2 import Environment, Template
from starlette.responses import HTMLResponse

GRADES = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
}
"""The address of the page is a secret: it is told to no other site, and kept by no cache."""


@cache
def _template() -> Template:
    text = files("services.satisfaction.public").joinpath("survey.html").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(text)


def survey_page(survey: dict[str, Any], action: str) -> HTMLResponse:
    """The form. Its key makes an answer sent twice one answer."""
    return _page(survey=survey, action=action, grades=GRADES, key=str(uuid4()))


def told_page(title: str, sentence: str, status: int = 200) -> HTMLResponse:
    """Thanks, or why the answer was not taken."""
    return _page(status, title=title, sentence=sentence)


def _page(status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_template().render(**values), status, _HEADERS)
