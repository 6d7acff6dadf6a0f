"""Instruments by their titles where a person reads a source: `R75 20–21` becomes the order's title with the articles."""

import re
from collections.abc import Mapping
from functools import cache

_ARTICLES = r"\d+(?:\(\d+\))?(?:[、–-]\(?\d+\)?)*"
"""20, 20–21, 188、195, 31(1)、(4)."""
_REFERENCE = ("domain.md", "本系统业务规则汇编")
"""How a rule is called that stands in no instrument read so far."""


def titled(text: str, instruments: Mapping[str, str]) -> str:
    """`text` with every known code written out; a code with articles gets 第…条. Unknown words stay as they are."""
    pattern = _pattern(tuple(instruments))
    return pattern.sub(lambda found: _said(found, instruments), text.replace(*_REFERENCE))


def _said(found: re.Match[str], instruments: Mapping[str, str]) -> str:
    title, articles = instruments[found["code"]], found["articles"]
    return f"{title}第{articles}条" if articles else title


@cache
def _pattern(codes: tuple[str, ...]) -> re.Pattern[str]:
    """The longest code first, so that CPL-I is not read as CPL."""
    known = "|".join(re.escape(code) for code in sorted(codes, key=lambda code: (-len(code), code)))
    return re.compile(rf"(?<![A-Za-z0-9-])(?P<code>{known})(?![A-Za-z0-9-])(?:\s+(?P<articles>{_ARTICLES}))?")
