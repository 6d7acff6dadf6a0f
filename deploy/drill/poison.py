"""A record nobody can decode, a command that crashes the rules, a decision too large: one case stands still, nothing else."""

import asyncio
import time
from itertools import count
from uuid import uuid4

from deploy.drill.fragile_window import CRASHING, REPAIRED_VARIABLE
from deploy.trial.feeding import CLERK, registration
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from schemas.decision import Decision
from schemas.envelope import CommandRecord, digest, encode_command
from schemas.identity import case_code
from schemas.topics import PARTITIONS, commands
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of

CLOCK = "system:intake"
"""Who lapses clocks."""
FRAGILE = "deploy.drill.fragile_window"
MANY_PARTIES, LONG_NAME = 500, 900
HEALED_SECONDS = 20.0


class Poison:
    """The scenario's window: fragile, with three cases of one partition."""

    def __init__(self, fleet: Fleet, history: History) -> None:
        self._fleet = fleet
        self._history = history
        self._appender = Appender(fleet.installation.kafka, 20)
        self._numbers = count(1)
        self.problems: list[str] = []

    async def run(self) -> list[str]:
        """Returns what does not hold."""
        undecodable, crashing, neighbour = await self._three_of_one_partition()
        await self._append(undecodable, b'{"specversion": "1.0", "no": "command')
        await self._note(crashing, CRASHING, 503, "crashes the rules")
        await self._note(undecodable, "其后", 503, "behind the undecodable record")
        await self._note(crashing, "其后", 503, "behind the crash")
        await self._note(neighbour, "邻案", 200, "neighbour")
        await self._expect_held({undecodable, crashing})
        await self._too_large(neighbour)
        await self._repair()
        await self._note(neighbour, "修复后", 200, "neighbour after the restart")
        await self._replay(undecodable, "?discard=true")
        await self._replay(crashing, "")
        await self._expect_held(set())
        await self._expect_told(undecodable, ["accepted", "parked", "released", "refused discarded", "accepted 其后"])
        # The second note was given against the ETag before the first, so that in its turn it is refused as anybody's.
        await self._expect_told(crashing, ["accepted", "parked", "released", f"accepted {CRASHING}", "refused stale"])
        await self._expect_told(neighbour, ["accepted", "accepted 邻案", "accepted 邻案", "accepted 修复后"])
        await self._appender.stop()
        return self.problems

    async def _three_of_one_partition(self) -> list[str]:
        by_partition: dict[int, list[str]] = {}
        while True:
            code = await self._register()
            found = by_partition.setdefault(partition_of(code, PARTITIONS), [])
            found.append(code)
            if len(found) == 3:
                return found

    async def _register(self) -> str:
        number = next(self._numbers)
        answer = await self._fleet.clerk.post(
            f"{self._url}/cases", json=registration(number), headers={"Idempotency-Key": f"poison-{number}"}
        )
        return str(answer.json()["case_code"])

    async def _note(self, code: str, text: str, status: int, why: str) -> None:
        """The ETag is that of the last accepted decision, whether the case stands still or not."""
        await self._history.settle()
        answer = await self._fleet.clerk.post(
            f"{self._url}/cases/{code}/notes",
            json={"text": text},
            headers={
                "Idempotency-Key": f"poison-note-{next(self._numbers)}",
                "If-Match": f'"{self._history.accepted("intake", code)}"',
            },
        )
        # Held back behind a parked command, a command has no answer yet: 202.
        if answer.status_code != status and not (status == 503 and answer.status_code == 202):
            self.problems.append(f"{why}: {answer.status_code} {answer.text[:200]}")

    async def _too_large(self, neighbour: str) -> None:
        """A registration whose decision passes 512 KiB, straight into the neighbour's partition."""
        party = {"role": "applicant", "kind": "natural", "name": "x" * LONG_NAME}
        body = {**registration(0), "parties": [party] * MANY_PARTIES}
        command = next(
            one for one in iter(uuid4, None)
            if partition_of(case_code(one), PARTITIONS) == partition_of(neighbour, PARTITIONS)
        )  # fmt: skip
        record = CommandRecord(
            name="register_case", body=body, digest=digest(body), actor=CLERK, recorded_at=registration(0)["occurred_at"],
            origin="http", correlation_id="drill", causation_id="drill",
        )  # fmt: skip
        code = case_code(command)
        await self._append(code, encode_command("intake", command, code, record))
        await self._note(neighbour, "邻案", 200, "after the oversized decision")
        await self._history.settle()
        decided = self._history.decided["intake", code]
        if [decision.refusal and decision.refusal.code for decision in decided] != ["decision_too_large"]:
            self.problems.append(f"oversized: {[decision.outcome for decision in decided]}")

    async def _repair(self) -> None:
        window = self._fleet.of("intake").process
        window.environment = {**window.environment, REPAIRED_VARIABLE: "1"}
        self._fleet.hold_down("intake")
        await self._fleet.let_up("intake")

    async def _replay(self, code: str, how: str) -> None:
        answer = await self._fleet.operator.post(f"{self._url}/admin/dead-letters/{code}/replay{how}")
        if answer.status_code != 200:
            self.problems.append(f"replay: {answer.status_code} {answer.text[:200]}")

    async def _expect_held(self, codes: set[str]) -> None:
        listed = (await self._fleet.operator.get(f"{self._url}/admin/dead-letters")).json()["cases"]
        if {row["case_code"] for row in listed} != codes:
            self.problems.append(f"held: {len(listed)} cases instead of {len(codes)}")

    async def _expect_told(self, code: str, wanted: list[str]) -> None:
        """What people and the undecodable record asked of the case, in order; clocks may lapse in between.

        A release is answered before what it lets go: that is read from the dead letters and decided in its turn.
        """
        end = time.monotonic() + HEALED_SECONDS
        while (told := await self._told(code)) != wanted and len(told) < len(wanted) and time.monotonic() < end:
            await asyncio.sleep(0.1)
        if told != wanted:
            self.problems.append(f"the case has {told} instead of {wanted}")

    async def _told(self, code: str) -> list[str]:
        await self._history.settle()
        decided = self._history.decided["intake", code]
        return [_told(decision) for decision in decided if decision.actor.user != CLOCK]

    async def _append(self, code: str, value: bytes) -> None:
        topic = commands("intake").name_in(self._fleet.installation.name)
        await self._appender.append(topic, partition_of(code, PARTITIONS), code, value)

    @property
    def _url(self) -> str:
        return self._fleet.of("intake").url


def _told(decision: Decision) -> str:
    if decision.refusal is not None:
        return f"refused {decision.refusal.code}"
    texts = [str(event.data["text"]) for event in decision.events if event.name == "note_recorded"]
    return " ".join([decision.outcome, *texts])
