"""An installation of a test's own for the counting service."""

import asyncio
import uuid
from collections.abc import Iterator

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from deploy.bootstrap import create_topics


@pytest.fixture
def own_topics(kafka: str) -> Iterator[str]:
    """The name of a new installation whose topics exist until the test ends."""
    name = f"c{uuid.uuid4().hex[:12]}"
    topics = asyncio.run(create_topics(kafka, name))
    yield name
    asyncio.run(_delete(kafka, topics))


async def _delete(kafka: str, topics: tuple[str, ...]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        await admin.delete_topics(list(topics))
    finally:
        await admin.close()
