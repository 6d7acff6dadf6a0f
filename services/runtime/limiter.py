"""How often something may be tried. Kept in memory, per process: a restart forgives, several replicas allow as often each."""

from cachetools import TTLCache

from services.runtime.problems import Problem

MOST_KEYS = 100_000
_SENTENCE = "提交过于频繁，请过一会儿再试。"


class Limiter:
    """At most `most` times within `seconds` for one key. When too many keys are known, the oldest are forgotten."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = int(seconds)
        self._counts: TTLCache[str, list[int]] = TTLCache(MOST_KEYS, seconds)

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
