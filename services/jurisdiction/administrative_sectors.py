"""Administrative mediation as data: sectors with their limits and bars, and the public catalogue of matters (domain.md 2.2; Mile 34)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel, DisputeType
from services.jurisdiction.grounds import GroundKind, Grounds
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark, TimeLimits

DEFAULT = "default"
"""The sector of every matter that no other sector claims."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(_Part):
    """Instrument and article, and how sure the text is."""

    source: str
    mark: Mark


class ApplicationRule(_Part):
    """How parties have to apply where the sector says so (traffic: together, in writing, in time)."""

    joint: bool
    written: bool
    limit: str
    """From the receipt of the finding to the application."""
    limit_after_mediation: str
    """From failed people's mediation to the application."""
    not_joint: str
    late: str
    source: str
    mark: Mark


class TooOld(_Part):
    """Matters that lie too far back are not accepted."""

    ground: str
    years: int
    """Years from the day the infringement was or had to be known; the corresponding day is still in time (CC 202)."""
    source: str
    mark: Mark


class Duty(_Part):
    """What the agency owes when mediation failed or was not kept."""

    code: str
    text_zh: str
    source: str
    mark: Mark


class Sector(_Part):
    """A field of administrative mediation with rules of its own."""

    id: str
    name_zh: str
    dispute_types: tuple[DisputeType, ...]
    tags: tuple[str, ...] = ()
    """Tags of a case that put it here."""
    accept_limit: str | None = None
    """Receipt to decision; None where the law gives no days."""
    accept_limit_complex: str | None = None
    decision_notice_limit: str | None = None
    """Receipt to telling the applicants whether it is accepted; None where the law gives no days for it."""
    finish_limit: str | None = None
    finish_from_damage: bool = False
    """The time to finish runs from the day the damage was fixed, or from acceptance where that is later (TR 94–96)."""
    notice_limit: str | None = None
    """Termination to its notice."""
    second_session_limit: str | None = None
    sessions_at_most: int | None = None
    application: ApplicationRule | None = None
    meeting_notice_days: int | None = None
    """Calendar days before a meeting at which the parties have to be told."""
    grounds: tuple[str, ...]
    """Codes of the grounds for not accepting."""
    known_by: Mapping[Channel, str]
    """Channel that has the same dispute -> ground it shows."""
    asking_bars: bool = False
    """Whether having sued or applied there is enough (LN 8), or only that it was taken up."""
    too_old: TooOld | None = None
    written_agreement: Basis | None = None
    """Agreements have to be written."""
    duty_after_failure: Duty | None = None
    no_penalty_when_performed: Basis | None = None
    source: str
    mark: Mark


class OwnMotion(_Part):
    """When an agency must mediate without being asked."""

    rule: str
    """Id of the escalation rule whose facts set the duty off."""
    text_zh: str
    source: str
    mark: Mark
    headcount: str
    """Parameter: from how many people on."""
    headcount_zh: str
    high_risk_zh: str
    headcount_source: str


class Start(StrEnum):
    """Whether an agency acts when asked or must act unasked."""

    APPLICATION = "application"
    OWN_MOTION = "own_motion"


class Matter(_Part):
    """A row of the public catalogue."""

    code: str
    name_zh: str
    agency_zh: str
    agency_mark: Mark
    sector: str
    dispute_types: tuple[DisputeType, ...]
    start: Start
    basis: tuple[Basis, ...]


class SectorFile(_Part):
    """The form of `administrative_sectors.yaml`."""

    sectors: tuple[Sector, ...]
    transfer_limit: str
    own_motion: OwnMotion


class MatterFile(_Part):
    """The form of `administrative_matters.yaml`."""

    matters: tuple[Matter, ...]


class AdministrativeRules(_Part):
    """What the law and this place say of mediation by agencies."""

    file: SectorFile
    matters: tuple[Matter, ...]

    @property
    def transfer_limit(self) -> str:
        """Wrong agency to transfer (AM-2)."""
        return self.file.transfer_limit

    @property
    def own_motion(self) -> OwnMotion:
        """When an agency must act unasked."""
        return self.file.own_motion

    def sector(self, sector_id: str) -> Sector | None:
        """The sector with this id."""
        return next((sector for sector in self.file.sectors if sector.id == sector_id), None)

    def sector_of(
        self, agency_sectors: tuple[str, ...], dispute_type: DisputeType, tags: tuple[str, ...] = ()
    ) -> Sector:
        """The sector of a case at an agency: the agency's own one, else by tag, else by type of dispute, else the default."""
        named = [sector for sector in self.file.sectors if sector.id in agency_sectors]
        tagged = [sector for sector in self.file.sectors if set(sector.tags) & set(tags)]
        typed = [sector for sector in self.file.sectors if dispute_type in sector.dispute_types]
        default = [sector for sector in self.file.sectors if sector.id == DEFAULT]
        return (*named, *tagged, *typed, *default)[0]


def read_administrative_rules(
    sectors: Document, matters: Document, limits: TimeLimits, grounds: Grounds
) -> AdministrativeRules:
    """Sectors and catalogue. Raises ProfileMistake for limits, grounds, parameters or sectors that are not there."""
    file, rows = read_as(SectorFile, sectors), read_as(MatterFile, matters).matters
    mistakes = [*_sector_mistakes(sectors, file, limits, grounds), *_matter_mistakes(matters, rows, file)]
    if mistakes:
        raise ProfileMistake(mistakes)
    return AdministrativeRules(file=file, matters=rows)


def _sector_mistakes(document: Document, file: SectorFile, limits: TimeLimits, grounds: Grounds) -> Iterator[Mistake]:
    if not any(sector.id == DEFAULT for sector in file.sectors):
        yield document.mistake(("sectors",), f"缺少缺省领域“{DEFAULT}”，没有它就有纠纷无所归属")
    for position, sector in enumerate(file.sectors):
        place = ("sectors", position)
        rule = sector.application
        used = (
            sector.accept_limit, sector.accept_limit_complex, sector.finish_limit, sector.notice_limit, sector.second_session_limit,
            sector.decision_notice_limit,
            *((rule.limit, rule.limit_after_mediation) if rule else ()),
        )  # fmt: skip
        for limit in used:
            if limit is not None and limits.find(limit) is None:
                yield document.mistake(place, f"时限目录中没有“{limit}”，请先在 time_limits.yaml 中写明")
        codes = (*sector.grounds, *sector.known_by.values(), *((rule.not_joint, rule.late) if rule else ()))
        for code in codes:
            ground = grounds.find(code)
            if ground is None or ground.kind is not GroundKind.ADMINISTRATIVE_MEDIATION_NOT_ACCEPTED:
                yield document.mistake((*place, "grounds"), f"不予受理的理由中没有“{code}”，请先在 grounds.yaml 中写明")


def _matter_mistakes(document: Document, rows: tuple[Matter, ...], file: SectorFile) -> Iterator[Mistake]:
    known = {sector.id for sector in file.sectors}
    seen: set[str] = set()
    for position, matter in enumerate(rows):
        if matter.sector not in known:
            yield document.mistake(("matters", position, "sector"), f"没有名为“{matter.sector}”的领域")
        if matter.code in seen:
            yield document.mistake(("matters", position, "code"), f"事项代码“{matter.code}”写了两次，应各不相同")
        if not matter.basis:
            yield document.mistake(("matters", position, "basis"), "应写明依据，没有依据的事项不能公开")
        seen.add(matter.code)
