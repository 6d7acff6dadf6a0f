"""What the console keeps of people is kept sealed: unreadable in the file, in a copy of it and in a backup without the key."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

_KEY_FILE = "console-sealing-key"


@dataclass(frozen=True)
class Sealer:
    """Seals texts with the key of one console (AES and HMAC as Fernet joins them)."""

    cipher: Fernet

    @staticmethod
    def within(folder: Path) -> "Sealer":
        """With the key in this folder; made on first use, readable by its owner only.

        Whoever copies the folder without this file copies nothing that can be read; whoever loses the file loses drafts and
        the rows of unfinished imports, and no case.
        """
        path = folder / _KEY_FILE
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(Fernet.generate_key())
        return Sealer(Fernet(path.read_bytes()))

    def sealed(self, text: str) -> str:
        """The text, unreadable."""
        return self.cipher.encrypt(text.encode()).decode()

    def opened(self, text: str) -> str | None:
        """The text that was sealed; None where this key did not seal it."""
        try:
            return self.cipher.decrypt(text.encode()).decode()
        except InvalidToken:
            return None
