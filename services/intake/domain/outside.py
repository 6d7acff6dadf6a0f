"""Which limits of routes outside run on while a case is with us: told at registration and at every hand-over (domain.md 2.0, 2.7)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.command import Command
from schemas.intake import CaseSummary
from schemas.outside_limits import OutsideEffect, OutsideLimitTold
from schemas.values import Channel, ReceivedVia
from services.intake.domain.law import IntakeLaw
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.outside_limits import OutsideLimit
from services.jurisdiction.routing_facts import RoutingFacts


def outside_limits(
    case: CaseSummary,
    facts: RoutingFacts,
    command: Command[Any],
    law: IntakeLaw,
    requested_on: date | None,
    channel: Channel | None = None,
) -> tuple[OutsideLimitTold, ...]:
    """The limits by the law of the act's day. `requested_on`: when somebody asked for help; `channel`: who has it now."""
    day = None if command.body.occurred_at_assumed else day_of(command.occurred_at)
    petition = channel is Channel.PETITION or (channel is None and case.received_via is ReceivedVia.PETITION_OFFICE)
    return tuple(_told(found, requested_on, petition=petition) for found in law.outside_limits(facts, day))


def told_facts(facts: RoutingFacts | None) -> Mapping[str, Any]:
    """What was stated about the route, for the event; nothing that is only a default."""
    return facts.model_dump(mode="json", exclude_defaults=True) if facts else {}


def facts_again(kept: Mapping[str, Any]) -> RoutingFacts | None:
    """The facts that an event keeps. A fact that a newer writer told and this program does not know is left out."""
    known = {name: value for name, value in kept.items() if name in RoutingFacts.model_fields}
    return RoutingFacts.model_validate(known) if known else None


def _told(found: OutsideLimit, requested_on: date | None, *, petition: bool) -> OutsideLimitTold:
    rule = found.rule
    effect = rule.petition if petition else rule.mediation
    return OutsideLimitTold(
        rule=rule.id, limit=rule.limit, name=found.name_zh, route=rule.route, length=found.length_zh,
        source=found.source, mediation=rule.mediation, petition=rule.petition,
        interrupted_on=requested_on if effect is OutsideEffect.INTERRUPTS else None, told=found.in_chinese(),
    )  # fmt: skip
