"""Walks the whole log of the window and proves custody at every decision: counts, the first violation with its record, orphans."""

from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field

from schemas import intake
from schemas.base import Event
from services.jurisdiction.custody_proof import Ledger, Violation, after, at_rest, is_orphan
from services.runtime.projection import LoggedDecision


@dataclass(frozen=True)
class Found:
    """The first violation, and the record it stands in."""

    logged: LoggedDecision
    event: str
    """Wire name; empty where the decision as a whole is wrong."""
    violation: Violation

    @property
    def in_chinese(self) -> str:
        """Where it stands and what is wrong."""
        at, decision = self.logged, self.logged.decision
        place = f"{at.source} 分区 {at.partition} 位置 {at.offset}"
        return (
            f"案件 {decision.case_code} 第 {decision.sequence} 号决定（{place}，命令 {decision.command_name}"
            f"{'，事件 ' + self.event if self.event else ''}）：{self.violation.in_chinese}（{self.violation.code}）"
        )


@dataclass
class Walk:
    """What was walked so far."""

    may_hold: Callable[[str], bool]
    decisions: int = 0
    """Applied decisions, refusals included: custody is asked for at each."""
    moves: int = 0
    offers: int = 0
    first: Found | None = None
    ledgers: dict[str, Ledger | None] = field(default_factory=dict)

    @property
    def open_cases(self) -> list[str]:
        """Codes of the cases that go on."""
        return sorted(code for code, ledger in self.ledgers.items() if ledger and ledger["status"] == "open")

    @property
    def orphans(self) -> list[str]:
        """Codes of open cases that nobody holds: must be none."""
        return sorted(code for code, ledger in self.ledgers.items() if ledger and is_orphan(ledger))

    async def all(self, log: AsyncIterable[LoggedDecision]) -> Found | None:
        """To the end of the log, or to the first violation."""
        async for logged in log:
            self.step(logged)
            if self.first is not None:
                break
        return self.first

    def step(self, logged: LoggedDecision) -> None:
        """One applied decision more. Raises what a decoder raises."""
        self.decisions += 1
        code = logged.decision.case_code
        ledger = self.ledgers.get(code)
        for envelope, event in logged.events:
            ledger, wrong = after(ledger, code, event)
            self._count(event)
            self._note(logged, envelope.name, wrong)
        if logged.events:
            self.ledgers[code] = ledger
        self._note(logged, "", at_rest(ledger, self.may_hold))

    def _count(self, event: Event) -> None:
        self.moves += isinstance(event, intake.CustodyMoved)
        self.offers += isinstance(event, intake.CustodyOffered)

    def _note(self, logged: LoggedDecision, event: str, wrong: tuple[Violation, ...]) -> None:
        if wrong and self.first is None:
            self.first = Found(logged, event, wrong[0])
