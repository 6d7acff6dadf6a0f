"""What somebody is told before signing on a screen: data with its sources and marks (issue 8, item 1)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.jurisdiction.profile_files import PROFILES, read_as, read_document
from services.jurisdiction.time_limits import Mark

FILE = "signing_notice.yaml"
SigningChannel = Literal["people_mediation", "administrative_mediation", "network"]
"""A service whose agreements are signed on a screen."""


class Notice(BaseModel):
    """One sentence and what it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    of: tuple[SigningChannel, ...] = ()
    """Before which services it is told: an agency has another law than a committee. Every one where none is named."""
    source: str
    """Instrument and article as in domain.md; where none was read, whose knowledge it is."""
    mark: Mark

    @property
    def rests_on(self) -> str:
        """What stands behind the sentence on the page: what was not read in a source says so."""
        match self.mark:
            case Mark.GENERAL_KNOWLEDGE:
                return "一般常识，条文未核对[GK]"
            case Mark.INFERRED:
                return "本系统的做法[INF]"
            case _:
                return self.source


class SigningNotice(BaseModel):
    """The form of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    told: tuple[Notice, ...] = Field(min_length=1)

    def before(self, service: str) -> tuple[Notice, ...]:
        """What is told before an agreement of this service is signed, in the order in which it is read."""
        return tuple(one for one in self.told if not one.of or service in one.of)


@cache
def load_signing_notice(profile: str, folder: Path = PROFILES) -> SigningNotice:
    """The notice of a profile; a city's own file stands for the whole. Raises ProfileMistake."""
    own = folder / profile / FILE
    return read_as(SigningNotice, read_document(own if own.exists() else folder / "national" / FILE))
