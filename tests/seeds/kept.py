"""Entries of registers in any jurisdiction, and the figures counted over them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from schemas.identity import case_code
from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.views.registers.answers import FigureRow
from services.views.registers.contributions import contribution
from services.views.registers.figures import Period, figure_row
from services.views.registers.projection import RegistersView
from tests.domain.given_when_then import names
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import (
    COMMUNITY,
    COURT,
    HUB,
    LABOUR_BUREAU,
    LINKED,
    MARKET_BUREAU,
    STREET,
    EntryCase,
)
from tests.domain.views.log import Log

BODIES: Mapping[str, Mapping[str, str]] = {
    "wuhu": {},
    "mile": {
        HUB: "mile.hub", LABOUR_BUREAU: "mile.human-resources", MARKET_BUREAU: "mile.market-regulation",
        STREET: "mile.xinshao.pmc", COMMUNITY: "mile.xinshao.village-1.pmc", COURT: "mile.court",
    },
    "hantai": {
        HUB: "hantai.hub", LABOUR_BUREAU: "hantai.human-resources", MARKET_BUREAU: "hantai.market-regulation",
        STREET: "hantai.puzhen.pmc", COMMUNITY: "hantai.puzhen.village-1.pmc", COURT: "hantai.court",
    },
    "henan-organ-affairs": {
        HUB: "henan.affairs", LABOUR_BUREAU: "henan.housing", MARKET_BUREAU: "henan.property-services",
        STREET: "henan.vehicles", COMMUNITY: "henan.housing-fund", COURT: "henan.court",
    },
    "changning": {
        HUB: "changning.hub", LABOUR_BUREAU: "changning.human-resources", MARKET_BUREAU: "changning.market-regulation",
        STREET: "changning.tianyuan.pmc", COMMUNITY: "changning.tianyuan.village-1.pmc", COURT: "changning.court",
    },
}  # fmt: skip
"""Who stands in another jurisdiction where a body of Wuhu stands in the entries."""

__all__ = ["COMMUNITY", "HUB", "LABOUR_BUREAU", "LINKED", "MARKET_BUREAU", "STREET", "Kept", "entered", "figure"]


class Kept(EntryCase):
    """An entry of a jurisdiction's register; bodies are named as in Wuhu."""

    def __init__(self, profile: str, number: int) -> None:
        super().__init__(profile)
        self.profile = profile
        self.code = case_code(UUID(int=number))

    def here(self, body: str) -> str:
        """The body of this jurisdiction that stands for this one of Wuhu."""
        return BODIES[self.profile].get(body, body)

    def takes(self, step: str, by: str, on: str, **filled: Any) -> list[str]:
        """A step that is taken; the irregularities it carries."""
        answer = self.step(step, self.here(by), on, **filled)
        names(answer)
        return [mark.code for event in self.events for mark in event.irregularities]


def entered(profile: str, register: str, number: int = 1, **changed: Any) -> Kept:
    """An entry made on Monday, 2 March 2026."""
    case = Kept(profile, number)
    body, filled = ENTRIES[register]
    told = {
        name: case.here(value) if isinstance(value, str) else value for name, value in {**filled, **changed}.items()
    }
    assert names(case.enter(register, case.here(body), **told))[0] == "register_entry_made"
    return case


def figure(code: str, *cases: Kept, profile: str = "wuhu") -> FigureRow:
    """One figure over these entries, for the county and all bodies below it."""
    law = RegisterLaw.of(Law.load(profile))
    kept = law.catalogue.by_code[cases[0].entry.register_code]
    wanted = next(one for one in kept.figures if one.code == code)
    hub = BODIES[profile].get(HUB, HUB)
    below = [one for one in law.law.organisations.by_id.values() if one.id.startswith(hub.rsplit(".", 1)[0])]
    return figure_row(
        kept, wanted, [contribution(wanted, _section(case)) for case in cases], hub, below, Period(), law.parameters
    )


def _section(case: Kept) -> Mapping[str, Any]:
    log = Log()
    for event in case.history:
        log.decide("registers", event, case=case.code)
    document = log.document(RegistersView(), case.code)
    assert document is not None
    section: Mapping[str, Any] = document["registers"]
    return section
