"""Brings the jars of the manifest onto this machine: what is missing, broken or half-finished is fetched, all is checked."""

import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext, PythonResolver
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from deploy.embedded import problems
from deploy.embedded.manifest import Jar, read_manifest, sha256_of
from deploy.embedded.space import require_free_space

REPOSITORY_VARIABLE = "MEDIATION_MAVEN_REPOSITORY"
ROOM_TO_SPARE = 64 * 2**20
"""Bytes that must stay free besides the download itself."""
ATTEMPTS = 3
REPLY_SECONDS = 20
AT_ONCE = 4


def path_of(jar: Jar, folder: Path) -> Path:
    """Where `jar` lies below `folder`, in the layout of a Maven repository."""
    return folder.joinpath(*jar.group.split("."), jar.name, jar.version, jar.filename)


def is_whole(jar: Jar, folder: Path) -> bool:
    """Whether the file is there and is, byte for byte, the one that the manifest pins."""
    path = path_of(jar, folder)
    return path.is_file() and path.stat().st_size == jar.size and sha256_of(path) == jar.sha256


def classpath(server: str, folder: Path) -> str:
    """The Java class path of `server`, in the manifest's order."""
    return os.pathsep.join(str(path_of(jar, folder)) for jar in read_manifest() if jar.server == server)


def ensure_jars(folder: Path, repository: str | None = None) -> int:
    """Make `folder` hold every jar of the manifest, checked by SHA-256; returns how many had to be fetched.

    Two processes may call it at once: the second waits and finds the work done. Raises OperatorProblem.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            jars = read_manifest()
            whole = pool.map(lambda jar: is_whole(jar, folder), jars)
            missing = [jar for jar, is_there in zip(jars, whole, strict=True) if not is_there]
        if missing:
            _fetch_all(missing, folder, repository or os.environ.get(REPOSITORY_VARIABLE) or MAVEN_CENTRAL_URL)
    return len(missing)


def _fetch_all(jars: list[Jar], folder: Path, repository: str) -> None:
    size = sum(jar.size for jar in jars)
    require_free_space(folder, size + ROOM_TO_SPARE)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns) as progress, ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        task = progress.add_task(f"下载 Kafka 与数据库程序（{len(jars)} 个文件）", total=size)

        @contextmanager
        def report(_filename: str, _size: int) -> Iterator[Callable[[int], None]]:
            yield lambda received: progress.advance(task, received)

        context = MavenContext(
            resolver=PythonResolver(progress_callback=report),
            repo_cache=folder,
            remote_repos={"central": repository},
            timeout=REPLY_SECONDS,
        )
        downloads = [pool.submit(_fetch, jar, folder, context, repository) for jar in jars]
        try:
            for download in downloads:
                download.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _fetch(jar: Jar, folder: Path, context: MavenContext, repository: str) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _fetch_once(jar, folder, context, repository)
        except problems.OperatorProblem:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("the loop above returns or raises")


def _fetch_once(jar: Jar, folder: Path, context: MavenContext, repository: str) -> None:
    path = path_of(jar, folder)
    path.unlink(missing_ok=True)
    artifact = context.project(jar.group, jar.name).at_version(jar.version).artifact()
    try:
        context.resolver.download(artifact)
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as error:
        path.unlink(missing_ok=True)
        raise problems.download_is_unfinished(jar.filename) from error
    except (requests.exceptions.RequestException, RuntimeError) as error:
        path.unlink(missing_ok=True)
        raise problems.registry_is_missing(repository, type(error).__name__) from error
    if path.stat().st_size < jar.size:
        path.unlink()
        raise problems.download_is_unfinished(jar.filename)
    if not is_whole(jar, folder):
        path.unlink()
        raise problems.hash_is_wrong(jar.filename, repository)
