"""The committed manifest of jars: which files make up each embedded server, with size and SHA-256."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MANIFEST = Path(__file__).with_name("jars.lock")
HEADER = "# server  group:name:version  bytes  sha256 — made by `make lock`, never edited by hand\n"


@dataclass(frozen=True, order=True)
class Jar:
    """One pinned jar of one server; `size` in bytes, `sha256` in hexadecimal."""

    server: str
    group: str
    name: str
    version: str
    size: int
    sha256: str

    @property
    def filename(self) -> str:
        """The registry's file name, unique because it carries the version."""
        return f"{self.name}-{self.version}.jar"


def read_manifest(path: Path = MANIFEST) -> tuple[Jar, ...]:
    """The jars that the manifest names; raises ValueError on a line that is not of its form."""
    jars = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            server, coordinate, size, sha256 = line.split()
            group, name, version = coordinate.split(":")
            jars.append(Jar(server, group, name, version, int(size), sha256))
    return tuple(jars)


def write_manifest(path: Path, jars: Iterable[Jar]) -> None:
    """Write `jars`, sorted, so that a new resolution shows as a readable difference."""
    lines = [f"{jar.server} {jar.group}:{jar.name}:{jar.version} {jar.size} {jar.sha256}\n" for jar in sorted(jars)]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
