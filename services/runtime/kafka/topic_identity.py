"""The id a broker gave to a topic when it was created: another id under the same name is another log.

aiokafka 0.14 speaks metadata version 5 at most, which has no topic ids; version 10 is Kafka 2.8's.
"""

import asyncio
from io import BytesIO
from typing import Any
from uuid import UUID

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError, NodeNotReadyError, for_code
from aiokafka.protocol.abstract import AbstractType
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Boolean, CompactArray, CompactString, Int16, Int32, Schema, TaggedFields


class _Uuid(AbstractType[UUID]):
    @classmethod
    def encode(cls, value: UUID) -> bytes:
        return value.bytes

    @classmethod
    def decode(cls, data: BytesIO) -> UUID:
        return UUID(bytes=data.read(16))


_TAGS = ("tags", TaggedFields)
_PAUSE = 0.2
"""Seconds between two attempts."""


class _Answer(Response):
    API_KEY = 3
    API_VERSION = 10
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("brokers", CompactArray(("node_id", Int32), ("host", CompactString()), ("port", Int32), ("rack", CompactString()), _TAGS)),
        ("cluster_id", CompactString()),
        ("controller_id", Int32),
        ("topics", CompactArray(
            ("error_code", Int16), ("topic", CompactString()), ("topic_id", _Uuid), ("is_internal", Boolean),
            ("partitions", CompactArray(
                ("error_code", Int16), ("partition", Int32), ("leader", Int32), ("leader_epoch", Int32),
                ("replicas", CompactArray(Int32)), ("isr", CompactArray(Int32)), ("offline", CompactArray(Int32)), _TAGS,
            )),
            ("authorized_operations", Int32), _TAGS,
        )),
        ("authorized_operations", Int32),
        _TAGS,
    )  # fmt: skip


class _Question(RequestStruct):
    API_KEY = 3
    API_VERSION = 10
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = _Answer
    SCHEMA = Schema(
        ("topics", CompactArray(("topic_id", _Uuid), ("name", CompactString()), _TAGS)),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
        _TAGS,
    )


class _TopicQuestion(Request[_Question]):
    API_KEY = 3

    def __init__(self, topic: str) -> None:
        self._topic = topic

    def build(self, request_struct_class: Any) -> Any:
        return request_struct_class([(UUID(int=0), self._topic, {})], False, False, False, {})


async def _answer(client: AIOKafkaClient, topic: str) -> Any:
    """The broker's answer, asked for again where it was not ready: a busy machine may take long to open a connection."""
    while True:
        try:
            return await client.send(client.get_random_node(), _TopicQuestion(topic))
        except NodeNotReadyError:
            await asyncio.sleep(_PAUSE)


async def topic_identity(bootstrap_servers: str, topic: str, wait: float = 30.0) -> str:
    """Cluster id and topic id. Raises BrokerError for an unknown topic or a broker that does not answer in `wait` seconds."""
    client = AIOKafkaClient(bootstrap_servers=bootstrap_servers)
    try:
        async with asyncio.timeout(wait):
            await client.bootstrap()
            answer = await _answer(client, topic)
    except TimeoutError as error:
        raise KafkaError(f"no answer about {topic}") from error
    finally:
        await client.close()
    found = answer.to_object()
    if error_code := found["topics"][0]["error_code"]:
        raise for_code(error_code)(topic)
    return f"{found['cluster_id']}/{found['topics'][0]['topic_id']}"
