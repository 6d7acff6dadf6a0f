"""The scanner's protocol as clamd(8) describes it, over a socket; what it says decides whether a file is kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from services.runtime.problems import Problem
from services.runtime.settings import SettingsProblem
from services.runtime.virus_scan import VARIABLE, VirusScan

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The industry's test file, which is no virus and which every scanner finds."""
Says = Callable[[bytes], bytes]


def finds_eicar(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@asynccontextmanager
async def daemon(path: Path, says: Says = finds_eicar) -> AsyncIterator[tuple[VirusScan, list[bytes]]]:
    """A daemon that speaks INSTREAM at a socket, and what it was given."""
    given: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
        given.append(content)
        writer.write(says(content))
        await writer.drain()
        writer.close()

    async with await asyncio.start_unix_server(serve, path=path):
        yield VirusScan.of({VARIABLE: str(path)}), given


async def test_a_clean_file_goes_through_whole_however_large_it_is(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    async with daemon(tmp_path / "clamd") as (scan, given):
        await scan.check(content)
        await scan.check(b"")

    assert given == [content, b""]
    assert scan.report().notes == ()


async def test_an_infected_file_is_refused_by_the_name_of_what_was_found(tmp_path: Path) -> None:
    async with daemon(tmp_path / "clamd") as (scan, _):
        with pytest.raises(Problem) as refused:
            await scan.check(b"%PDF-1.7\n" + EICAR)

    assert (refused.value.status, refused.value.code) == (422, "content_infected")
    assert "Eicar-Test-Signature" in refused.value.detail
    assert scan.report().notes == ()


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"UNKNOWN COMMAND\0"])
async def test_what_the_scanner_cannot_answer_is_not_kept_and_the_health_says_so(tmp_path: Path, said: bytes) -> None:
    async with daemon(tmp_path / "clamd", lambda _: said) as (scan, _):
        with pytest.raises(Problem, match="scan_unavailable"):
            await scan.check(b"%PDF-1.7")

    assert scan.report().notes == ("病毒扫描没有应答，暂不接收文件",)
    assert scan.report().ready


async def test_a_scanner_that_is_not_there_lets_nothing_in(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="scan_unavailable"):
        await VirusScan(str(tmp_path / "nobody")).check(b"%PDF-1.7")


def test_an_address_that_is_none_is_told_at_the_start() -> None:
    with pytest.raises(SettingsProblem, match="host:port"):
        VirusScan.of({VARIABLE: "clamd"})


async def test_where_none_is_named_everything_is_kept_and_the_health_says_so() -> None:
    scan = VirusScan.of({})
    await scan.check(EICAR)

    assert scan.report().notes == ("上传的文件没有病毒扫描",)
