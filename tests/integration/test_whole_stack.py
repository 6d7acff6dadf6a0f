"""`mediate run` with every service: all become ready, one that is killed comes back, and a stop leaves no process."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.jars import ensure_jars
from deploy.embedded.process import wait_until
from deploy.services import SERVICES
from tests.integration.command_line import CommandLine, command_line
from tests.servers import JARS

NAMES = ["kafka", "mongodb", *(service.name for service in SERVICES)]


@pytest.fixture
def mediate(tmp_path: Path) -> Iterator[CommandLine]:
    line = command_line(tmp_path / "data", lambda: ensure_jars(JARS))
    yield line
    line.end()


def test_every_service_becomes_ready_comes_back_after_a_kill_and_is_gone_after_a_stop(mediate: CommandLine) -> None:
    running = mediate.run_until_ready()
    code, answer = mediate.status()
    assert (code, [part["name"] for part in answer["parts"]]) == (0, NAMES)
    assert {part["version"] for part in answer["parts"][2:]} == {"0.1.0"}

    killed = next(child for child in mediate.state.children if child.name == "intake")
    killed.send(signal.SIGKILL)
    assert wait_until(lambda: not killed.is_alive, 5)
    assert mediate.status()[0] == 1
    assert wait_until(lambda: mediate.status()[0] == 0, 90, pause=0.5)

    assert mediate.call("stop") == (0, "已全部停止。\n")
    assert running.wait(timeout=10) == 0
    assert mediate.wait_for_none() == []
    assert "一个窗口：受理与分流 已退出（退出码 -9），正在第 1 次重新启动" in running.communicate()[0]
