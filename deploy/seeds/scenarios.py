"""The tests that rows name: whether they are there, bear the name of their row, and pass."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from deploy.seeds.table import Requirement

FOLDER = Path("tests/seeds")
_NOT_SCENARIOS = ("test_page.py", "test_another_jurisdiction.py", "test_mistakes_of_a_folder.py")
"""Tests of tests/seeds that belong to no document."""
_SHOWN_LINES = 20


def lacking(rows: Sequence[Requirement], root: Path) -> list[str]:
    """What is wrong with the table, in Chinese: a row without scenario or reason, a scenario without row, a name that fits nothing."""
    own = _own(root)
    return [*_in_rows(rows, own, root), *_orphans(rows, own)]


def failed(rows: Sequence[Requirement], root: Path) -> list[str]:
    """Runs every scenario that the rows name; what did not pass, empty when all did."""
    own = _own(root)
    wanted = sorted({_node(name, own) for row in rows for name in row.scenarios})
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-header", *wanted], cwd=root, capture_output=True, text=True, check=False
    )  # fmt: skip
    told = ran.stdout.strip().splitlines()
    # A scenario that is skipped or expected to fail shows nothing.
    if ran.returncode or any(word in told[-1] for word in ("skipped", "xfailed", "xpassed")):
        return ["场景没有全部通过：", *told[-_SHOWN_LINES:]]
    return []


def _in_rows(rows: Sequence[Requirement], own: Mapping[str, str], root: Path) -> Iterator[str]:
    for row in rows:
        said = f"{row.seed.document} {row.item} “{row.words}”"
        if not row.scenarios and not row.reason:
            yield f"{said}：既没有场景，也没有说明理由"
        for name in row.scenarios:
            if "::" not in name and name not in own:
                yield f"{said}：{FOLDER.as_posix()} 中没有场景 {name}"
            elif "::" in name and not _is_there(name, root):
                yield f"{said}：没有测试 {name}"
            elif "::" not in name and not name.startswith(f"test_{row.prefix}_"):
                yield f"{said}：场景 {name} 的名称应以 test_{row.prefix}_ 开头"


def _orphans(rows: Sequence[Requirement], own: Mapping[str, str]) -> Iterator[str]:
    named = {name for row in rows for name in row.scenarios}
    yield from (f"场景 {name} 没有对应的要求" for name in own if name not in named)


def _own(root: Path) -> Mapping[str, str]:
    """The file of every scenario of tests/seeds, by name."""
    found: dict[str, str] = {}
    for path in sorted((root / FOLDER).glob("test_*.py")):
        if path.name not in _NOT_SCENARIOS:
            found |= dict.fromkeys(_tests(path), path.relative_to(root).as_posix())
    return found


def _node(name: str, own: Mapping[str, str]) -> str:
    return name if "::" in name else f"{own[name]}::{name}"


def _is_there(node: str, root: Path) -> bool:
    file, _, name = node.partition("::")
    return (root / file).is_file() and name in _tests(root / file)


def _tests(path: Path) -> tuple[str, ...]:
    parts = ast.parse(path.read_text(encoding="utf-8")).body
    functions = (part for part in parts if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))
    return tuple(part.name for part in functions if part.name.startswith("test_"))
