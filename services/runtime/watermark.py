"""The offset to commit: the lowest command not yet answered, however out of order they finish."""

from collections import OrderedDict


class Watermark:
    """Tracks the commands of one partition in hand."""

    def __init__(self, position: int) -> None:
        self._open: OrderedDict[int, None] = OrderedDict()
        self._next = position

    def taken(self, offset: int) -> None:
        """The command at `offset`, above all earlier ones, is in hand."""
        self._open[offset] = None
        self._next = offset + 1

    def finished(self, offset: int) -> None:
        """The command at `offset` has its end."""
        self._open.pop(offset, None)

    @property
    def in_hand(self) -> int:
        """How many commands have not come to their end."""
        return len(self._open)

    @property
    def next_offset(self) -> int:
        """The offset that the next taken command will have, at least."""
        return self._next

    @property
    def committable(self) -> int:
        """Everything below this offset has its end."""
        return next(iter(self._open), self._next)
