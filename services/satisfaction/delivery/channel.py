"""The one interface of every channel that takes messages."""

from typing import Protocol

from services.satisfaction.delivery.message import Message


class NotTaken(Exception):
    """The channel did not take the message, for certain. `permanent`: trying again changes nothing."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


class OutcomeUnknown(Exception):
    """Nobody knows whether the channel took it; the message is not sent again through a channel that cannot tell two from one."""


class Channel(Protocol):
    """Takes messages."""

    @property
    def name(self) -> str:
        """`outbox`, `smtp` or `gateway`."""

    @property
    def knows_repeats(self) -> bool:
        """Whether a message sent twice under one delivery id arrives once."""

    async def send(self, message: Message) -> str:
        """What the channel calls the message. Raises NotTaken or OutcomeUnknown."""

    async def close(self) -> None:
        """Let go of connections."""
