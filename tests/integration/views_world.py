"""What the views' integration tests share: decisions written straight into the logs, and readers with real tokens."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import httpx
from aiokafka import AIOKafkaProducer

from deploy.embedded.process import wait_until
from schemas.envelope import encode_decision
from schemas.topics import decisions
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from services.runtime.partitioner import partition_of
from services.runtime.projection import LoggedDecision
from services.runtime.read_tokens import with_newest
from tests.servers import Installation, ServiceProcess


def write(installation: Installation, log: Iterable[LoggedDecision]) -> list[str]:
    """Append decisions to their sources' topics; the read token of the last of each source and partition."""
    return asyncio.run(append(installation, log))


async def append(installation: Installation, log: Iterable[LoggedDecision]) -> list[str]:
    """The same within a running loop."""
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka, acks="all", linger_ms=5)
    await producer.start()
    tokens = list[str]()
    try:
        for logged in log:
            topic, code = decisions(logged.source), logged.decision.case_code
            sent = await producer.send_and_wait(
                topic.name_in(installation.name), encode_decision(logged.source, logged.decision), code.encode(),
                partition=partition_of(code, topic.partitions),
            )  # fmt: skip
            tokens = with_newest(tokens, f"{logged.source}:{sent.partition}:{sent.offset}")
    finally:
        await producer.stop()
    return tokens


class ViewsReader:
    """Somebody of a body who reads."""

    def __init__(
        self, views: ServiceProcess, installation: Installation, organisation: str, role: str = "clerk"
    ) -> None:
        account = Account(id=f"{role}.{organisation}", organisation=organisation, office="办公室", roles=(role,))
        token = LocalIssuer(installation.data / "issuer").token(account)
        self.client = httpx.Client(
            base_url=views.url, headers={"Authorization": f"Bearer {token}"}, timeout=10, trust_env=False
        )

    def get(self, path: str, after: Sequence[str] = (), **query: str) -> httpx.Response:
        """The answer, once the view has what `after` (read tokens) tells of."""
        headers = {"Read-After": ",".join(after)} if after else {}
        return self.client.get(path, params=query, headers=headers)

    def json(self, path: str, after: Sequence[str] = (), **query: str) -> Any:
        """The content of a success."""
        found = self.get(path, after, **query)
        assert found.status_code == httpx.codes.OK, found.text
        assert "Read-Pending" not in found.headers
        return found.json()


def page_by_page(reader: ViewsReader, path: str, most: int) -> list[Any]:
    """All pages of a list, one after the other, with at most `most` rows each."""
    rows: list[Any] = []
    query = {"limit": str(most)}
    while True:
        found = reader.client.get(path, params=query)
        assert len(found.json()) <= most
        rows += found.json()
        if "Next-After" not in found.headers:
            return rows
        query["after"] = found.headers["Next-After"]


def eventually(condition: Any, seconds: float = 30) -> None:
    """Wait until `condition()` holds."""
    wait_until(condition, seconds)
    assert condition()
