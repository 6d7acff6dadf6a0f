"""Planned acts carried out by the services in memory: what `play` and the drill's stories give over HTTP, without servers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from deploy.trial.history import deciding_service
from deploy.trial.tellings import InvitationAt
from schemas.base import Event
from schemas.command import Actor, Refused
from schemas.intake import CaseRegistered
from schemas.people_mediation import AgreementReached
from schemas.satisfaction import InvitationIssued
from schemas.topics import DECIDING_SERVICES
from services.jurisdiction.law import Law
from services.play.acts import LatestAgreement, PartyAt, PlannedAct
from tests.domain.exchange import Exchange
from tests.domain.intake.window import CODE

LAW = Law.load("wuhu")


def told(acts: Sequence[PlannedAct]) -> tuple[Exchange, list[str]]:
    """Every act in order, each heard by everybody before the next; and what was refused."""
    exchange = Exchange(CODE, *(deciding_service(name, LAW) for name in DECIDING_SERVICES))
    refused = []
    recorded = acts[0].occurred_at
    for number, act in enumerate(acts):
        recorded = max(recorded, act.occurred_at)
        when = {"occurred_at": act.occurred_at, "occurred_at_assumed": act.date_assumed}
        body = exchange.services[act.service].commands[act.command].model_validate(
            {**filled(act.body, exchange), **when}
        )  # fmt: skip
        actor = Actor(user="staff", organisation=act.body_of.id, roles=(*act.roles, "demonstrator"))
        answer = exchange.asks(act.service, body, actor, recorded + timedelta(hours=1))
        if isinstance(answer, Refused):
            refused.append(f"{number} {act.service} {act.command}: {answer.code} {answer.message}")
    return exchange, refused


def of(told: Exchange, kind: type[Any]) -> list[Any]:
    """Everything of this kind that happened."""
    return [event for _, event in told.events if isinstance(event, kind)]


def filled(value: Any, told: Exchange) -> Any:
    """The body with its placeholders replaced by what happened."""
    match value:
        case PartyAt(position):
            return _parties(told)[position]
        case LatestAgreement():
            return of(told, AgreementReached)[-1].agreement_id
        case InvitationAt(position):
            issued = {event.party_id: event.invitation_id for event in of(told, InvitationIssued)}
            return issued[_parties(told)[position]]
        case Mapping():
            return {name: filled(part, told) for name, part in value.items()}
        case str() | Event() | datetime():
            return value
        case Sequence():
            return [filled(part, told) for part in value]
        case _:
            return value


def _parties(told: Exchange) -> list[str]:
    [registered] = of(told, CaseRegistered)
    return [party.party_id for party in registered.case.parties]
