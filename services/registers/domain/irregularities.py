"""What is marked on a step of an entry although it happened: code, sentence, source."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from schemas.base import Irregularity
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.register_fields import Filled, holds
from services.jurisdiction.register_forms import Register, RegisterStep
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain.state import Entry


def of_step(
    register: Register,
    step: RegisterStep,
    entry: Entry,
    filled: Mapping[str, Filled],
    at: datetime,
    law: RegisterLaw,
    *,
    assumed: bool,
) -> Iterator[Irregularity]:
    """Everything irregular about taking this step now."""
    if entry.stage not in step.after:
        name = register.stage_name(entry.stage)
        message = f"在“{name}”之后登记了“{step.name_zh}”，不合通常的次序，照常登记，请核对。"
        yield Irregularity(code="step_out_of_order", message=message, source="issue 6")
    if not assumed:
        yield from _late(register, step, entry, at)
    for marked in step.marks:
        if holds(marked.when, {**entry.values, **filled}):
            fact = law.catalogue.marks[marked.code]
            yield Irregularity(code=fact.code, message=fact.text_zh, source=fact.source)


def _late(register: Register, step: RegisterStep, entry: Entry, at: datetime) -> Iterator[Irregularity]:
    for clock in register.clocks:
        kept = entry.clocks.latest(clock.limit) if step.code in clock.stops else None
        lapses_at = kept.clock.lapses_at if kept and kept.status is not ClockStatus.STOPPED else None
        if kept is not None and lapses_at is not None and at >= lapses_at:
            message = f"超过“{kept.clock.name}”期限后才办理，照常登记，计入逾期。"
            yield Irregularity(code="register_step_late", message=message, source=clock.limit)
