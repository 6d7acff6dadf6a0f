"""The jars of the embedded servers: broken, half-finished or unwanted files are noticed and repaired, with one sentence."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from deploy.embedded.jars import classpath, ensure_jars, is_whole, path_of
from deploy.embedded.manifest import Jar, read_manifest
from deploy.embedded.ports import HOST, free_ports
from deploy.embedded.problems import OperatorProblem
from deploy.embedded.space import require_free_space
from tests.servers import JARS

SMALLEST = min(read_manifest(), key=lambda jar: jar.size)


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    """All jars of the manifest in a folder of the test's own."""
    ensure_jars(JARS)
    return Path(shutil.copytree(JARS, tmp_path / "jars"))


class Registry(SimpleHTTPRequestHandler):
    """A Maven repository on this machine that serves the very files of the manifest, or only a part of each."""

    serves_share = 1.0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        outputfile.write(content[: int(len(content) * self.serves_share)])

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def registry(folder: Path, serves_share: float = 1.0) -> Iterator[str]:
    handler = type("Handler", (Registry,), {"serves_share": serves_share})
    with ThreadingHTTPServer((HOST, 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


def corrupt(jar: Jar, folder: Path) -> None:
    path = path_of(jar, folder)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_off(jar: Jar, folder: Path) -> None:
    path = path_of(jar, folder)
    path.write_bytes(path.read_bytes()[: jar.size // 2])


def remove(jar: Jar, folder: Path) -> None:
    path_of(jar, folder).unlink()


def test_complete_jars_are_not_fetched_again(jars: Path) -> None:
    assert ensure_jars(jars, repository=f"http://{HOST}:{free_ports(1)}") == 0


@pytest.mark.parametrize("damage", [corrupt, cut_off, remove])
def test_a_damaged_jar_alone_is_fetched_again(jars: Path, damage: Callable[[Jar, Path], None]) -> None:
    damage(SMALLEST, jars)
    assert not is_whole(SMALLEST, jars)
    with registry(JARS) as address:
        assert ensure_jars(jars, address) == 1
    assert is_whole(SMALLEST, jars)


def test_a_registry_that_does_not_answer_gives_one_sentence_and_the_next_run_repairs_it(jars: Path) -> None:
    remove(SMALLEST, jars)
    with pytest.raises(OperatorProblem, match=r"连接不上 Java 软件仓库.*MEDIATION_MAVEN_REPOSITORY") as problem:
        ensure_jars(jars, repository=f"http://{HOST}:{free_ports(1)}")
    assert problem.value.code == "registry_missing"
    with registry(JARS) as address:
        assert ensure_jars(jars, address) == 1


def test_a_download_that_breaks_off_gives_one_sentence_and_the_next_run_repairs_it(jars: Path) -> None:
    remove(SMALLEST, jars)
    with (
        registry(JARS, serves_share=0.5) as address,
        pytest.raises(OperatorProblem, match=r"没有下载完整.*请直接重新运行") as problem,
    ):
        ensure_jars(jars, address)
    assert problem.value.code == "download_unfinished"
    assert not path_of(SMALLEST, jars).exists()
    with registry(JARS) as address:
        assert ensure_jars(jars, address) == 1


def test_a_registry_that_serves_another_file_is_refused(jars: Path, tmp_path: Path) -> None:
    forged = Path(shutil.copytree(jars, tmp_path / "forged"))
    corrupt(SMALLEST, forged)
    remove(SMALLEST, jars)
    with registry(forged) as address, pytest.raises(OperatorProblem, match="SHA-256 校验值不符") as problem:
        ensure_jars(jars, address)
    assert problem.value.code == "hash_wrong"
    assert not path_of(SMALLEST, jars).exists()


def test_too_little_space_gives_one_sentence(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    require_free_space(tmp_path, free // 2)
    with pytest.raises(OperatorProblem, match=r"磁盘空间不足.*MEDIATION_DATA") as problem:
        require_free_space(tmp_path, free * 2)
    assert problem.value.code == "too_little_space"


def test_each_server_has_a_class_path_without_two_versions_of_one_library() -> None:
    for server in ("kafka", "mongodb"):
        names = [(jar.group, jar.name) for jar in read_manifest() if jar.server == server]
        assert len(names) == len(set(names)) > 0
        assert len(classpath(server, JARS).split(":")) == len(names)


def test_the_ports_chosen_for_a_server_can_all_be_listened_on() -> None:
    first = free_ports(3)
    for port in range(first, first + 3):
        with socket.create_server((HOST, port)):
            pass
