"""Which worker gets which tests: whole files, since starts are shared within one; all that share the county's start go to one.

xdist's own `loadgroup` says this by marks, which this release of pytest does not let it write into the ids.
"""

from functools import cache
from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
COUNTY = "county"


@cache
def told_out_with(file: str) -> str:
    """With what the tests of a file are told out: the file itself, or the county whose one start they share."""
    shares = file.startswith("tests/browser/") or f"{COUNTY}: County" in (ROOT / file).read_text(encoding="utf-8")
    return COUNTY if shares else file


class ByStart(LoadScopeScheduling):
    """Whole files to a worker, the county's to one."""

    def _split_scope(self, nodeid: str) -> str:
        return told_out_with(nodeid.split("::", 1)[0])
