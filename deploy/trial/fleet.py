"""Service processes that are kept running: whoever ends is started again, with the story's time, as a supervisor would."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import httpx

from deploy.trial.feeding import CLERK
from deploy.trial.servers import Installation, ServiceProcess
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

SESSION_TIMEOUT_MS = 3_000
"""Of every group in the drill (issue 3)."""
READY_SECONDS = 90.0
_LOOK_SECONDS = 0.05
OPERATOR = Account(id="operator.drill", organisation="operations", office="运行管理", roles=("operator",))
WINDOW = Account(id=CLERK.user, organisation=CLERK.organisation, office="登记员", roles=CLERK.roles)


class Fleet:
    """The processes of one installation, by service and replica."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.processes: dict[tuple[str, str], ServiceProcess] = {}
        self.restarts = 0
        """How often a process was started again."""
        self.before_restart: Callable[[ServiceProcess], None] = lambda process: None
        """Done to what lies on the disk before a process starts again."""
        self._now: datetime | None = None
        self._held: set[tuple[str, str]] = set()
        self._ready: set[tuple[str, str]] = set()
        self.operator = self._client(OPERATOR)
        """Asks as the operator does."""
        self.clerk = self._client(WINDOW)
        """Asks as the window of the feeds does."""

    async def start(
        self,
        *names: str,
        replicas: int = 1,
        module: str = "",
        environment: Mapping[str, str] | None = None,
        seconds: float = READY_SECONDS,
    ) -> None:
        """Start what is missing of these services and wait until all are ready, each so many seconds at most.

        `environment` goes over the installation's.
        """
        for name in names:
            for replica in map(str, range(replicas)):
                if (name, replica) in self.processes:
                    continue
                told = {
                    "MEDIATION_SESSION_TIMEOUT_MS": str(SESSION_TIMEOUT_MS),
                    "MEDIATION_FAULT_FILE": str(self.fault_file(name, replica)), **(environment or {}),
                }  # fmt: skip
                process = self.processes[name, replica] = ServiceProcess(name, self.installation, replica, told, module)
                process.start()
        await self.wait_ready(seconds)

    def _client(self, account: Account) -> httpx.AsyncClient:
        token = LocalIssuer(self.installation.data / "issuer").token(account)
        return httpx.AsyncClient(timeout=10, trust_env=False, headers={"Authorization": f"Bearer {token}"})

    def of(self, name: str, replica: str = "0") -> ServiceProcess:
        """A replica of a service."""
        return self.processes[name, replica]

    def fault_file(self, name: str, replica: str = "0") -> Any:
        """Where a fault is asked of a replica (services/runtime/fault_points.py)."""
        folder = self.installation.data / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}-{replica}"

    @property
    def addresses(self) -> Mapping[str, str]:
        """The address of each service's first replica."""
        return {name: process.url for (name, replica), process in self.processes.items() if replica == "0"}

    @asynccontextmanager
    async def kept_running(self) -> AsyncIterator[None]:
        """Within it, whatever ends is started again."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def wait_ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until every process that is not held down is ready and has the story's time. Raises AssertionError."""
        end = time.monotonic() + seconds
        for key, process in self.processes.items():
            while key not in self._held and not await self._is_ready(key, process):
                if time.monotonic() > end:
                    raise AssertionError(f"{process.process.name} is not ready:\n{process.log_text()[-3000:]}")
                await asyncio.sleep(_LOOK_SECONDS)

    async def move_clock(self, now: datetime) -> None:
        """Let time stand at `now` in every process, also in those that start later."""
        self._now = now
        for key, process in self.processes.items():
            if key not in self._held:
                await self._set_clock(process)

    def hold_down(self, name: str, replica: str = "0") -> None:
        """Kill a replica and leave it so until it is let up."""
        self._held.add((name, replica))
        self._ready.discard((name, replica))
        self.of(name, replica).kill9()

    async def let_up(self, name: str, replica: str = "0", wait: bool = True) -> None:
        """Start a held replica again."""
        self._held.discard((name, replica))
        self._start_again((name, replica))
        if wait:
            await self.wait_ready()

    def excuse(self, name: str, replica: str = "0") -> None:
        """Do not wait for this replica: it is frozen."""
        self._held.add((name, replica))
        self._ready.discard((name, replica))

    def expect(self, name: str, replica: str = "0") -> None:
        """Wait for this replica again."""
        self._held.discard((name, replica))

    async def stop(self) -> None:
        """End everything at once."""
        for process in self.processes.values():
            process.resume()
            process.kill9()
        await self.operator.aclose()
        await self.clerk.aclose()

    async def _keep(self) -> None:
        while True:
            for key, process in self.processes.items():
                if key not in self._held and not process.process.is_running:
                    self._start_again(key)
            await asyncio.sleep(_LOOK_SECONDS)

    def _start_again(self, key: tuple[str, str]) -> None:
        self._ready.discard(key)
        process = self.processes[key]
        if not process.process.is_running:
            self.before_restart(process)
            self.restarts += 1
            process.start()

    async def _is_ready(self, key: tuple[str, str], process: ServiceProcess) -> bool:
        if key in self._ready and process.process.is_running:
            return True
        try:
            answer = await self.operator.get(f"{process.url}/health/ready")
            if answer.status_code != httpx.codes.OK or not await self._set_clock(process):
                return False
        except httpx.TransportError:
            return False
        self._ready.add(key)
        return True

    async def _set_clock(self, process: ServiceProcess) -> bool:
        if self._now is None:
            return True
        try:
            moved = await self.operator.post(f"{process.url}/admin/clock", json={"now": self._now.isoformat()})
        except httpx.TransportError:
            return False
        return moved.status_code == httpx.codes.OK
