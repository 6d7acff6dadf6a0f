"""docs/seeds.md from the table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from deploy.seeds.table import Requirement, Seed

PAGE = Path("docs/seeds.md")
_HEAD = """# Requirement by requirement

Generated from `tests/seeds/requirements.yaml` by `python -m deploy.seeds`; not edited by hand. Each row is something that one of the five policy documents asks, in its
words, with what of the system shows it and the scenarios that do. The page is only written when every scenario passed, and `make test` runs them all.
Where software cannot show a thing, or not all of it, the row says why.

{counted}
"""


def page(rows: Sequence[Requirement]) -> str:
    """The whole page."""
    scenarios = {name for row in rows for name in row.scenarios}
    alone = sum(not row.scenarios for row in rows)
    counted = f"{len(rows)} requirements, {len(scenarios)} scenarios, {alone} requirements that software cannot show."
    return _HEAD.format(counted=counted) + "".join(_of(seed, rows) for seed in Seed)


def _of(seed: Seed, rows: Sequence[Requirement]) -> str:
    lines = [
        f"\n## {seed.document}\n",
        "| item | requirement | shown by | scenarios | result |",
        "|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in rows if row.seed is seed]
    return "\n".join(lines) + "\n"


def _line(row: Requirement) -> str:
    result = "; ".join(_result(row))
    shown = "<br>".join(_said(name) for name in row.scenarios)
    return f"| {row.item} | {row.words} | {row.shown_by} | {shown} | {result} |"


def _result(row: Requirement) -> Iterator[str]:
    if row.scenarios:
        yield "passed"
    if row.reason:
        yield f"not shown: {row.reason}"


def _said(name: str) -> str:
    file, _, test = name.rpartition("::")
    return f"[{test}](../{file})" if file else test
