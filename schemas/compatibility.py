"""What may change in a schema without a new version: readers of the log must understand every record ever written.

A field may be added if it may be absent. A field removed, renamed, newly required or of another type, a word removed
from a list of words, or a personal mark removed needs a new version with an upcaster (schemas/upcasting.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.base import PERSONAL_MARK

_SHAPE = ("type", "format", "pattern", "const")


def breaking_changes(committed: Mapping[str, Any], generated: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence per change from `committed` to `generated` that breaks a reader; empty when there is none."""
    return tuple(_changes("", committed, committed, generated, generated, frozenset()))


def _changes(
    path: str,
    old_root: Mapping[str, Any],
    old: Mapping[str, Any],
    new_root: Mapping[str, Any],
    new: Mapping[str, Any],
    seen: frozenset[str],
) -> Iterator[str]:
    """Changes between two (sub)schemas; `seen` are the definitions being compared, so that recursion ends."""
    reference = old.get("$ref", "")
    if reference in seen:
        return
    seen = seen | {reference} if reference else seen
    old_here, new_here = _resolved(old_root, old), _resolved(new_root, new)
    where = path or "the event"
    for keyword in _SHAPE:
        if old_here.get(keyword) != new_here.get(keyword):
            yield f"{where}: {keyword} was {old_here.get(keyword)}, is {new_here.get(keyword)}"
    if old.get(PERSONAL_MARK) and not new.get(PERSONAL_MARK):
        yield f"{where}: the personal mark was removed"
    for word in old_here.get("enum", ()):
        if word not in new_here.get("enum", ()):
            yield f"{where}: the word {word} was removed"
    old_fields, new_fields = old_here.get("properties", {}), new_here.get("properties", {})
    for name in new_here.get("required", ()):
        if name not in old_here.get("required", ()):
            yield f"{_at(path, name)}: is required now"
    for name, field in old_fields.items():
        if name not in new_fields:
            yield f"{_at(path, name)}: was removed"
        else:
            yield from _changes(_at(path, name), old_root, field, new_root, new_fields[name], seen)
    if "items" in old_here and "items" in new_here:
        yield from _changes(f"{path}[]", old_root, old_here["items"], new_root, new_here["items"], seen)
    yield from _alternatives(path, old_root, old_here, new_root, new_here, seen)


def _alternatives(
    path: str,
    old_root: Mapping[str, Any],
    old: Mapping[str, Any],
    new_root: Mapping[str, Any],
    new: Mapping[str, Any],
    seen: frozenset[str],
) -> Iterator[str]:
    """`X | None`: alternatives are compared in order; one fewer breaks."""
    olds, news = old.get("anyOf", ()), new.get("anyOf", ())
    if olds and len(news) < len(olds):
        yield f"{path}: had {len(olds)} alternatives, has {len(news)}"
        return
    for before, after in zip(olds, news, strict=False):
        yield from _changes(path, old_root, before, new_root, after, seen)


def _resolved(root: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    resolved: Mapping[str, Any] = root["$defs"][reference.removeprefix("#/$defs/")]
    return resolved


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
