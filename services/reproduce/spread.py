"""Giving the cases of a table what the table tells of them together: the n-th case's share of counts and of sums."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """Values with how many cases have each, in the order of the table; cases beyond have `rest`."""

    values: tuple[T, ...]
    ends: tuple[int, ...]
    rest: T

    @staticmethod
    def of(counts: Iterable[tuple[T, int]], rest: T) -> "Column[T]":
        """From (value, count)."""
        listed = tuple(counts)
        return Column(tuple(value for value, _ in listed), tuple(accumulate(count for _, count in listed)), rest)

    def at(self, number: int) -> T:
        """The value of the case with this number, from 0."""
        place = bisect_right(self.ends, number)
        return self.values[place] if place < len(self.values) else self.rest


@dataclass(frozen=True)
class Spread:
    """A sum over the first `cases` cases, as evenly as whole numbers allow."""

    total: int
    cases: int

    def at(self, number: int) -> int:
        """The share of the case with this number, from 0."""
        if number >= self.cases:
            return 0
        share, left = divmod(self.total, self.cases)
        return share + (number < left)
