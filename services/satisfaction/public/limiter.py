"""How often one address may come to the public ways, and how often a short code may be wrong. Kept in memory, per process."""

from cachetools import TTLCache

from services.runtime.problems import Problem

MOST_ADDRESSES = 100_000
_SENTENCE = "提交过于频繁，请过一会儿再试。"


class Limiter:
    """At most `most` times within `seconds` for one key. When too many keys are known, the oldest are forgotten."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = int(seconds)
        self._counts: TTLCache[str, list[int]] = TTLCache(MOST_ADDRESSES, seconds)

    def count(self, key: str) -> None:
        """Once more. Raises Problem 429 where that is too often."""
        self.check(key)
        if key in self._counts:
            self._counts[key][0] += 1
        else:
            self._counts[key] = [1]

    def check(self, key: str) -> None:
        """Raises Problem 429 where `key` has had its share."""
        if self._counts.get(key, [0])[0] >= self._most:
            raise Problem(429, "too_many_requests", "过于频繁", _SENTENCE, {"Retry-After": str(self._seconds)})


class Limits:
    """The limits of the public ways."""

    def __init__(self) -> None:
        self.visits = Limiter(60, 60)
        """By address, a minute: a household or an office may share one."""
        self.wrong_codes = Limiter(5, 3600)
        """By case, an hour: of 100,000,000 codes nobody guesses one."""
        self.wrong_codes_of_address = Limiter(10, 3600)
        self.matters = Limiter(5, 3600)
        """Reports of unresolved matters by address, an hour."""
