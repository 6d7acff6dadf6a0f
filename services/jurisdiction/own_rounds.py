"""Which round a person's command is about: of those that the actor's body has or had; for anybody else the case does not exist
(design.md section 6). Pure."""

from collections.abc import Iterable, Sized
from typing import Any, Protocol, TypeVar

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found


class Round(Protocol):
    """A round of mediation in whatever channel."""

    @property
    def track_id(self) -> str:
        """`schemas.identity.track_id`."""
        ...

    @property
    def body(self) -> str:
        """Who has it, or had it."""
        ...

    @property
    def is_ended(self) -> bool:
        """Whether nothing more happens in it."""
        ...

    @property
    def agreements(self) -> Sized:
        """What was agreed in it."""
        ...

    def agreement(self, agreement_id: str, /) -> object | None:
        """The agreement with this id."""
        ...


RoundT = TypeVar("RoundT", bound=Round)


def own_round(tracks: Iterable[RoundT], command: Command[Any], *, with_agreement: bool) -> RoundT | Refused:
    """The round that the command names by `track_id`, else the body's latest open round, else its latest.

    `with_agreement`: the command is about an agreement, named by `agreement_id` or not; rounds that have it go before others.
    """
    if command.actor.is_system:
        return not_found()
    own = [track for track in tracks if track.body == command.actor.organisation]
    if command.body.track_id is not None:
        own = [track for track in own if track.track_id == command.body.track_id]
    if with_agreement:
        own = _with_agreement(own, command.body.agreement_id) or own
    candidates = [track for track in own if not track.is_ended] or own
    return candidates[-1] if candidates else not_found()


def _with_agreement(tracks: Iterable[RoundT], agreement_id: str | None) -> list[RoundT]:
    """The rounds that have this agreement, or any where none is named."""
    if agreement_id is None:
        return [track for track in tracks if len(track.agreements)]
    return [track for track in tracks if track.agreement(agreement_id)]
