"""Creates the topics of the registry of contracts, and refuses a broker whose topics differ from it."""

import asyncio
import sys
from collections.abc import Iterable
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from deploy.embedded.problems import OperatorProblem, topic_differs
from deploy.topic_admin import topic_admin
from schemas.topics import Topic, every_topic
from services.runtime.settings import Settings

REPLICAS_WHEN_SEVERAL = 3
VISIBLE_SECONDS = 20


async def create_topics(bootstrap: str, installation: str = "") -> tuple[str, ...]:
    """Make every topic of the registry exist as the registry says; returns the names of those made now.

    Raises OperatorProblem when the broker does not answer or an existing topic differs in partitions or retention.
    """
    async with topic_admin(bootstrap) as admin:
        existing = set(await admin.list_topics())
        topics = every_topic()
        missing = [topic for topic in topics if topic.name_in(installation) not in existing]
        await _create(admin, missing, installation)
        await _wait_visible(admin, {topic.name_in(installation) for topic in topics})
        await _check(admin, topics, installation)
    return tuple(topic.name_in(installation) for topic in missing)


async def _create(admin: AIOKafkaAdminClient, topics: Iterable[Topic], installation: str) -> None:
    brokers = len((await admin.describe_cluster())["brokers"])
    replicas = REPLICAS_WHEN_SEVERAL if brokers >= REPLICAS_WHEN_SEVERAL else 1
    wanted = [
        NewTopic(
            topic.name_in(installation),
            topic.partitions,
            replicas,
            topic_configs={
                "retention.ms": str(topic.retention_ms),
                "cleanup.policy": topic.cleanup_policy,
                "min.insync.replicas": "2" if replicas > 1 else "1",
            },
        )
        for topic in topics
    ]
    if not wanted:
        return
    answer: Any = await admin.create_topics(wanted, timeout_ms=20000)
    for name, code, *_message in answer.topic_errors:
        error = for_code(code)
        if error.errno and error is not TopicAlreadyExistsError:
            raise error(name)


async def _wait_visible(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """The controller answers before the broker knows the new topics; a consumer that comes too early stays deaf."""
    async with asyncio.timeout(VISIBLE_SECONDS):
        while not names <= set(await admin.list_topics()):
            await asyncio.sleep(0.02)


async def _check(admin: AIOKafkaAdminClient, topics: Iterable[Topic], installation: str) -> None:
    by_name = {topic.name_in(installation): topic for topic in topics}
    for found in await admin.describe_topics(list(by_name)):
        wanted = by_name[found["topic"]]
        if len(found["partitions"]) != wanted.partitions:
            counted = str(len(found["partitions"]))
            raise topic_differs(found["topic"], "分区数", str(wanted.partitions), counted)
    for name, settings in (await _settings_of(admin, list(by_name))).items():
        wanted = by_name[name]
        if settings.get("retention.ms") != str(wanted.retention_ms):
            found_retention = settings.get("retention.ms", "未知")
            raise topic_differs(name, "保存期限（毫秒，-1 为永久）", str(wanted.retention_ms), found_retention)
        if settings.get("cleanup.policy") != wanted.cleanup_policy:
            raise topic_differs(name, "清理方式", wanted.cleanup_policy, settings.get("cleanup.policy", "未知"))


async def _settings_of(admin: AIOKafkaAdminClient, names: list[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    answers: list[Any] = list(await admin.describe_configs(resources))
    return {
        resource[3]: {entry[0]: entry[1] for entry in resource[4]}
        for answer in answers
        for resource in answer.resources
    }


def main() -> int:
    """`python -m deploy.bootstrap`: the topics of a deployment that has its own servers; 1 with a sentence when refused."""
    settings = Settings.from_environment()
    try:
        made = asyncio.run(create_topics(settings.kafka, settings.installation))
    except OperatorProblem as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    print(f"主题已就绪，新建 {len(made)} 个。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
