"""Registers of documents: which number a document gets in which, how it is written, and how large a scan may be.

Data of profiles/*/document_registers.yaml (issue 8, item 3); a city's own file replaces whole kinds by their code, the place
and the limits. Numbers are given by the service `documents`; nothing here counts.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ConfigDict, Field

from schemas.identity import NAMESPACE, case_code, named_id
from services.jurisdiction.document_reading import load_templates
from services.jurisdiction.profile_files import PROFILES, Document, Place, read_as, read_document
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark

FILE = "document_registers.yaml"
REAL, STORY = "real", "story"
OTHERS = "others"
"""Code of the kind of all documents that no other kind names."""
_STORY = "（演示）"
_MAY_SAY, _MUST_SAY = frozenset({"place", "year", "number"}), frozenset({"year", "number"})


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RegisterKind(_Data):
    """One register that every body keeps, a new one each year."""

    code: str
    name_zh: str
    form: str
    """The number as it is written: {year}, {number} and, where wanted, {place}."""
    templates: tuple[str, ...] = ()
    """Codes of the documents that are numbered in it; of OTHERS none."""
    source: str
    mark: Mark


class AttachmentLimits(_Data):
    """What may be added to a case's file."""

    largest_mib: int = Field(ge=1, le=64)
    """Of one file, in MiB (1024 × 1024 bytes)."""
    most: int = Field(ge=1)
    """Files of one case that are not withdrawn."""
    source: str
    mark: Mark

    @property
    def largest(self) -> int:
        """Bytes of one file."""
        return self.largest_mib * 1024 * 1024


class DocumentRegisters(_Data):
    """The registers of one jurisdiction."""

    place: str = ""
    """The city in a number, e.g. 皖芜."""
    kinds: tuple[RegisterKind, ...] = ()
    attachments: AttachmentLimits | None = None

    @property
    def version(self) -> str:
        """Changes with every change of the data."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]

    @property
    def limits(self) -> AttachmentLimits:
        """What may be attached; what `load_registers` gives always says it."""
        assert self.attachments is not None
        return self.attachments

    def kind(self, code: str) -> RegisterKind | None:
        """The kind with this code."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def kind_of(self, template: str) -> RegisterKind:
        """Where documents of this template are numbered."""
        named = next((kind for kind in self.kinds if template in kind.templates), None)
        return named or next(kind for kind in self.kinds if kind.code == OTHERS)

    def printed(self, kind: RegisterKind, year: int, number: int, series: str) -> str:
        """The number as it stands on paper; one of a played case says so."""
        said = kind.form.format(place=self.place, year=year, number=number)
        return f"{said}{_STORY}" if series == STORY else said


def register_code(body: str, kind: str, year: int, series: str) -> str:
    """The code under which a body's register of a kind and year is kept; of the form of a case code."""
    return case_code(named_id(NAMESPACE, "\x1f".join(("documents", body, kind, str(year), series))))


@cache
def load_registers(profile: str, folder: Path = PROFILES) -> DocumentRegisters:
    """The registers of a profile. Raises ProfileMistake with file, line and what would be right."""
    document = read_document(folder / "national" / FILE)
    national = read_as(DocumentRegisters, document)
    mistakes = list(_mistakes(national, document, profile, folder))
    if national.attachments is None or national.kind(OTHERS) is None:
        mistakes.append(document.mistake((), f"必须写明“attachments”和编号为“{OTHERS}”的文书登记簿"))
    found, own = national, folder / profile / FILE
    if own.exists():
        document = read_document(own)
        city = read_as(DocumentRegisters, document)
        mistakes += _mistakes(city, document, profile, folder)
        found = _replaced(national, city)
    if mistakes:
        raise ProfileMistake(mistakes)
    return found


def _replaced(national: DocumentRegisters, city: DocumentRegisters) -> DocumentRegisters:
    kept = tuple(kind for kind in national.kinds if city.kind(kind.code) is None)
    taken = {code for kind in city.kinds for code in kind.templates}
    kept = tuple(
        kind.model_copy(update={"templates": tuple(code for code in kind.templates if code not in taken)})
        for kind in kept
    )
    return DocumentRegisters(
        place=city.place or national.place, kinds=(*city.kinds, *kept),
        attachments=city.attachments or national.attachments,
    )  # fmt: skip


def _mistakes(told: DocumentRegisters, document: Document, profile: str, folder: Path) -> Iterator[Mistake]:
    known, seen = load_templates(profile, folder), set[str]()
    for place, kind in enumerate(told.kinds):
        here: Place = ("kinds", place)
        if kind.code in {one.code for one in told.kinds[:place]}:
            yield document.mistake((*here, "code"), f"文书登记簿“{kind.code}”写了两次")
        said = _fields_in(kind.form)
        if said is None or not said >= _MUST_SAY or said - _MAY_SAY:
            yield document.mistake((*here, "form"), "文号写法必须有{year}和{number}，另可以有{place}，不能有别的")
        for code in kind.templates:
            if known.find(code) is None:
                yield document.mistake((*here, "templates"), f"没有“{code}”这种文书")
            if code in seen:
                yield document.mistake((*here, "templates"), f"文书“{code}”只能在一本登记簿中编号")
            seen.add(code)


def _fields_in(form: str) -> frozenset[str] | None:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(form) if name is not None)
    except ValueError:
        return None
