"""The table as a page, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from deploy.refusals.codes import Code, Kind, all_codes
from deploy.refusals.literals import GAP
from deploy.refusals.shown import Shown, all_tests, tests_by_code

PAGE = Path("docs") / "refusals.md"
_HEAD = """# Refusals and irregularities

Generated from the code by `python -m deploy.refusals`; not edited by hand. A **refusal** is a decision that our body may not take now; an **irregularity** marks a
fact that is recorded although a rule says otherwise (nothing that happened is unrecordable). “…” stands for what is filled in; no source means a rule of this system.

"""
_TITLES = {
    "intake": "The window", "people_mediation": "People's mediation", "administrative_mediation": "Administrative mediation",
    "network": "The network", "early_warning": "Early warning", "registers": "Registers", "petitions": "Petitions", "judicial_confirmation": "Judicial confirmation", "satisfaction": "Satisfaction", "statistics": "Statistics", "documents": "Documents",
    "jurisdiction": "The law, shared by all",
}  # fmt: skip
_KINDS = {Kind.REFUSAL: "Refusals", Kind.IRREGULARITY: "Irregularities"}


def read(root: Path) -> Mapping[Code, Shown | None]:
    """Every code of the repository at `root` with the test that shows it."""
    return tests_by_code(all_codes(root), all_tests(root))


def page(table: Mapping[Code, Shown | None]) -> str:
    """The page, services in the order of the system, codes by name."""
    order = list(_TITLES)
    codes = sorted(table, key=lambda code: (order.index(code.service) if code.service in order else len(order), code))
    lines = [_HEAD + _counted(table)]
    for service, of_service in groupby(codes, key=lambda code: code.service):
        lines.append(f"\n## {_TITLES.get(service, service)} (`{service}`)")
        for kind, of_kind in groupby(of_service, key=lambda code: code.kind):
            lines += ["", f"### {_KINDS[kind]}", "", "| code | sentence | source | shown by |", "|---|---|---|---|"]
            lines += [_row(code, table[code]) for code in of_kind]
    return "\n".join(lines) + "\n"


def lacking(table: Mapping[Code, Shown | None]) -> tuple[str, ...]:
    """What is wrong, one Chinese sentence each: a code that no person could read, or that no test shows."""
    return tuple(_lacking(table))


def _lacking(table: Mapping[Code, Shown | None]) -> Iterator[str]:
    for code, shown in table.items():
        if not any("一" <= sign <= "鿿" for sign in code.sentence.replace(GAP, "")):
            yield f"{code.service} 的 {code.code} 没有中文说明"
        if shown is None:
            yield f"{code.service} 的 {code.code} 没有测试"


def _counted(table: Mapping[Code, Shown | None]) -> str:
    refusals = sum(code.kind is Kind.REFUSAL for code in table)
    return f"{refusals} refusals and {len(table) - refusals} irregularities.\n"


def _row(code: Code, shown: Shown | None) -> str:
    test = f"[{shown.name}](../{shown.path})" if shown else ""
    cells = (f"`{code.code}`", code.sentence, code.source, test)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
