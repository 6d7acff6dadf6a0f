"""What a case tells to windows, computed from what is remembered of it: one entry per rule, key and thing counted."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Protocol

from schemas.base import Value
from services.early_warning.domain.memory import About, Memory, Rated, Registered, latest
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import Tier
from services.jurisdiction.warning_rules import Signal, WarningRule, WarningRules

MOST_PAIRS = 25
"""Pairs of parties that one case tells; a case with more parties is a group's and is counted by its respondents."""
BAD_GRADE = 2
"""不满意 and worse (domain.md section 5)."""


class Bodies(Protocol):
    """The tree of bodies; `services.jurisdiction.law.Law` answers it."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...


class Told(Value):
    """What a window keeps of one thing counted."""

    version: int
    """The case's weight when it was told: of two tellings the later one stands."""
    counts: bool
    """False once it is no more: voided, merged, sealed, corrected, or somebody has acted."""
    at: datetime
    recorded_at: datetime
    case_code: str
    body: str
    who: str = ""
    """Keyed hash of who applied, where the rule counts applicants."""
    subject: str = ""
    place: str = ""


class Signalled(NamedTuple):
    """Where an entry belongs: the windows of `key` under `rule` that hold its moment."""

    rule: WarningRule
    key: str
    entry_id: str
    told: Told


def signals(
    memory: Memory, rules: WarningRules, bodies: Bodies, most_pairs: int | None = MOST_PAIRS
) -> tuple[Signalled, ...]:
    """Everything the case tells; nothing of a story, an accusation, or a registration that is gone.

    `most_pairs`: None for every pair of its parties.
    """
    about, registered = latest(memory.abouts), latest(memory.registered)
    if about is None or registered is None or memory.sealed or about.sealed or latest(memory.gone):
        return ()
    if about.story and not rules.count_stories:
        return ()
    return tuple(_Case(memory, about, registered, rules, bodies, most_pairs).told())


class _Case:
    """One case that is counted."""

    def __init__(
        self,
        memory: Memory,
        about: About,
        registered: Registered,
        rules: WarningRules,
        bodies: Bodies,
        most_pairs: int | None,
    ) -> None:
        self._memory = memory
        self._about = about
        self._registered = registered
        self._rules = rules
        self._bodies = bodies
        self._most_pairs = most_pairs
        self._since = latest(memory.corrected) or registered.at
        self._holder = latest(memory.bodies) or registered.body
        joined = tuple(added for place, added in memory.added.items() if place > max(memory.abouts))
        self._sides = (*about.sides, *joined)

    def told(self) -> Iterator[Signalled]:
        """Every entry."""
        yield from self._of_parties()
        yield from self._of_matter()
        yield from self._of_danger()
        yield from self._of_place()
        yield from self._of_ratings()
        yield from self._of_clocks()

    def _of_parties(self) -> Iterator[Signalled]:
        applicants, respondents = self._side("applicant"), self._side("respondent")
        who = "+".join(applicants) or self._memory.case_code
        for key in respondents:
            yield from self._entries(Signal.SAME_RESPONDENT, key, who=who)
        pairs = {"+".join(sorted((one, other))) for one in applicants for other in respondents if one != other}
        for pair in sorted(pairs)[: self._most_pairs]:
            yield from self._entries(Signal.SAME_PARTIES, pair)

    def _of_matter(self) -> Iterator[Signalled]:
        code = self._memory.case_code
        for place, report in self._memory.reports.items():
            yield from self._entries(
                Signal.SAME_MATTER, code, f"{code}/{place}", at=report.at, recorded_at=report.recorded_at
            )
        for repeat in self._memory.repeats.values():
            yield from self._entries(Signal.SAME_MATTER, repeat.of, at=repeat.at, recorded_at=repeat.recorded_at)

    def _of_danger(self) -> Iterator[Signalled]:
        for place, danger in self._memory.dangers.items():
            yield from self._entries(
                Signal.DANGER, self._memory.case_code, place, at=danger.at, recorded_at=danger.recorded_at
            )

    def _of_place(self) -> Iterator[Signalled]:
        area = self._area()
        subject = self._about.dispute_type
        yield from self._entries(Signal.PLACE_AND_TYPE, f"{subject}\x1f{area}", subject=subject, place=area)

    def _of_ratings(self) -> Iterator[Signalled]:
        rated = dict(self._memory.rated_bodies.values())
        answers: dict[str, Rated] = dict(self._memory.ratings[place] for place in sorted(self._memory.ratings))
        for invitation, answer in answers.items():
            body = rated.get(invitation)
            if body and answer.counts and answer.grade <= BAD_GRADE:
                yield from self._entries(
                    Signal.BAD_RATINGS, body, invitation, at=answer.at, recorded_at=answer.recorded_at, subject=body
                )

    def _of_clocks(self) -> Iterator[Signalled]:
        stopped = set(self._memory.stopped.values())
        for warned in self._memory.warned.values():
            clock = f"{warned.service}/{warned.clock_id}"
            day = warned.at.astimezone(SHANGHAI).toordinal()
            for one in self._rules.watching(Signal.IDLE_CLOCK, warned.at.astimezone(SHANGHAI).date()):
                acted = any(day - one.idle_days < other <= day for other in self._memory.days)
                if clock not in stopped and not acted:
                    yield self._entry(
                        one, f"{self._memory.case_code}\x1f{clock}", clock, at=warned.at,
                        recorded_at=warned.recorded_at, subject=warned.limit, body=warned.body or self._holder,
                    )  # fmt: skip

    def _entries(self, signal: Signal, key: str, entry_id: str = "", **told: object) -> Iterator[Signalled]:
        at = told.get("at", self._since)
        assert isinstance(at, datetime)
        for rule in self._rules.watching(signal, at.astimezone(SHANGHAI).date()):
            yield self._entry(rule, key, entry_id or self._memory.case_code, **told)

    def _entry(self, rule: WarningRule, key: str, entry_id: str, **told: object) -> Signalled:
        known = {
            "version": self._memory.weight, "counts": True, "at": self._since,
            "recorded_at": self._registered.recorded_at, "case_code": self._memory.case_code, "body": self._holder,
        }  # fmt: skip
        return Signalled(rule, key, entry_id, Told.model_validate({**known, **told}))

    def _side(self, role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sorted(key for side, key in self._sides if side == role)))

    def _area(self) -> str:
        """The township or county in whose hands the registration lies; the body itself where the profile does not know it."""
        body = self._bodies.organisation(self._registered.body)
        if body is None:
            return self._registered.body
        line = (body, *self._bodies.ancestors(body))
        return next((one.id for one in line if one.tier.rank >= Tier.TOWNSHIP.rank), body.id)
