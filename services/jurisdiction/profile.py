"""A jurisdiction profile: what "1+4+N" means in this place (domain.md section 1)."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.values import Channel
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.time_limits import Mark
from services.jurisdiction.vocabulary import Tier


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TierLevel(_Part):
    """One of the tiers of the network; village and community, township and street are one level each."""

    name_zh: str
    tiers: tuple[Tier, ...]


class NetworkEntry(_Part):
    """One kind of body of the N."""

    channel: Channel
    name_zh: str
    enabled: bool = True


class Profile(_Part):
    """The form of `profile.yaml`. Numbers a city sets stand in its `parameters.yaml` and `time_limits.yaml`."""

    id: str
    name_zh: str
    place: str
    """From the large to the small; begins the place of every body of the profile."""
    source: str
    """The policy document it answers to."""
    reading: str
    """How "1+4+N" is read here, in Chinese."""
    mark: Mark
    hub: str | None = None
    """Id of the hub (综治中心) at the top; None for the demonstration, whose bodies are made on demand."""
    core_channels: tuple[Channel, ...] = Field(min_length=4, max_length=4)
    tier_levels: tuple[TierLevel, ...] = Field(min_length=1, max_length=4)
    """From the lowest up: grid to county in a city; a department has only its offices and subordinate units."""
    network: tuple[NetworkEntry, ...]

    @property
    def enabled_channels(self) -> tuple[Channel, ...]:
        """Channels a case can go to inside the system: the core four and the enabled network."""
        added = (entry.channel for entry in self.network if entry.enabled)
        return tuple(dict.fromkeys((*self.core_channels, *added)))


def read_profile(document: Document, name: str) -> Profile:
    """The profile in `document`. Raises ProfileMistake, also where a channel or tier stands twice."""
    profile = read_as(Profile, document)
    mistakes = []
    if profile.id != name:
        mistakes.append(document.mistake(("id",), f"“id”应与文件夹同名，即“{name}”"))
    if len(set(profile.core_channels)) != len(profile.core_channels):
        mistakes.append(document.mistake(("core_channels",), "四个核心渠道不能重复"))
    tiers = [tier for level in profile.tier_levels for tier in level.tiers]
    if len(set(tiers)) != len(tiers):
        mistakes.append(document.mistake(("tier_levels",), "同一层级不能出现在两级网络中"))
    if [tier.rank for tier in tiers] != sorted(tier.rank for tier in tiers):
        mistakes.append(document.mistake(("tier_levels",), "各级应从低到高依次排列"))
    if mistakes:
        raise ProfileMistake(mistakes)
    return profile
