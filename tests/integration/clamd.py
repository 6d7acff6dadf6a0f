"""ClamAV's own daemon for the tests: with one signature, which finds the industry's test file, at a socket and at a port."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.embedded.ports import HOST, free_ports
from deploy.embedded.process import wait_until
from tests.runtime.test_virus_scan import EICAR

PROGRAM = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
"""Debian installs it for administrators."""
NEEDED = pytest.mark.skipif(PROGRAM is None, reason="clamd is not on the PATH: apt-get install clamav-daemon")
FOUND = "Eicar-Test-Signature"
LARGEST = 20 * 1024 * 1024
"""Bytes that this daemon takes."""


@dataclass(frozen=True)
class Clamd:
    """Where it listens, as MEDIATION_CLAMD is told."""

    socket: str
    port: str


@contextmanager
def own_clamd(folder: Path) -> Iterator[Clamd]:
    """A daemon of these tests' own. The official signatures are megabytes that have to be fetched; this one is a line."""
    assert PROGRAM is not None
    signatures, port = folder / "signatures", free_ports(1)
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"{FOUND}:0:*:{EICAR.hex()}\n")
    address = folder / "clamd.ctl"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"Foreground yes\nDatabaseDirectory {signatures}\nLocalSocket {address}\nTCPSocket {port}\nTCPAddr {HOST}\n"
        f"StreamMaxLength {LARGEST}\n"
    )
    said = (folder / "clamd.out").open("wb")
    daemon = subprocess.Popen([PROGRAM, "-c", str(settings)], stdout=said, stderr=subprocess.STDOUT)
    try:
        wait_until(address.is_socket, 30)
        yield Clamd(str(address), f"{HOST}:{port}")
    finally:
        daemon.kill()
        daemon.wait()
        said.close()
