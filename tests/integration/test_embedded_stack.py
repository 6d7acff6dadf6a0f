"""`mediate run`, `stop` and `status` on the real servers: what survives, what is left behind, what the operator reads."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pymongo
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from deploy.embedded.jars import ensure_jars
from deploy.embedded.ports import HOST
from deploy.embedded.process import wait_until
from schemas.topics import all_topics
from tests.integration.command_line import CommandLine, command_line
from tests.servers import JARS

RECORD = all_topics()[0].name
SERVERS = "--servers-only"


@pytest.fixture
def mediate(tmp_path: Path) -> Iterator[CommandLine]:
    line = command_line(tmp_path / "data", lambda: ensure_jars(JARS))
    yield line
    line.end()


def write_to_both(mediate: CommandLine, value: str) -> None:
    async def produce() -> None:
        producer = AIOKafkaProducer(bootstrap_servers=mediate.state.kafka, acks="all")
        await producer.start()
        await producer.send_and_wait(RECORD, value.encode(), partition=0)
        await producer.stop()

    asyncio.run(produce())
    with pymongo.MongoClient[dict[str, str]](mediate.state.mongodb) as client:
        client["survival"]["values"].insert_one({"_id": value})


def records(mediate: CommandLine) -> list[str]:
    async def consume() -> list[str]:
        consumer = AIOKafkaConsumer(bootstrap_servers=mediate.state.kafka, auto_offset_reset="earliest")
        await consumer.start()
        partition = TopicPartition(RECORD, 0)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        found: list[str] = []
        while await consumer.position(partition) < end:
            found += [r.value.decode() for batch in (await consumer.getmany(timeout_ms=500)).values() for r in batch]
        await consumer.stop()
        return found

    return asyncio.run(consume())


def documents(mediate: CommandLine) -> list[str]:
    with pymongo.MongoClient[dict[str, str]](mediate.state.mongodb) as client:
        return sorted(document["_id"] for document in client["survival"]["values"].find())


def test_data_survives_an_orderly_stop_and_a_kill_of_everything_and_a_killed_server_comes_back(
    mediate: CommandLine,
) -> None:
    assert mediate.status() == (1, {"ready": False, "parts": []})
    running = mediate.run_until_ready(SERVERS)
    assert len(mediate.processes()) == 3
    write_to_both(mediate, "1")
    assert mediate.call("stop") == (0, "已全部停止。\n")
    assert running.wait(timeout=5) == 0
    assert mediate.wait_for_none() == []

    code, output = mediate.call("run", SERVERS, "--detach")
    assert code == 0
    assert "全部就绪" in output
    assert (records(mediate), documents(mediate)) == (["1"], ["1"])
    write_to_both(mediate, "2")
    # The embedded database commits its file about once a second; what is younger may go with a kill.
    time.sleep(2)
    for process in mediate.processes():
        process.kill()
    assert mediate.wait_for_none() == []

    running = mediate.run_until_ready(SERVERS)
    assert (records(mediate), documents(mediate)) == (["1", "2"], ["1", "2"])
    broker = next(child for child in mediate.state.children if child.name == "Kafka")
    broker.send(signal.SIGKILL)
    assert wait_until(lambda: not broker.is_alive, 5)
    assert wait_until(lambda: mediate.status()[0] == 0, 60, pause=0.5)
    assert records(mediate) == ["1", "2"]
    running.send_signal(signal.SIGINT)
    output = running.communicate(timeout=30)[0]
    assert (running.returncode, mediate.wait_for_none()) == (0, [])
    assert "Kafka 已退出（退出码 -9），正在第 1 次重新启动" in output


def test_status_tells_what_is_not_ready_a_second_run_is_refused_and_a_signal_leaves_no_process(
    mediate: CommandLine,
) -> None:
    running = mediate.run_until_ready(SERVERS)
    code, answer = mediate.status()
    assert code == 0
    assert [(part["name"], part["is_ready"]) for part in answer["parts"]] == [("kafka", True), ("mongodb", True)]
    code, output = mediate.call("run", SERVERS)
    assert code == 1
    assert output.strip() == (
        f"系统已经在运行（进程号 {running.pid}）：请用 mediate status 查看，或先执行 mediate stop 再重新运行。"
    )
    assert mediate.status()[0] == 0
    database = next(child for child in mediate.state.children if child.name == "MongoDB")
    os.kill(database.pid, signal.SIGSTOP)
    try:
        assert mediate.status()[0] == 1
    finally:
        os.kill(database.pid, signal.SIGCONT)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0
    assert mediate.wait_for_none() == []


def test_a_stop_while_everything_is_still_starting_leaves_no_process(mediate: CommandLine) -> None:
    running = mediate.start("run", SERVERS)
    assert wait_until(lambda: len(mediate.processes()) > 1, 30)
    assert mediate.call("stop") == (0, "已全部停止。\n")
    assert running.wait(timeout=30) == 0
    assert mediate.wait_for_none() == []


def test_kill_9_of_the_supervisor_leaves_no_process(mediate: CommandLine) -> None:
    running = mediate.run_until_ready(SERVERS)
    os.kill(running.pid, signal.SIGKILL)
    running.wait(timeout=5)
    assert mediate.wait_for_none() == []
    assert mediate.status()[0] == 1


@pytest.mark.parametrize(
    ("variable", "purpose", "offset"),
    [
        ("MEDIATION_KAFKA_PORT", "Kafka", 0),
        ("MEDIATION_KAFKA_PORT", "Kafka 控制器", 1),
        ("MEDIATION_MONGODB_PORT", "MongoDB", 0),
    ],
)
def test_a_busy_port_gives_one_sentence_and_leaves_no_process(
    mediate: CommandLine, variable: str, purpose: str, offset: int
) -> None:
    port = int(mediate.environment[variable]) + offset
    with socket.create_server((HOST, port)):
        code, output = mediate.call("run", SERVERS)
    assert code == 1
    assert output.splitlines()[-1] == (
        f"端口 {port}（{purpose}）已被其他程序占用：请先停止占用它的程序，或用环境变量 {variable} 换一个端口，再重新运行。"
    )
    assert mediate.wait_for_none() == []
