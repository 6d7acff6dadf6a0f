"""What a case may ever have told to windows, however much of what is remembered now was heard when it told it."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.early_warning.domain.memory import Memory
from services.early_warning.domain.signals import Bodies, Signalled, signals
from services.jurisdiction.warning_rules import WarningRules


def conceivable(memory: Memory, rules: WarningRules, bodies: Bodies) -> Iterator[Signalled]:
    """Every entry that `signals` finds in any part of what is remembered; some of them several times.

    Two events may have ended one and the same entry, and the word of each may have been lost: so it is not enough to ask
    what the event that is told again had ended. The entries are asked of parts that end nothing.
    """
    for part in _parts(memory):
        yield from signals(memory.model_copy(update=part), rules, bodies, most_pairs=None)


def _parts(memory: Memory) -> Iterator[Mapping[str, Any]]:
    """Changes that make parts of the memory, which together hold whatever any part may tell.

    Each has one description of the case, one moment of its registration and at most one answer to an invitation, since of
    these the last one hides those before; parties that joined after the description stay, as any of them may have.
    """
    ended: dict[str, Any] = {"sealed": {}, "gone": {}, "stopped": {}, "days": (), "ratings": {}}
    for described, about in memory.abouts.items():
        for number, registered in memory.registered.items():
            one = {**ended, "abouts": {described: about}, "registered": {number: registered}}
            yield {**one, "corrected": {}}
            for changed, moment in memory.corrected.items():
                yield {**one, "corrected": {changed: moment}}
            for answered, rating in memory.ratings.items():
                yield {**one, "corrected": {}, "ratings": {answered: rating}}
