"""What a person reads in Chinese has Chinese punctuation: no ASCII comma, colon or bracket slipped between two characters."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDERS = ("services", "deploy")
PROGRAMS = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
DATA = sorted(path for folder in FOLDERS for ending in ("*.yaml", "*.yml") for path in (ROOT / folder).rglob(ending))

CHINESE = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”"
SOMETHING = "\ue000"
"""Stands for a value that an f-string puts in."""
SLIPPED = re.compile(
    rf"[{CHINESE}] ?[,;:?!] ?[{CHINESE}{SOMETHING}]|{SOMETHING} ?[,;:?!] ?[{CHINESE}]"
    rf"|[\u3400-\u9fff{SOMETHING}”] ?\( ?[{CHINESE}]|[{CHINESE}] ?\) ?[{CHINESE}]"
)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sentences(path: Path) -> Iterator[str]:
    """Every text of a program that is not a docstring; an f-string is one text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said_elsewhere = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said_elsewhere |= {id(part) for part in node.values}
            yield "".join(part.value if isinstance(part, ast.Constant) else SOMETHING for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_elsewhere:
            yield node.value


def scalars(data: Any) -> Iterator[str]:
    """Every text of a YAML document, keys too."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from scalars(key)
            yield from scalars(value)
    elif isinstance(data, list):
        for value in data:
            yield from scalars(value)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize("path", PROGRAMS, ids=relative)
def test_chinese_sentences_of_programs_have_chinese_punctuation(path: Path):
    assert not [text for text in sentences(path) if SLIPPED.search(text)]


@pytest.mark.parametrize("path", DATA, ids=relative)
def test_chinese_sentences_of_data_have_chinese_punctuation(path: Path):
    documents = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    assert not [text for document in documents for text in scalars(document) if SLIPPED.search(text)]


def test_the_rule_sees_what_it_should():
    assert SLIPPED.search("起算日期系推定,不据此判断")
    assert SLIPPED.search("管辖权(调解组织")
    assert not SLIPPED.search("起诉（CPL 205、86），请核对")
