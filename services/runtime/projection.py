"""What a view is made of, as pure functions: case documents and rollups folded from applied decisions (design.md section 3, rule 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from schemas.base import Event
from schemas.decision import Decision
from schemas.envelope import PublishedEvent, events_of
from schemas.registry import decode
from services.runtime.taken_command import reason_of

Section = dict[str, Any]
"""What a view knows about a case from one source: JSON values only, keys without dots, so that a database keeps it as it is."""
Document = dict[str, Any]
"""`_id` the case code, `at` and `accepted` sequences by source, one section per source under the source's name, and
`broken` by source: why the view could not go on with this case. Later decisions then only move `at`; a rebuild heals it."""
BROKEN = "_broken"
"""The figure under which a rollup counts decisions that it could not read."""


@dataclass(frozen=True)
class Index:
    """An index of a view's documents: paths with 1 or -1."""

    keys: tuple[tuple[str, int], ...]
    of_words: bool = False
    """One path that has very many values in each document: kept sparse, which the embedded database takes as a sign to keep it
    in memory and to fill it when it is first asked."""


class NamedView(Protocol):
    """What every view tells of itself."""

    @property
    def name(self) -> str:
        """Name of the collection."""

    @property
    def version(self) -> int:
        """Raised when what the view makes of an event changes: it is then rebuilt."""

    @property
    def sources(self) -> Sequence[str]:
        """Services whose decisions it reads."""


class CaseView(NamedView, Protocol):
    """A view with one document per case. Pure; nothing in it comes from the projector's clock."""

    @property
    def indexes(self) -> Sequence[Index]:
        """What it is searched by."""

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """The source's section after this event; None before the first."""


@dataclass(frozen=True)
class Increment:
    """What one event adds to one figure, e.g. figure `2026-03/wuhu.jinghu`, values `{"invited": 1}`."""

    figure: str
    values: Mapping[str, int]
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the figure is about, kept on its document so that it can be searched: organisation, month."""


class RollupView(NamedView, Protocol):
    """A view of sums, kept per figure and source partition, added up when read. Pure."""

    def increments(self, envelope: PublishedEvent, event: Event) -> Sequence[Increment]:
        """What this event adds; empty when nothing."""


@dataclass(frozen=True)
class Counted:
    """What a case counts for in one figure of a tally."""

    figure: str
    values: Mapping[str, int]
    labels: Mapping[str, str] = field(default_factory=dict)
    """As on Increment."""


class TallyView(NamedView, Protocol):
    """A view of sums over cases: figures as a rollup's, beside one small document per case in the same collection
    (services/runtime/tally.py). Pure."""

    @property
    def indexes(self) -> Sequence[Index]:
        """What figures and cases are searched by."""

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        """The source's section after this event; the same object where the event is none of the view's business."""

    def counted(self, source: str, section: Section) -> Sequence[Counted]:
        """What a case with this section counts for; each figure at most once."""


View = CaseView | RollupView | TallyView


@dataclass(frozen=True)
class LoggedDecision:
    """A decision and where it stands in its source's decisions topic."""

    source: str
    partition: int
    offset: int
    decision: Decision

    @property
    def place(self) -> tuple[str, int]:
        """Source and partition: what a position is kept for."""
        return self.source, self.partition

    @cached_property
    def events(self) -> tuple[tuple[PublishedEvent, Event], ...]:
        """Its events with their envelopes, upcast to today's version: decoded once for all views. Raises what a decoder raises."""
        return tuple((envelope, typed(envelope)) for envelope in events_of(self.source, self.decision))


class Gap(Exception):
    """A document is behind the log by more than one decision: the log has to be read again from before `logged`."""

    def __init__(self, logged: LoggedDecision) -> None:
        super().__init__(f"{logged.source} {logged.decision.case_code} before sequence {logged.decision.sequence}")
        self.logged = logged


def is_case_view(view: View) -> bool:
    """True for a view of documents keyed by the case."""
    return hasattr(view, "project")


def advanced(view: CaseView, document: Document | None, logged: LoggedDecision) -> Document | None:
    """The document after an applied decision; the same object when it has it already. Raises Gap."""
    source, decision = logged.source, logged.decision
    known = document or {"_id": decision.case_code, "at": {}}
    at = known["at"].get(source, 0)
    if decision.sequence <= at:
        return document
    if decision.sequence > at + 1:
        raise Gap(logged)
    after = {**known, "at": {**known["at"], source: decision.sequence}}
    if decision.outcome == "accepted":
        # A document may begin with a refusal, so that nothing accepted stands in it yet.
        after["accepted"] = {**known.get("accepted", {}), source: decision.sequence}
    if source in known.get("broken", {}):
        return after
    try:
        section = known.get(source)
        for envelope, event in logged.events:
            section = view.project(section, envelope, event)
    except Exception as error:  # one case stands still in this view, its neighbours go on (rule 7)
        return {**after, "broken": {**known.get("broken", {}), source: f"{decision.sequence}: {reason_of(error)}"}}
    return after if section is None else {**after, source: section}


def rolled_up(view: RollupView, logged: LoggedDecision) -> list[Increment]:
    """Everything that an applied decision adds to the view's figures."""
    try:
        return [increment for envelope, event in logged.events for increment in view.increments(envelope, event)]
    except Exception:  # counted, shown by health, healed by a rebuild; the other figures go on
        return [Increment(BROKEN, {"decisions": 1})]


def typed(envelope: PublishedEvent) -> Event:
    """The typed event of an envelope, upcast to today's version."""
    return decode(envelope.service, envelope.name, envelope.version, envelope.data)
