"""What the scanner does not let in is not kept; the same file comes in once it has been looked at."""

import uuid
from hashlib import sha256
from pathlib import Path

import pytest

from services.runtime.contents import Contents
from services.runtime.problems import Problem
from tests.runtime.test_virus_scan import EICAR, daemon

CASE = "0000000000000000X"


async def test_an_infected_file_is_not_kept_and_a_clean_one_is(mongodb: str, tmp_path: Path) -> None:
    async with daemon(tmp_path / "clamd") as (scan, given):
        contents = Contents.of(mongodb, f"scanned_{uuid.uuid4().hex[:12]}", scan)
        with pytest.raises(Problem, match="content_infected"):
            await contents.keep(CASE, EICAR)
        assert await contents.find(CASE, sha256(EICAR).hexdigest()) is None
        clean = await contents.keep(CASE, b"%PDF-1.7")
        assert await contents.keep(CASE, b"%PDF-1.7") == clean
        assert await contents.find(CASE, clean) == b"%PDF-1.7"
    assert given == [EICAR, b"%PDF-1.7"]
    await contents.database.client.drop_database(contents.database.name)
