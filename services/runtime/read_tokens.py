"""Read-Tokens of one's own writes: what a caller keeps of them to send back as Read-After."""

from collections.abc import Iterable


def with_newest(kept: Iterable[str], token: str) -> list[str]:
    """The tokens with this one, the newest of each service and partition: a view reaches every partition by itself."""
    place = token.rsplit(":", 1)[0]
    return [*(one for one in kept if one.rsplit(":", 1)[0] != place), token]
