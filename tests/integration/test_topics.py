"""The topics a broker gets are the topics of the contracts, and a broker that differs is refused."""

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic

from deploy.bootstrap import create_topics
from deploy.embedded.problems import OperatorProblem
from schemas.topics import all_topics
from tests.servers import Installation


async def with_admin(bootstrap: str) -> AIOKafkaAdminClient:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    return admin


def test_creating_the_topics_twice_makes_nothing_the_second_time(installation: Installation) -> None:
    assert asyncio.run(create_topics(installation.kafka, installation.name)) == ()


def test_every_topic_of_the_registry_exists_under_the_installations_name(installation: Installation) -> None:
    async def names() -> set[str]:
        admin = await with_admin(installation.kafka)
        try:
            return set(await admin.list_topics())
        finally:
            await admin.close()

    assert {topic.name_in(installation.name) for topic in all_topics()} <= asyncio.run(names())


def test_a_topic_with_other_partitions_is_refused_with_a_sentence(installation: Installation) -> None:
    name = all_topics()[0].name_in(installation.name)

    async def grow() -> None:
        admin = await with_admin(installation.kafka)
        try:
            wanted = all_topics()[0].partitions + 1
            await admin.create_partitions({name: NewPartitions(wanted)})
            async with asyncio.timeout(10):
                while len((await admin.describe_topics([name]))[0]["partitions"]) < wanted:
                    await asyncio.sleep(0.02)
        finally:
            await admin.close()

    asyncio.run(grow())
    with pytest.raises(OperatorProblem, match="分区数") as refusal:
        asyncio.run(create_topics(installation.kafka, installation.name))
    assert name in refusal.value.sentence


def test_a_record_that_would_be_deleted_is_refused_with_a_sentence(kafka: str) -> None:
    record = next(topic for topic in all_topics() if topic.retention_ms == -1)

    async def make_mortal() -> None:
        admin = await with_admin(kafka)
        try:
            topic = NewTopic(record.name_in("mortal"), record.partitions, 1, topic_configs={"retention.ms": "1000"})
            await admin.create_topics([topic])
        finally:
            await admin.close()

    asyncio.run(make_mortal())
    with pytest.raises(OperatorProblem, match="保存期限"):
        asyncio.run(create_topics(kafka, "mortal"))
