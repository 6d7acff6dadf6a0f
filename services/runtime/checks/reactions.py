"""Whether every reaction to every source's decisions has its answer (design.md section 3, rule 5)."""

import asyncio
import time
from collections.abc import AsyncIterator

from schemas.envelope import events_of
from services.runtime.checks.difference import Difference
from services.runtime.checks.log import applied
from services.runtime.checks.stores import ServiceFold
from services.runtime.reacting import OwnCommand, own_commands, sources_of

PATIENCE_SECONDS = 10.0
"""How long a reaction may be under way before it counts as unanswered."""
LOOK_SECONDS = 0.5


class ReactionCheck:
    """The check of one receiving service; `fold` is that service's, and is folded on while answers are waited for."""

    def __init__(
        self, fold: ServiceFold, bootstrap: str, installation: str, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._fold = fold
        self._bootstrap = bootstrap
        self._installation = installation
        self._patience = patience
        self.reactions = 0
        """How many were looked up."""

    async def differences(self) -> AsyncIterator[Difference]:
        """Every reaction without an answer; one that is parked has its place and is told by the health."""
        wanted = [(source, command) for source in sources_of(self._fold.service) async for command in self._of(source)]
        self.reactions = len(wanted)
        missing = await self._unanswered(wanted)
        end = time.monotonic() + self._patience
        while missing and time.monotonic() < end:
            await asyncio.sleep(LOOK_SECONDS)
            missing = await self._unanswered(missing)
        for source, command in missing:
            said = (
                f"{self._fold.service.name} 没有回应 {source} 的决定：案件 {command.case_code}，联动 {command.reaction}"
            )
            yield Difference(f"{self._fold.service.name} {command.case_code}", said)

    async def _of(self, source: str) -> AsyncIterator[OwnCommand]:
        async for logged in applied(self._bootstrap, self._installation, source):
            for envelope in events_of(source, logged.decision):
                for command in own_commands(self._fold.service, envelope):
                    yield command

    async def _unanswered(self, wanted: list[tuple[str, OwnCommand]]) -> list[tuple[str, OwnCommand]]:
        await self._fold.up_to()
        place = self._fold.ledger.place
        return [entry for entry in wanted if place(entry[1].case_code, entry[1].command_id) is None]
