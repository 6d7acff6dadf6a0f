"""Boundaries that are tests, not wishes: one module per framework, small files, no law in code, no words of the domain below."""

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("schemas", "services", "deploy")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

HOMES = {
    "faust": ("services/runtime/reactions", "services/runtime/windows"),
    "motor": ("services/runtime/mongo.py",),
    "aiokafka": ("services/runtime/kafka/", "deploy/"),
    "rocksdict": ("services/runtime/store.py",),
    "chinese_calendar": ("services/jurisdiction/calendar.py",),
    "jgo": ("deploy/embedded/",),
    "stdnum": ("schemas/identity.py",),
    "segno": ("services/runtime/qr.py",),
    "aiosmtplib": ("services/satisfaction/delivery/mail.py",),
}
"""Where each framework may be imported: swapping it means changing these files only."""

PURE = re.compile(r"^(schemas|services/jurisdiction|services/\w+/domain)/")
IMPURE_CALLS = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time|uuid4|uuid1|os\.environ|random\.)")
DOMAIN_WORDS = re.compile(r"mediation_committee|petition|judicial|custody|agreement|mediator|satisfaction", re.I)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """What others may use: not what is private, and not what is hidden inside a function."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("framework", HOMES)
def test_a_framework_is_imported_only_by_its_own_module(framework: str):
    found = {relative(path) for path in MODULES if any(name.split(".")[0] == framework for name in imported(path))}
    assert found
    assert not [path for path in found if not path.startswith(HOMES[framework])]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_file_is_longer_than_250_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", [path for path in MODULES if PURE.match(relative(path))], ids=relative)
def test_the_pure_core_asks_no_clock_no_chance_and_no_environment(path: Path):
    assert not IMPURE_CALLS.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / "services" / "runtime").rglob("*.py")), ids=relative)
def test_the_runtime_has_no_word_of_the_domain(path: Path):
    names = {
        node.id if isinstance(node, ast.Name) else node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    assert not [name for name in names if DOMAIN_WORDS.search(name)]


@pytest.mark.parametrize("path", [path for path in MODULES if "/domain/" in relative(path)], ids=relative)
def test_no_length_of_a_statutory_limit_stands_in_a_domain(path: Path):
    assert "timedelta(days=" not in path.read_text(encoding="utf-8"), "limits are dated data of the jurisdiction"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_everything_public_says_what_it_is(path: Path):
    missing = [
        f"{node.name}:{node.lineno}"
        for node in public(ast.parse(path.read_text(encoding="utf-8")))
        if ast.get_docstring(node) is None
    ]
    assert not missing


def test_no_topic_is_named_outside_the_registry():
    pattern = re.compile(
        r"[\"'](intake|people_mediation|judicial_confirmation|satisfaction)\.(commands|decisions|events|dead_letters)[\"']"
    )
    offenders = [
        relative(path)
        for path in MODULES
        if path.parent.name != "schemas" and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


GENERIC_CONTRACTS = {
    "__init__", "asyncapi", "base", "command", "compatibility", "decision", "envelope", "generate", "identity",
    "json_schemas", "personal", "registry", "samples", "topics", "upcasting",
}  # fmt: skip
"""Contracts without a word of the domain: the runtime may import these alone."""


def test_every_contract_of_the_domain_is_forbidden_to_the_runtime():
    linter = ConfigParser()
    linter.read(ROOT / ".importlinter")
    forbidden = linter["importlinter:contract:runtime-has-no-domain"]["forbidden_modules"].split()
    of_the_domain = {path.stem for path in (ROOT / "schemas").glob("*.py")} - GENERIC_CONTRACTS
    assert {f"schemas.{name}" for name in of_the_domain} <= set(forbidden)
