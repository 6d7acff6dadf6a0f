"""An entry of a register in 镜湖区, driven as its case loop would: people act, and the scan comes when something is due."""

from datetime import datetime
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.clocks import Clock, ClockStarted
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import case_code
from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain import limits
from services.registers.domain.decide import decide
from services.registers.domain.evolve import evolve
from services.registers.domain.forms import forms_of
from services.registers.domain.state import Entry, Unentered, decode_state, encode_state, initial
from tests.domain.given_when_then import Answer, Case, at

NUMBER = case_code(UUID(int=2031))
LINKED = case_code(UUID(int=2032))
CITY = "wuhu.hub"
HUB = "wuhu.jinghu.hub"
OTHER_HUB = "wuhu.jiujiang.hub"
COURT = "wuhu.jinghu.court"
STREET = "wuhu.jinghu.fangcun.pmc"
COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
GRID = "wuhu.jinghu.fangcun.community-1.grid-1"
LABOUR_BUREAU = "wuhu.jinghu.human-resources"
MARKET_BUREAU = "wuhu.jinghu.market-regulation"
SYSTEM = Actor(user="system:registers", organisation="registers")
MONDAY = "2026-03-02"


def clerk(organisation: str, *roles: str) -> Actor:
    """Somebody of this body; a clerk unless told."""
    return Actor(user=f"clerk.{organisation}", organisation=organisation, roles=roles or ("clerk",))


class EntryCase(Case[Unentered | Entry, RegisterLaw]):
    """One entry."""

    def __init__(self, profile: str = "wuhu") -> None:
        law = RegisterLaw.of(Law.load(profile))
        super().__init__(
            limits.SERVICE, decide, evolve, initial, law, NUMBER, lambda state: decode_state(encode_state(state))
        )

    def enter(self, register: str, by: str, on: str = MONDAY, *roles: str, **filled: Any) -> Answer:
        """Enter something; `on` as in `at`."""
        body = forms_of(self.law)[register].enter.model_validate(filled)
        return self.act(clerk(by, *roles), body, at(on))

    def step(self, step: str, by: str, on: str, *, recorded: str | None = None, **filled: Any) -> Answer:
        """Take a step that happened `on`, recorded then or later."""
        body = forms_of(self.law)[self.entry.register_code].steps[step].model_validate(filled)
        return self.act(clerk(by), body, at(on), at(recorded) if recorded else None)

    def said(self, body: CommandBody, by: str, on: str) -> Answer:
        """Anything else that a body asks."""
        return self.act(clerk(by), body, at(on))

    def heard(self, body: CommandBody, on: str) -> Answer:
        """What a reaction asks."""
        return self.act(SYSTEM, body, at(on))

    def time_passes(self, until: str) -> list[Event]:
        """The scan answers everything that is due by then, earliest first, as it notices it; what happened."""
        before, now = len(self.history), at(until)
        while (due := limits.CLOCKS.due_for_scan(self.state)) is not None and due.lapses_at <= now:
            self.given_commands += 1
            sent = Command(UUID(int=self.given_commands), self.code, SYSTEM, now, due.command)
            answer = decide(self.state, sent, self.law)
            assert isinstance(answer, tuple)
            assert answer, f"{due} was due and changed nothing"
            self.given(*answer)
        return self.history[before:]

    @property
    def entry(self) -> Entry:
        """The entry, which there has to be."""
        assert isinstance(self.state, Entry)
        return self.state

    def clock(self, limit: str) -> Clock:
        """The clock of this limit that began last."""
        kept = self.entry.clocks.latest(limit)
        assert kept is not None, limit
        return kept.clock

    def in_time(self, limit: str) -> bool | None:
        """How the clock of this limit ended: kept, missed, or without verdict."""
        kept = self.entry.clocks.latest(limit)
        assert kept is not None, limit
        return kept.stopped.in_time if kept.stopped else False if kept.status == "lapsed" else None


def due_on(answer: Answer, limit: str) -> str:
    """The last day of the clock of this limit that began in the answer."""
    assert not isinstance(answer, Refused), answer
    [clock] = [one.clock for one in answer if isinstance(one, ClockStarted) and one.limit == limit]
    assert clock.due is not None or clock.lapses_at is not None
    return clock.due.isoformat() if clock.due else _minute(clock.lapses_at)


def _minute(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(at(MONDAY).tzinfo).strftime("%Y-%m-%d %H:%M")
