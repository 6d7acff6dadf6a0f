"""What has to be told to windows when what is remembered of a case has changed, or is told once more.

Something that occurred is told by what was recorded up to the day on which it closes, and by nothing that came later. So
what was told of it does not change any more from then on, and a window in which everything has closed may be forgotten.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from services.early_warning.domain.conceivable import conceivable
from services.early_warning.domain.memory import Memory, latest, until
from services.early_warning.domain.signals import Bodies, Signalled, signals
from services.jurisdiction.warning_rules import WarningRules


class Place(NamedTuple):
    """Identity of an entry; a corrected date makes another one, since it may lie in other windows."""

    rule: str
    key: str
    entry_id: str
    at: str


Entries = dict[Place, Signalled]
Find = Callable[[Memory, WarningRules, Bodies], Iterable[Signalled]]


def place(signalled: Signalled) -> Place:
    """Where an entry stands."""
    return Place(signalled.rule.id, signalled.key, signalled.entry_id, signalled.told.at.isoformat())


def closes(at: datetime, rules: WarningRules) -> datetime:
    """What is recorded after this changes nothing of what occurred at `at`."""
    return at + timedelta(rules.counts_for_days)


def changes(before: Memory, after: Memory, rules: WarningRules, bodies: Bodies) -> tuple[Signalled, ...]:
    """Entries that are new or tell something else, and those that are no more, as no longer counting."""
    old, new = _found(signals, before, rules, bodies), _found(signals, after, rules, bodies)
    told = [one for at, one in new.items() if at not in old or not _same(old[at], one)]
    return *told, *_gone(old, new, after, rules)


def once_more(memory: Memory, rules: WarningRules, bodies: Bodies) -> tuple[Signalled, ...]:
    """Everything the case tells, and whatever it may have told before, as no longer counting.

    What was told may have been lost on its way, the word that it no longer counts above all; what is remembered does not
    show which.
    """
    now, ever = _found(signals, memory, rules, bodies), _found(conceivable, memory, rules, bodies)
    return *now.values(), *_gone(ever, now, memory, rules)


def may_leave(memory: Memory, rules: WarningRules, recorded_until: datetime) -> bool:
    """Whether a case may be forgotten, once everything recorded until then was told.

    It is over (closed, voided, merged, or never registered here), and whatever it told has closed. Should anything be recorded of
    it later, it is counted nowhere: the case is a stranger then. A case that is still open stays, whatever its age.
    """
    last = memory.last_recorded
    is_over = latest(memory.closed) or latest(memory.gone) or not (memory.abouts and memory.registered)
    return bool(is_over) and (last is None or closes(last, rules) <= recorded_until)


def _found(find: Find, memory: Memory, rules: WarningRules, bodies: Bodies) -> Entries:
    """What `find` finds, of each closing in what was recorded up to it."""
    if not memory.recorded:
        return {}
    entries: Entries = {}
    if _is_recent(memory, rules):
        return {place(one): one for one in find(memory, rules, bodies)}
    for closing in sorted({closes(one.told.at, rules) for one in conceivable(memory, rules, bodies)}):
        for one in find(until(memory, closing), rules, bodies):
            if closes(one.told.at, rules) == closing:
                entries[place(one)] = one
    return entries


def _is_recent(memory: Memory, rules: WarningRules) -> bool:
    """Whether everything was recorded before anything of it closes, so that nothing came too late. Nearly every case is."""
    told = (
        *memory.registered.values(), *memory.reports.values(), *memory.repeats.values(), *memory.dangers.values(),
        *memory.warned.values(), *(rated for _, rated in memory.ratings.values()),
    )  # fmt: skip
    first = min((*(one.at for one in told), *memory.corrected.values()), default=None)
    last = memory.last_recorded
    return first is None or last is None or last <= closes(first, rules)


def _gone(old: Entries, new: Entries, after: Memory, rules: WarningRules) -> list[Signalled]:
    return [_ended(one, after, rules) for at, one in old.items() if at not in new]


def _ended(one: Signalled, after: Memory, rules: WarningRules) -> Signalled:
    version = until(after, closes(one.told.at, rules)).weight
    return one._replace(told=one.told.model_copy(update={"counts": False, "version": version}))


def _same(one: Signalled, other: Signalled) -> bool:
    return one.told.model_copy(update={"version": 0}) == other.told.model_copy(update={"version": 0})
