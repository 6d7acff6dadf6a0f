"""Every refusal and irregularity that the domains and the law can answer with, read from the code without running it.

| where a code stands | what is read |
|---|---|
| `Refused("code", "sentence", field, "source")` | a refusal |
| `Irregularity(code=…, message=…, source=…)` | an irregularity |
| a table of a module called `refusals` or `irregularities`: code -> (sentence, source, …) | the one or the other |
| a rule of the law's data with `code` and `text_zh` | an irregularity |
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from deploy.refusals.literals import GAP, argument, calls, said

SHARED = "jurisdiction"
"""What all services have from the law, under its own heading."""
_LAWS = (("service_of_documents.yaml", "rules"), ("registers.yaml", "irregularities"))
"""Files of the law whose rows are irregularities, and the key under which these stand."""
_CODE = re.compile(r"^[a-z][a-z0-9_]*$")


class Kind(StrEnum):
    """A decision that our body may not take, or a fact recorded although a rule says otherwise (design.md section 2)."""

    REFUSAL = "refusal"
    IRREGULARITY = "irregularity"


@dataclass(frozen=True, order=True)
class Code:
    """One code of one service."""

    service: str
    kind: Kind
    code: str
    """A gap (…) stands for what is filled in when it is used."""
    sentence: str
    source: str


def all_codes(root: Path) -> tuple[Code, ...]:
    """Every code below `root`, by service, kind and name; one that is written in several places has all its sentences."""
    found: dict[tuple[str, Kind, str], list[Code]] = {}
    for path in _modules(root):
        service = path.relative_to(root / "services").parts[0]
        for code in _in_module(service, path):
            found.setdefault((service, code.kind, code.code), []).append(code)
    for code in _in_law(root):
        found.setdefault((SHARED, code.kind, code.code), []).append(code)
    return tuple(sorted(_merged(several) for several in found.values()))


def _modules(root: Path) -> Iterator[Path]:
    for folder in sorted((root / "services").glob("*/domain")):
        yield from sorted(folder.rglob("*.py"))
    yield from sorted((root / "services" / SHARED).glob("*.py"))


def _in_module(service: str, path: Path) -> Iterator[Code]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    for call, scope in calls(module, "Refused"):
        yield from _called(service, Kind.REFUSAL, call, scope, module, source_at=3)
    for call, scope in calls(module, "Irregularity"):
        yield from _called(service, Kind.IRREGULARITY, call, scope, module, source_at=2)
    if path.stem in ("refusals", "irregularities"):
        kind = Kind.REFUSAL if path.stem == "refusals" else Kind.IRREGULARITY
        for node in module.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
                yield from _table(service, kind, node.value, module)


def _called(
    service: str, kind: Kind, call: ast.Call, scope: ast.AST, module: ast.Module, *, source_at: int
) -> Iterator[Code]:
    code = said(argument(call, 0, "code"), scope, module)
    sentence = said(argument(call, 1, "message"), scope, module)
    if _CODE.match(code.replace(GAP, "x")) and code != GAP:
        yield Code(service, kind, code, sentence, said(argument(call, source_at, "source"), scope, module))


def _table(service: str, kind: Kind, table: ast.Dict, module: ast.Module) -> Iterator[Code]:
    for key, row in zip(table.keys, table.values, strict=True):
        if isinstance(row, ast.Tuple) and len(row.elts) >= 2 and isinstance(key, ast.Constant):
            sentence, source = (said(part, module, module) for part in row.elts[:2])
            yield Code(
                service, kind, str(key.value), re.sub(r"\{\w+\}", GAP, sentence), re.sub(r"\{\w+\}", GAP, source)
            )


def _in_law(root: Path) -> Iterator[Code]:
    for name, key in _LAWS:
        path = root / "services" / SHARED / "profiles" / "national" / name
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))[key] if path.is_file() else ():
            yield Code(SHARED, Kind.IRREGULARITY, row["code"], row["text_zh"], _cited(row["source"]))


def _cited(source: Mapping[str, str] | str) -> str:
    """As written, or instrument, article where it was seen, and the mark."""
    if isinstance(source, str):
        return source
    return " ".join(filter(None, (source["instrument"], source.get("article"), f"[{source['mark']}]")))


def _merged(several: list[Code]) -> Code:
    first = several[0]
    sentences = dict.fromkeys(code.sentence for code in several if code.sentence)
    sources = dict.fromkeys(code.source for code in several if code.source)
    return Code(first.service, first.kind, first.code, "／".join(sentences), "；".join(sources))
