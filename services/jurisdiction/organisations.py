"""The bodies of a jurisdiction as a tree: offices only, never persons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel, DisputeType
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark
from services.jurisdiction.vocabulary import BodyKind, Tier

CUSTODIANS = frozenset(
    {
        BodyKind.GRID,
        BodyKind.HUB_CENTER,
        BodyKind.PEOPLE_MEDIATION_COMMITTEE,
        BodyKind.INDUSTRY_PMC,
        BodyKind.COMMERCIAL_MEDIATION,
        BodyKind.LABOUR_MEDIATION,
        BodyKind.PETITION_OFFICE,
        BodyKind.AGENCY,
        BodyKind.PEOPLE_COURT,
    }
)
"""Kinds inside the system, which may hold a case; any other kind is outside and never does (design.md section 5)."""

LADDER_KINDS = frozenset({BodyKind.GRID, BodyKind.HUB_CENTER, BodyKind.PEOPLE_MEDIATION_COMMITTEE})
"""Kinds a case climbs through when a level could not settle it (domain.md 4.2)."""


class Abolition(BaseModel):
    """That a body was abolished by a reform of government, and who took over its duties (issue 6, item 2)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date
    """First day (Asia/Shanghai) on which the body no longer acts."""
    successor: str
    """Id of the body of the same profile that took over."""
    source: str
    """The reform, in Chinese."""
    mark: Mark
    """How sure the date and the successor are."""


class Organisation(BaseModel):
    """A body: who it is, where it stands in the tree, what it can take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Stable id, e.g. `wuhu.jinghu.fangcun.pmc`."""
    name_zh: str
    kind: BodyKind
    tier: Tier
    parent: str | None = None
    """Id of the body above: where an unsettled case goes, and who designates between two (XF 24)."""
    channels: tuple[Channel, ...]
    """Channels whose cases it can take."""
    place: str
    """Place it serves, from the large to the small: 安徽省芜湖市镜湖区方村街道."""
    dispute_types: tuple[DisputeType, ...] = ()
    """What it specialises in; empty for any."""
    sectors: tuple[str, ...] = ()
    """Sectors of administrative mediation that are its own, e.g. `public_order`; empty: by the type of dispute."""
    since: date | None = None
    """First day (Asia/Shanghai) it acts, where a reform made it; None where it has always been there for us."""
    abolished: Abolition | None = None
    """Kept on file after its end, since old cases name it; it takes no new case."""

    def acts_on(self, day: date | None) -> bool:
        """Whether the body acts on `day`; None asks for bodies that act without end."""
        if day is None:
            return self.abolished is None
        begun = self.since is None or self.since <= day
        return begun and (self.abolished is None or day < self.abolished.since)

    @property
    def may_hold_custody(self) -> bool:
        """Whether a case may be in its hands; a body outside the system never holds one."""
        return self.kind in CUSTODIANS


class OrganisationFile(BaseModel):
    """The form of `organisations.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class OrganisationTree:
    """All bodies of a profile by id."""

    by_id: Mapping[str, Organisation]

    def find(self, organisation_id: str) -> Organisation | None:
        """The body with this id."""
        return self.by_id.get(organisation_id)

    def named(self, told: str) -> Organisation | None:
        """The body with this id or, blanks apart, this name; of several with one name the first of the file."""
        return self.by_id.get(told.strip()) or self._by_name.get("".join(told.split()))

    def parent(self, organisation: Organisation) -> Organisation | None:
        """The body above; None at the top."""
        return self.find(organisation.parent) if organisation.parent else None

    def ancestors(self, organisation: Organisation) -> Iterator[Organisation]:
        """The bodies above, nearest first."""
        above = self.parent(organisation)
        while above is not None:
            yield above
            above = self.parent(above)

    def serving(self, channel: Channel, place: str) -> tuple[Organisation, ...]:
        """Bodies that take `channel` and serve `place`: the nearest place first, then the order of the file."""
        return tuple(
            body
            for end in range(len(place), 0, -1)
            for body in self._by_place.get(place[:end], ())
            if channel in body.channels
        )

    @cached_property
    def _by_name(self) -> Mapping[str, Organisation]:
        return {"".join(body.name_zh.split()): body for body in reversed(tuple(self.by_id.values()))}

    @cached_property
    def _by_place(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Bodies by the place they serve, in the order of the file."""
        found: dict[str, list[Organisation]] = {}
        for body in self.by_id.values():
            found.setdefault(body.place, []).append(body)
        return {place: tuple(bodies) for place, bodies in found.items()}

    def competent(
        self,
        channel: Channel,
        kind: BodyKind,
        tier: Tier,
        place: str,
        dispute_type: DisputeType | None,
        day: date | None = None,
    ) -> Organisation | None:
        """The body of this kind that should take the case: a specialist before a general one, the wanted tier before the
        next higher; one abolished by `day` never; None where the profile has none."""
        fitting = [
            body
            for body in self.serving(channel, place)
            if body.kind is kind and body.tier.rank >= tier.rank and _takes(body, dispute_type) and body.acts_on(day)
        ]
        return min(fitting, key=lambda body: (not body.dispute_types, body.tier.rank), default=None)


def _takes(body: Organisation, dispute_type: DisputeType | None) -> bool:
    return not body.dispute_types or dispute_type in body.dispute_types


def read_organisations(document: Document) -> OrganisationTree:
    """The tree of one profile. Raises ProfileMistake for a parent that is missing, lower, or in a ring."""
    organisations = read_as(OrganisationFile, document).organisations
    mistakes = list(_mistakes(document, organisations))
    if mistakes:
        raise ProfileMistake(mistakes)
    return OrganisationTree({organisation.id: organisation for organisation in organisations})


def _mistakes(document: Document, organisations: Iterable[Organisation]) -> Iterator[Mistake]:
    known: dict[str, Organisation] = {}
    listed = list(organisations)
    for position, organisation in enumerate(listed):
        if organisation.id in known:
            sentence = f"机构“{organisation.id}”写了两次，只能保留一处"
            yield document.mistake(("organisations", position, "id"), sentence)
        known.setdefault(organisation.id, organisation)
    for position, organisation in enumerate(listed):
        if organisation.parent is None:
            continue
        above = known.get(organisation.parent)
        place = ("organisations", position, "parent")
        if above is None:
            yield document.mistake(place, f"上级机构“{organisation.parent}”不存在，应填本文件中某个机构的 id")
        elif above.tier.rank < organisation.tier.rank:
            yield document.mistake(place, f"上级机构“{above.id}”层级低于本机构，上级的层级不能更低")
        elif _in_a_ring(organisation, known):
            yield document.mistake(place, f"机构“{organisation.id}”的上级绕回了自己，上级关系应是一棵树")
    yield from _succession_mistakes(document, listed, known)


def _succession_mistakes(
    document: Document, listed: Iterable[Organisation], known: Mapping[str, Organisation]
) -> Iterator[Mistake]:
    for position, organisation in enumerate(listed):
        if organisation.abolished is None:
            continue
        place = ("organisations", position, "abolished")
        successor = known.get(organisation.abolished.successor)
        if successor is None:
            named = organisation.abolished.successor
            yield document.mistake(place, f"承接机构“{named}”不存在，应填本文件中某个机构的 id")
        elif not successor.acts_on(organisation.abolished.since):
            yield document.mistake(place, f"承接机构“{successor.id}”在撤销之日也已不再履职，应填实际承接的机构")


def _in_a_ring(organisation: Organisation, known: Mapping[str, Organisation]) -> bool:
    seen = {organisation.id}
    above = known.get(organisation.parent or "")
    while above is not None:
        if above.id in seen:
            return True
        seen.add(above.id)
        above = known.get(above.parent or "")
    return False
