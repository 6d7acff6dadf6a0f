"""Reading a profile's YAML so that every mistake is refused with file, line and what would be right."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake, in_chinese

PROFILES = Path(__file__).parent / "profiles"
"""Where the profiles shipped with the system lie, one folder each."""


def profile_name(profile: str) -> str:
    """The name of a profile that is given by name, or as the absolute path of a folder outside the system."""
    return Path(profile).name


def shipped_profiles() -> list[str]:
    """Names of the profiles shipped with the system."""
    return sorted(path.parent.name for path in PROFILES.glob("*/profile.yaml"))


def is_profile(profile: str) -> bool:
    """Whether there is such a profile: one that is shipped, or an absolute path of a folder with a `profile.yaml`."""
    outside = Path(profile)
    return profile in shipped_profiles() or (outside.is_absolute() and (outside / "profile.yaml").is_file())


Place = tuple[str | int, ...]
"""A way into a document: keys and list positions."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """A YAML file as plain data, with the line (from 1) on which every key and item stands."""

    path: Path
    data: Any
    lines: Mapping[Place, int] = field(repr=False)

    def line_of(self, place: Place) -> int:
        """Line of `place`, or of the nearest thing around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def mistake(self, place: Place, sentence: str) -> Mistake:
        """A mistake at `place`; `sentence` is Chinese and says what would be right."""
        return Mistake(self.path, self.line_of(place), sentence)


def read_document(path: Path) -> Document:
    """Read one file. Raises ProfileMistake for a missing file, broken YAML or a key written twice."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise ProfileMistake([Mistake(path, 1, "找不到或读不了这个文件，请检查文件名和位置")]) from None
    loader = yaml.SafeLoader(text)
    lines: dict[Place, int] = {}
    try:
        node = loader.get_single_node()
        if node is None:
            raise ProfileMistake([Mistake(path, 1, "文件是空的，应至少有一个键")])
        twice = list(_note_lines(node, (), lines))
        if twice:
            raise ProfileMistake([Mistake(path, line, f"键“{key}”写了两次，只能保留一处") for key, line in twice])
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProfileMistake(
            [Mistake(path, line, f"不是正确的 YAML（{error.problem}），请检查缩进、冒号和引号")]
        ) from None
    finally:
        loader.dispose()
    return Document(path, data, lines)


def _note_lines(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Iterator[tuple[str, int]]:
    """Fill `lines` for everything below `node`; yields the keys that are written twice with their line."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*place, str(key.value))
            if below in lines:
                yield str(key.value), key.start_mark.line + 1
            lines[below] = key.start_mark.line + 1
            yield from _note_lines(value, below, lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _note_lines(item, (*place, position), lines)


def read_as(model: type[Model], document: Document) -> Model:
    """The document as `model`. Raises ProfileMistake with one line per mistake."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = [document.mistake(_place(detail["loc"]), in_chinese(detail, model)) for detail in error.errors()]
        raise ProfileMistake(found) from None


def _place(location: tuple[str | int, ...]) -> Place:
    """pydantic's location as a place; keys of mappings are strings in both."""
    return tuple(part if isinstance(part, int) else str(part) for part in location)


def rules_version(profile: str, documents: Sequence[Document]) -> str:
    """A version from the data of everything read: a changed comment is the same law, a changed number is not."""
    digest = sha256()
    for document in documents:
        digest.update(f"{document.path.parent.name}/{document.path.name}\0".encode())
        digest.update(json.dumps(document.data, ensure_ascii=False, default=str).encode())
    return f"{profile}-{digest.hexdigest()[:12]}"
