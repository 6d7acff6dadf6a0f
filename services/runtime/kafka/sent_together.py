"""Batches of a producer end their waiting at the same moment, so that those of all partitions go to the broker in one request.

With `linger_ms` aiokafka 0.14 lets each batch wait from its own beginning. The logs of a few tables are two dozen partitions, each
of which went out by itself: of early warning's processor time a quarter, and the broker answers every request for itself.
"""

from typing import Any

from aiokafka.producer.message_accumulator import MessageAccumulator

from services.runtime.pauses import left_of


def send_together(app: Any, every: float) -> None:
    """`app`: a faust.App that was not started. What it produces waits for the next multiple of `every` seconds."""
    make = app.producer._new_producer

    def made(*arguments: Any, **options: Any) -> Any:
        producer = make(*arguments, **options)
        producer._message_accumulator.__class__ = _ending_at_multiples_of(every)
        return producer

    app.producer._new_producer = made


def _ending_at_multiples_of(every: float) -> type[MessageAccumulator]:
    class Together(MessageAccumulator):
        """Asked for how long a new batch waits, it says what is left of the common pause."""

        @property
        def _linger_time(self) -> float:
            return left_of(every)

        @_linger_time.setter
        def _linger_time(self, _: float) -> None:
            """Set once, by the class it stands for."""

    return Together
