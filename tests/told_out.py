"""Which worker gets which tests: whole files, since starts are shared within one; all that share the county's start go to one.

xdist's own `loadgroup` says this by marks, which this release of pytest does not let it write into the ids.
"""

from functools import cache
from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
COUNTY = "county"


def told_out_with(nodeid: str) -> str:
    """With what a test is told out: its file, or the county whose one start it shares with other files."""
    return _group_of(nodeid.split("::", 1)[0])


@cache
def _group_of(file: str) -> str:
    shares = file.startswith("tests/browser/") or f"{COUNTY}: County" in (ROOT / file).read_text(encoding="utf-8")
    return COUNTY if shares else file


class ByStart(LoadScopeScheduling):
    """Whole files to a worker, the county's to one."""

    def _split_scope(self, nodeid: str) -> str:
        return told_out_with(nodeid)
