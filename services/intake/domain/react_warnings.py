"""Which events of early warning a case hears. Their subject is the alert; the case they are about stands in them."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas.base import Event
from schemas.command import CommandBody
from schemas.early_warning import CaseWarned, CaseWarningWithdrawn
from schemas.envelope import PublishedEvent
from services.intake.domain.warning_commands import HearCaseWarned, HearCaseWarningWithdrawn


def warned(event: CaseWarned, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """An alert counts the case."""
    body = HearCaseWarned(
        occurred_at=event.occurred_at, alert=envelope.case_code, rule=event.rule, name_zh=event.name_zh,
        escalation=event.escalation, proposal=event.proposal, counted=event.counted, unit_zh=event.unit_zh,
        within_days=event.within_days, addressee=event.addressee,
    )  # fmt: skip
    return event.case_code, body


def withdrawn(event: CaseWarningWithdrawn, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """It does so no more."""
    body = HearCaseWarningWithdrawn(
        occurred_at=event.occurred_at, alert=envelope.case_code, rule=event.rule, name_zh=event.name_zh
    )
    return event.case_code, body


HEARD_WARNINGS: Mapping[type[Event], Callable[[Any, PublishedEvent], tuple[str, CommandBody]]] = {
    CaseWarned: warned,
    CaseWarningWithdrawn: withdrawn,
}
"""Event of early warning -> (code of the case, the command)."""
