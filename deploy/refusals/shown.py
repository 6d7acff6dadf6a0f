"""Which test shows a code: the first that holds an answer against it, else the first whose text, or a list it goes through, names it.

A word may be a code and something else too (`agreement_effective` is an event, a situation and a refusal), so that a test
which only names it shows nothing of it.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.refusals.codes import SHARED, Code
from deploy.refusals.literals import GAP


@dataclass(frozen=True)
class Shown:
    """A test, and the texts it names."""

    path: str
    """Below the repository."""
    name: str
    texts: frozenset[str]
    asserted: frozenset[str] = frozenset()
    """Those that an answer's refusal or irregularities are compared with."""


_ANSWERS = re.compile(r"refus|irregular|\bmarks?\b|\bcodes?\b")
"""What a comparison speaks of when it is about a refusal or an irregularity."""


def all_tests(root: Path) -> tuple[Shown, ...]:
    """Every test below `root`, in the order of paths and of lines."""
    return tuple(test for path in sorted((root / "tests").rglob("test_*.py")) for test in _in_file(root, path))


def tests_by_code(codes: tuple[Code, ...], tests: tuple[Shown, ...]) -> Mapping[Code, Shown | None]:
    """The test of each code: one of its own service's; elsewhere only where the code is no other service's as well."""
    services: dict[str, set[str]] = {}
    for code in codes:
        services.setdefault(code.code, set()).add(code.service)
    return {code: _first(code, tests, alone=len(services[code.code]) == 1) for code in codes}


def _first(code: Code, tests: tuple[Shown, ...], *, alone: bool) -> Shown | None:
    naming = [test for test in tests if _names(test, code.code)]
    own = [test for test in naming if _is_own(test, code.service)]
    found = own or (naming if alone or code.service == SHARED else [])
    return next((test for test in found if _holds_against(test, code.code)), found[0] if found else None)


def _is_own(test: Shown, service: str) -> bool:
    return test.path.startswith(f"tests/domain/{service}/") or (
        service == SHARED and test.path.startswith(("tests/jurisdiction/", "tests/command_line/"))
    )


def _names(test: Shown, code: str) -> bool:
    return _among(test.texts, code)


def _holds_against(test: Shown, code: str) -> bool:
    return _among(test.asserted, code)


def _among(texts: frozenset[str], code: str) -> bool:
    if GAP not in code:
        return code in texts
    start = code.partition(GAP)[0]
    return any(text.startswith(start) for text in texts)


def _in_file(root: Path, path: Path) -> Iterator[Shown]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    lists = {name: texts for node in module.body for name, texts in _list(node)}
    where = path.relative_to(root).as_posix()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            listed = frozenset[str]().union(*(lists[name] for name in names if name in lists))
            yield Shown(where, node.name, _texts(node) | listed, _asserted(node, listed))


def _asserted(test: ast.FunctionDef | ast.AsyncFunctionDef, listed: frozenset[str]) -> frozenset[str]:
    """What comparisons and calls about refusals name; of a test that goes through cases, all of its cases."""
    about = [
        node
        for statement in test.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Compare | ast.Call) and _ANSWERS.search(ast.unparse(node))
    ]
    if not about:
        return frozenset()
    named = frozenset[str]().union(*map(_texts, about))
    cases = frozenset[str]().union(*map(_texts, test.decorator_list))
    return named | cases | listed


def _list(node: ast.stmt) -> Iterator[tuple[str, frozenset[str]]]:
    """A list of cases at the top of a file, which a test goes through."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from ((target.id, _texts(node.value)) for target in targets if isinstance(target, ast.Name))


def _texts(node: ast.AST) -> frozenset[str]:
    return frozenset(
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
