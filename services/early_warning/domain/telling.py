"""What has to be told to windows when what is remembered of a case has changed, or is told once more."""

from typing import NamedTuple

from services.early_warning.domain.conceivable import conceivable
from services.early_warning.domain.memory import Memory
from services.early_warning.domain.signals import Bodies, Signalled, signals
from services.jurisdiction.warning_rules import WarningRules


class Place(NamedTuple):
    """Identity of an entry; a corrected date makes another one, since it may lie in other windows."""

    rule: str
    key: str
    entry_id: str
    at: str


def place(signalled: Signalled) -> Place:
    """Where an entry stands."""
    return Place(signalled.rule.id, signalled.key, signalled.entry_id, signalled.told.at.isoformat())


def changes(before: Memory, after: Memory, rules: WarningRules, bodies: Bodies) -> tuple[Signalled, ...]:
    """Entries that are new or tell something else, and those that are no more, as no longer counting."""
    old, new = _by_place(before, rules, bodies), _by_place(after, rules, bodies)
    told = [one for at, one in new.items() if at not in old or not _same(old[at], one)]
    return *told, *_gone(old, new, after)


def once_more(memory: Memory, rules: WarningRules, bodies: Bodies) -> tuple[Signalled, ...]:
    """Everything the case tells, and whatever it may have told before, as no longer counting.

    What was told may have been lost on its way, the word that it no longer counts above all; what is remembered does not
    show which.
    """
    now = _by_place(memory, rules, bodies)
    ever = {place(one): one for one in conceivable(memory, rules, bodies)}
    return *now.values(), *_gone(ever, now, memory)


def _by_place(memory: Memory, rules: WarningRules, bodies: Bodies) -> dict[Place, Signalled]:
    return {place(one): one for one in signals(memory, rules, bodies)}


def _gone(old: dict[Place, Signalled], new: dict[Place, Signalled], after: Memory) -> list[Signalled]:
    ended = {"counts": False, "version": after.weight}
    return [one._replace(told=one.told.model_copy(update=ended)) for at, one in old.items() if at not in new]


def _same(one: Signalled, other: Signalled) -> bool:
    return one.told.model_copy(update={"version": 0}) == other.told.model_copy(update={"version": 0})
