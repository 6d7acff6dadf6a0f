"""The local outbox, the channel by default: every message as files of the data folder, for an office that prints or sends by hand."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import orjson

from services.satisfaction.delivery.channel import NotTaken
from services.satisfaction.delivery.message import Message

FOLDER = "outbox"


class Outbox:
    """One file per delivery, named by its id: the same message again is the same file. Readable by its owner only."""

    name = "outbox"
    knows_repeats = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, message: Message) -> str:
        """Write the message and its QR code. Raises NotTaken where the disk does not take it."""
        try:
            return await asyncio.to_thread(self._written, message)
        except OSError as error:
            raise NotTaken("unreachable") from error

    async def close(self) -> None:
        """Nothing is open."""

    def _written(self, message: Message) -> str:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self._folder / f"{message.delivery_id}.svg", message.qr_svg.encode())
        path = self._folder / f"{message.delivery_id}.json"
        _write(path, orjson.dumps(asdict(message), option=orjson.OPT_INDENT_2))
        return path.name


def messages_in(folder: Path) -> Iterator[Message]:
    """The messages of an outbox, oldest first; none where there is no outbox."""
    paths = (
        sorted(folder.glob("*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name)) if folder.is_dir() else []
    )
    for path in paths:
        yield Message(**orjson.loads(path.read_bytes()))


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, path)
