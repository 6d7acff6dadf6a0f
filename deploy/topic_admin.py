"""The broker's administration, as creating and deleting topics need it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from deploy.embedded.problems import server_is_unreachable

_REPLY_MS = 20_000


@asynccontextmanager
async def topic_admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    """A client that is connected within. Raises OperatorProblem where the broker does not answer."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=_REPLY_MS)
    try:
        await admin.start()
    except (KafkaError, OSError) as error:
        raise server_is_unreachable("Kafka", "KAFKA_BOOTSTRAP_SERVERS", bootstrap) from error
    try:
        yield admin
    finally:
        await admin.close()
