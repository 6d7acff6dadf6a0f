"""What a check found, and where two JSON values differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """Something that is not as the log says."""

    where: str
    """E.g. `case_file 1K3W9QZ8D7V5M2P6A intake.facts.custodian`."""
    in_chinese: str
    remedy: str = ""
    """What an operator does about it, in Chinese."""


def first_difference(expected: Any, found: Any, path: str = "") -> str | None:
    """The dotted path of the first place at which two JSON values differ; None when equal. No value is told: it may be personal."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in sorted({*expected, *found}):
            if key not in expected or key not in found:
                return _at(path, key)
            if (inner := first_difference(expected[key], found[key], _at(path, key))) is not None:
                return inner
        return None
    if isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        for index, (left, right) in enumerate(zip(expected, found, strict=False)):
            if (inner := first_difference(left, right, _at(path, str(index)))) is not None:
                return inner
        return None if len(expected) == len(found) else _at(path, str(min(len(expected), len(found))))
    return None if expected == found else path


def _at(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step
