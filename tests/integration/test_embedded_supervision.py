"""How the supervisor treats the services: what it tells them, what it does when one ends, stands still or cannot start."""

import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from deploy.embedded.ports import HOST, free_ports
from deploy.embedded.process import wait_until
from deploy.run_state import RunningProcess
from deploy.service_process import STUCK_CHECKS, Restarts, SupervisedService
from tests.integration.command_line import CommandLine, command_line
from tests.integration.small_service import SMALL
from tests.servers import Installation


@pytest.fixture
def mediate(tmp_path: Path, installation: Installation) -> Iterator[CommandLine]:
    """A supervisor of one small service, on the operator's own servers."""
    line = command_line(tmp_path / "own", lambda: None)
    own = {"KAFKA_BOOTSTRAP_SERVERS": installation.kafka, "MONGODB_URI": installation.mongodb}
    line.environment |= {**own, "MEDIATION_INSTALLATION": installation.name, "PYTHONPATH": ":".join(sys.path)}
    yield replace(line, module="tests.integration.small_service")
    line.end()


def only_child(mediate: CommandLine) -> RunningProcess:
    (child,) = mediate.state.children
    return child


def test_the_operators_own_servers_replace_the_embedded_ones(mediate: CommandLine, installation: Installation) -> None:
    mediate.wait_ready(mediate.start("supervise"))
    assert only_child(mediate).name == "small"
    told = httpx.get(mediate.state.services["small"]).json()["told"]
    assert told["KAFKA_BOOTSTRAP_SERVERS"] == installation.kafka
    assert told["MONGODB_URI"] == installation.mongodb
    assert told["MEDIATION_INSTALLATION"] == installation.name
    assert (told["MEDIATION_SERVICE"], told["MEDIATION_REPLICA"]) == ("small", "0")
    assert Path(told["MEDIATION_JWKS"]).is_file()


def test_a_killed_service_is_started_again_and_shown(mediate: CommandLine) -> None:
    running = mediate.wait_ready(mediate.start("supervise"))
    first = only_child(mediate)
    address = mediate.state.services["small"]
    first.send(signal.SIGKILL)

    def is_back() -> bool:
        children = mediate.state.children
        return len(children) == 1 and children[0].pid != first.pid and children[0].is_alive

    assert wait_until(is_back, 20)
    assert wait_until(lambda: _answers(address), 20)
    running.terminate()
    assert "小服务 已退出（退出码 -9），正在第 1 次重新启动" in running.communicate(timeout=30)[0]
    assert mediate.wait_for_none() == []


def test_kill_9_of_the_supervisor_ends_its_services(mediate: CommandLine) -> None:
    running = mediate.wait_ready(mediate.start("supervise"))
    running.kill()
    running.wait()
    assert mediate.wait_for_none() == []


def test_a_service_port_that_is_busy_gives_one_sentence(mediate: CommandLine) -> None:
    port = int(mediate.environment["MEDIATION_FIRST_PORT"])
    with socket.create_server((HOST, port)):
        process = mediate.start("supervise")
        output = process.communicate(timeout=60)[0]
    assert f"端口 {port}（小服务）已被其他程序占用" in output
    assert "MEDIATION_FIRST_PORT" in output


def test_own_servers_that_do_not_answer_give_one_sentence(mediate: CommandLine) -> None:
    real = replace(mediate, module="services.command_line.main")
    for variable, name in (("KAFKA_BOOTSTRAP_SERVERS", "Kafka"), ("MONGODB_URI", "MongoDB")):
        nobody = f"{HOST}:{free_ports(1)}"
        address = nobody if name == "Kafka" else f"mongodb://{nobody}/"
        absent = replace(real, environment={**mediate.environment, variable: address})
        code, output = absent.call("run", "--servers-only")
        assert code == 1
        assert output.splitlines()[-1].startswith(f"连接不上 {variable} 指定的 {name}（{address}）：请检查地址")


def test_a_service_that_stands_still_counts_as_stuck_and_one_that_answers_again_does_not(tmp_path: Path) -> None:
    service = SupervisedService(SMALL, free_ports(1), tmp_path)
    service.process.environment = {**service.own_environment, "PYTHONPATH": ":".join(sys.path)}
    service.start()
    try:
        with httpx.Client(timeout=0.3, trust_env=False) as client:
            service.wait_ready(client, 20)
            service.process.pause()
            assert [service.check_alive(client) for _ in range(STUCK_CHECKS)] == [True] * (STUCK_CHECKS - 1) + [False]
            service.process.resume()
            assert wait_until(lambda: service.check_alive(client), 10)
    finally:
        service.process.kill9()


def test_a_service_that_keeps_ending_is_started_with_growing_pauses() -> None:
    restarts, now, pauses = Restarts(), 1000.0, []
    for _ in range(7):
        restarts.started(now)
        ended = now
        while not restarts.is_due(now):
            now += 0.5
        pauses.append(now - ended)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    restarts.started(now)
    now += 60
    assert not restarts.is_due(now)
    assert restarts.is_due(now + 1)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/ready").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
