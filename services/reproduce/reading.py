"""What a log of ours says: the view of statistics folded in memory, and kinds that only the table has, by their printed name."""

from dataclasses import dataclass, field

from schemas.intake import CaseRegistered
from schemas.people_mediation import MediationAccepted
from schemas.petitions import PetitionRegistered
from services.runtime.checks.tallies import TallyFold
from services.runtime.projection import LoggedDecision
from services.views.statistics.projection import StatisticsView
from services.views.statistics.sums import Counts

Figures = dict[str, tuple[dict[str, str], dict[str, int]]]
"""Labels and values by the id of the figure's document."""


@dataclass
class Reading:
    """Takes decisions as a projector would."""

    fold: TallyFold = field(default_factory=lambda: TallyFold(StatisticsView()))
    tags: dict[str, int] = field(default_factory=dict)
    """Accepted cases by tag."""
    decisions: int = 0
    _tags_of: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, logged: LoggedDecision, value: bytes = b"") -> None:
        """One decision; its bytes are not needed here."""
        self.decisions += 1
        self.fold.take(logged)
        for _, event in logged.events:
            code = logged.decision.case_code
            if isinstance(event, CaseRegistered) and event.case.tags:
                self._tags_of[code] = event.case.tags
            elif isinstance(event, MediationAccepted | PetitionRegistered):
                for tag in self._tags_of.get(code, ()):
                    self.tags[tag] = self.tags.get(tag, 0) + 1

    def forget(self, code: str) -> None:
        """The case is told to its end: what it counts for stays in the figures."""
        self._tags_of.pop(code, None)
        self.fold.forget(code)

    def figures(self) -> Figures:
        """Everything counted, to be added to other readings' figures."""
        return {key: (dict(self.fold.labels[key]), values) for key, values in self.fold.figures.items()}


def added(figures: list[Figures]) -> Counts:
    """Several readings' figures as one."""
    return Counts.of_rows(row for some in figures for row in some.values())
