"""The latest records of each partition as the fold judged them, so that the publisher need not read and decode them again."""

from collections import deque
from collections.abc import Sequence

from schemas.decision import Decision

LONGEST = 100
"""Records kept per partition that nobody publishes here; who is further behind reads the topic."""

Judged = tuple[int, Decision | None]
"""Offset of a record of the decisions topic, and its decision if the fold applied it there; None when it is superseded."""


class FoldTail:
    """Filled by the fold, in the order of each partition."""

    def __init__(self) -> None:
        self._kept: dict[int, deque[Judged]] = {}

    def add(self, partition: int, offset: int, decision: Decision | None) -> None:
        """The next record of `partition` was folded."""
        kept = self._kept.get(partition)
        if kept is None:
            kept = self._kept[partition] = deque(maxlen=LONGEST)
        kept.append((offset, decision))

    def since(self, partition: int, offset: int) -> Sequence[Judged] | None:
        """What was folded from `offset` on, in order; None when it is not all here any more."""
        kept = self._kept.get(partition)
        if not kept or kept[0][0] > offset:
            return None
        found = []
        for judged in reversed(kept):
            if judged[0] < offset:
                break
            found.append(judged)
        return found[::-1]

    def let_go(self, partition: int, below: int) -> None:
        """What stands below this offset is published. What dies young costs little, see the fold's memories."""
        kept = self._kept.get(partition)
        while kept and kept[0][0] < below:
            kept.popleft()

    def clear(self) -> None:
        """The fold begins anew."""
        self._kept.clear()
