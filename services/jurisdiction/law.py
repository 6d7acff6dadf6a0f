"""The law and this city's profile as one immutable value; deciding services get it as an argument."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from schemas.clocks import Clock
from services.jurisdiction import clock_calculation
from services.jurisdiction.calendar import CalendarOverrides, build_calendar
from services.jurisdiction.clock_calculation import ClockRules, Due, Pause
from services.jurisdiction.clock_contract import as_clock
from services.jurisdiction.outcomes import NotJudged, Refused
from services.jurisdiction.parameters import Parameter, read_parameters
from services.jurisdiction.profile_files import PROFILES, Document, read_as, read_document
from services.jurisdiction.time_limits import TimeLimit, read_time_limits


@dataclass(frozen=True)
class Law:
    """What the law and one city say. Everything asked of it is pure and deterministic."""

    profile: str
    clocks: ClockRules
    parameters: dict[str, Parameter]

    @staticmethod
    def load(profile: str = "wuhu", folder: Path = PROFILES) -> "Law":
        """The law of a profile; read once per process. Raises ProfileMistake with file, line and what would be right."""
        return _load(profile, folder)

    @property
    def rules_version(self) -> str:
        """Changes whenever a rule of this profile does; written into every decision."""
        return self.clocks.rules_version

    @property
    def calendar_version(self) -> str:
        """Changes whenever a day of the calendar may; written into every decision."""
        return self.clocks.calendar.version

    def due(
        self,
        limit_id: str,
        start: date,
        pauses: Sequence[Pause] = (),
        extension: int = 0,
        why_paused: str = "中止期间",
    ) -> Due | NotJudged | Refused:
        """Until when something is in time, and why; see `clock_calculation.due`."""
        return clock_calculation.due(limit_id, start, self.clocks, pauses, extension, why_paused)

    def clock(
        self,
        clock_id: str,
        limit: str,
        started_at: datetime,
        *,
        subject: str = "",
        pauses: Sequence[Pause] = (),
        extension: int = 0,
    ) -> Clock | Refused:
        """As `due`, in the form events carry; verdict NOT_JUDGED with its reason where the law of that day is not loaded."""
        known, answer = self.limit(limit), self.due(limit, started_at, pauses, extension)
        if isinstance(answer, Refused):
            return answer
        # `due` refuses an unknown limit, so it is known here.
        assert known is not None
        return as_clock(clock_id, known, subject, started_at, answer)

    def limit(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id (`XF-4`) or Chinese name."""
        return self.clocks.limits.find(id_or_name)

    def parameter(self, name: str) -> Parameter:
        """A number of law or policy. Raises KeyError for a name nobody defined, which is a programming error."""
        return self.parameters[name]


@cache
def _load(profile: str, folder: Path) -> Law:
    read: list[Document] = []
    national, city = folder / "national", folder / profile

    def document(path: Path) -> Document:
        read.append(read_document(path))
        return read[-1]

    def local(name: str) -> Document | None:
        return document(city / name) if (city / name).exists() else None

    overrides = read_as(CalendarOverrides, document(national / "calendar_overrides.yaml"))
    limits = read_time_limits(document(national / "time_limits.yaml"), local("time_limits.yaml"))
    parameters = read_parameters(document(national / "parameters.yaml"), local("parameters.yaml"))
    return Law(
        profile=profile,
        clocks=ClockRules(limits, build_calendar(overrides.overrides, overrides.published_until), _digest(profile, read)),
        parameters=dict(parameters),
    )


def _digest(profile: str, documents: Sequence[Document]) -> str:
    """A version from the content of everything read, whatever the folder is called."""
    digest = sha256()
    for document in documents:
        digest.update(f"{document.path.parent.name}/{document.path.name}\0".encode())
        digest.update(document.path.read_bytes())
    return f"{profile}-{digest.hexdigest()[:12]}"
