"""Which topics a broker has, and deleting some: nothing but what an operator asked for by name."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiokafka.errors import UnknownTopicOrPartitionError, for_code

from deploy.topic_admin import topic_admin

GONE_SECONDS = 20


async def topics_at(bootstrap: str) -> tuple[str, ...]:
    """The names of all topics. Raises OperatorProblem where the broker does not answer."""
    async with topic_admin(bootstrap) as admin:
        return tuple(await admin.list_topics())


async def delete_topics(bootstrap: str, names: Sequence[str]) -> None:
    """Delete these topics and wait until the broker lists them no more; one that is gone already is as good.

    Raises OperatorProblem where the broker does not answer, KafkaError where it refuses.
    """
    async with topic_admin(bootstrap) as admin:
        answer: Any = await admin.delete_topics(list(names))
        for name, code, *_ in answer.topic_error_codes:
            error = for_code(code)
            if error.errno and error is not UnknownTopicOrPartitionError:
                raise error(name)
        async with asyncio.timeout(GONE_SECONDS):
            while not set(names).isdisjoint(await admin.list_topics()):
                await asyncio.sleep(0.02)
