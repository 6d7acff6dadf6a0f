"""The catalogue as people read it: the matter, on whose motion, by what law, until when, and which agencies here take it. Pure."""

from pydantic import Field

from services.jurisdiction.administrative_sectors import DEFAULT, Matter, Sector, Start
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind
from services.views.answers import Answered
from services.views.words import Words

_STARTS = {Start.APPLICATION: "依当事人申请", Start.OWN_MOTION: "应当主动调解"}


class BasisRow(Answered):
    """One instrument that the matter rests on."""

    source: str
    """As codes of domain.md write it."""
    title: str
    """With the instrument's title written out."""
    mark: str
    """V the text was read, GK general knowledge, INF our own inference."""


class LimitRow(Answered):
    """A limit that applies."""

    limit: str
    name: str


class AgencyRow(Answered):
    """An agency of this place that mediates the matter."""

    body: str
    name: str
    place: str


class MatterRow(Answered):
    """A matter that agencies mediate."""

    code: str
    name: str
    start: str
    start_name: str
    sector: str
    sector_name: str
    agency: str
    """The kind of agency."""
    agency_mark: str
    dispute_types: tuple[str, ...]
    dispute_type_names: tuple[str, ...]
    basis: tuple[BasisRow, ...]
    limits: tuple[LimitRow, ...]
    """Accepting, finishing, telling of the end, as far as the sector has them."""
    not_accepted_when: tuple[str, ...] = Field(description="不予受理的情形")
    agencies: tuple[AgencyRow, ...]
    """Agencies of this place; empty where the profile names none of that kind."""


def matters(law: Law, words: Words, place: str = "") -> tuple[MatterRow, ...]:
    """Every matter in the order of the catalogue; `place` narrows the agencies to those that serve it."""
    return tuple(_row(law, words, matter, place) for matter in law.administrative.matters)


def _row(law: Law, words: Words, matter: Matter, place: str) -> MatterRow:
    sector = law.administrative.sector(matter.sector)
    assert sector is not None  # the catalogue is refused with an unknown sector
    grounds = (law.ground(code) for code in sector.grounds)
    return MatterRow(
        code=matter.code, name=matter.name_zh, start=matter.start.value, start_name=_STARTS[matter.start],
        sector=sector.id, sector_name=sector.name_zh, agency=matter.agency_zh, agency_mark=matter.agency_mark.value,
        dispute_types=tuple(kind.value for kind in matter.dispute_types),
        dispute_type_names=tuple(words.word(kind.value) for kind in matter.dispute_types),
        basis=tuple(
            BasisRow(source=basis.source, title=words.titled(basis.source), mark=basis.mark.value)
            for basis in matter.basis
        ),
        limits=tuple(LimitRow(limit=limit, name=words.limit(limit)) for limit in _limits(sector)),
        not_accepted_when=tuple(ground.text_zh for ground in grounds if ground is not None),
        agencies=tuple(
            AgencyRow(body=agency.id, name=agency.name_zh, place=agency.place)
            for agency in law.organisations.by_id.values()
            if _mediates(agency, matter) and (not place or place.startswith(agency.place))
        ),
    )  # fmt: skip


def _limits(sector: Sector) -> tuple[str, ...]:
    listed = (
        sector.accept_limit, sector.accept_limit_complex, sector.decision_notice_limit, sector.finish_limit,
        sector.notice_limit,
    )  # fmt: skip
    return tuple(limit for limit in listed if limit is not None)


def _mediates(agency: Organisation, matter: Matter) -> bool:
    """An agency of the matter's sector that takes its types of dispute; a sector of its own decides before the type."""
    fits = bool(set(agency.dispute_types) & set(matter.dispute_types))
    if agency.kind is not BodyKind.AGENCY or not fits:
        return False
    return matter.sector in agency.sectors if agency.sectors else matter.sector in (DEFAULT, *_own_sectors(matter))


def _own_sectors(matter: Matter) -> tuple[str, ...]:
    """Sectors that no agency names as its own: everybody of the right dispute type works in them."""
    return () if matter.sector in ("traffic", "public_order") else (matter.sector,)
