"""Which topics a broker has, and deleting some: nothing but what an operator asked for by name."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError, for_code

from deploy.embedded.problems import server_is_unreachable

GONE_SECONDS = 20


async def topics_at(bootstrap: str) -> tuple[str, ...]:
    """The names of all topics. Raises OperatorProblem where the broker does not answer."""
    async with _admin(bootstrap) as admin:
        return tuple(await admin.list_topics())


async def delete_topics(bootstrap: str, names: Sequence[str]) -> None:
    """Delete these topics and wait until the broker lists them no more; one that is gone already is as good.

    Raises OperatorProblem where the broker does not answer, KafkaError where it refuses.
    """
    async with _admin(bootstrap) as admin:
        answer: Any = await admin.delete_topics(list(names))
        for name, code, *_ in answer.topic_error_codes:
            error = for_code(code)
            if error.errno and error is not UnknownTopicOrPartitionError:
                raise error(name)
        async with asyncio.timeout(GONE_SECONDS):
            while not set(names).isdisjoint(await admin.list_topics()):
                await asyncio.sleep(0.02)


@asynccontextmanager
async def _admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=20000)
    try:
        await admin.start()
    except (KafkaError, OSError) as error:
        raise server_is_unreachable("Kafka", "KAFKA_BOOTSTRAP_SERVERS", bootstrap) from error
    try:
        yield admin
    finally:
        await admin.close()
