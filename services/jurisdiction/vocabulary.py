"""Chinese words for what the code names in English: dispute types, channels, tiers, kinds of body, roles."""

from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel, Difficulty, DisputeType, Risk
from services.jurisdiction.profile_files import PROFILES, read_as, read_document
from services.jurisdiction.roles import Role


class Tier(StrEnum):
    """Levels of organisation; village and community are peers, township and street too."""

    GRID = "grid"
    VILLAGE = "village"
    COMMUNITY = "community"
    TOWNSHIP = "township"
    STREET = "street"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"

    @property
    def rank(self) -> int:
        """0 for the grid up to 5 for the province."""
        return _RANKS[self]


_RANKS = {
    Tier.GRID: 0,
    Tier.VILLAGE: 1,
    Tier.COMMUNITY: 1,
    Tier.TOWNSHIP: 2,
    Tier.STREET: 2,
    Tier.COUNTY: 3,
    Tier.CITY: 4,
    Tier.PROVINCE: 5,
}


class BodyKind(StrEnum):
    """Kinds of body (domain.md section 8)."""

    GRID = "grid"
    HUB_CENTER = "hub_center"
    PEOPLE_MEDIATION_COMMITTEE = "people_mediation_committee"
    INDUSTRY_PMC = "industry_pmc"
    PETITION_OFFICE = "petition_office"
    PEOPLE_COURT = "people_court"
    AGENCY = "agency"
    POLICE = "police"
    ARBITRATION_COMMISSION = "arbitration_commission"
    RECONSIDERATION_ORGAN = "reconsideration_organ"
    DISCIPLINE_ORGAN = "discipline_organ"
    GOVERNMENT = "government"
    LEGAL_AID_CENTER = "legal_aid_center"
    COMMERCIAL_MEDIATION = "commercial_mediation"
    LABOUR_MEDIATION = "labour_mediation"


class Vocabulary(BaseModel):
    """The form of `vocabulary.yaml`: one Chinese name for every word of the code; a missing one is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dispute_types: dict[DisputeType, str]
    channels: dict[Channel, str]
    tiers: dict[Tier, str]
    body_kinds: dict[BodyKind, str]
    roles: dict[Role, str]
    difficulties: dict[Difficulty, str]
    risks: dict[Risk, str]
    words: dict[str, str] = {}
    """Other words by their own key, e.g. names of events and acts, `intake.case_registered`."""

    def missing(self) -> tuple[str, ...]:
        """Words of the code without a Chinese name."""
        kinds = (DisputeType, Channel, Tier, BodyKind, Role, Difficulty, Risk)
        return tuple(f"{kind.__name__}.{word}" for kind in kinds for word in kind if word not in self._names())

    def name(self, word: StrEnum | str) -> str:
        """The Chinese name of a word of the code; the word itself where it has none."""
        return self._names().get(str(word), str(word))

    def all_names(self) -> dict[str, str]:
        """Every word with its Chinese name."""
        return self._names()

    def _names(self) -> dict[str, str]:
        names = dict(self.words)
        for table in (self.dispute_types, self.channels, self.tiers, self.body_kinds, self.roles):
            names.update({str(word): name for word, name in table.items()})
        for grades in (self.difficulties, self.risks):
            names.update({str(word): name for word, name in grades.items()})
        return names


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the system. Raises ProfileMistake for a broken file."""
    return read_as(Vocabulary, read_document(PROFILES / "national" / "vocabulary.yaml"))
