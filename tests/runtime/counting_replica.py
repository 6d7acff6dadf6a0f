"""A process with one loop of the counting service, to be killed: `python -m tests.runtime.counting_replica BROKER INSTALLATION FOLDER`."""

import asyncio
import sys
from pathlib import Path

import uvloop

from tests.runtime.counting_loop import a_loop


async def main(kafka: str, installation: str, folder: str) -> None:
    """Run until killed; says `ready` once."""
    async with a_loop(kafka, installation, Path(folder), session_timeout_ms=3000, append_timeout=5.0):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:4]))
