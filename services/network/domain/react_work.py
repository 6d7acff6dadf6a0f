"""Who works on how much: what rounds of mediation tell about their mediators, for the register of their body. Pure.

Bodies of the demonstration have no register: a played case asks nobody's load.
"""

from typing import Any

from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.identity import body_key
from schemas.network import ReleaseReason
from schemas.registry import wire_name
from services.jurisdiction.demonstration import demonstration_by_id
from services.network.domain.commands import CountWork, HearRecusal, ReleaseWork

Work = tuple[str, CountWork | ReleaseWork]
"""The register's key and the command for it."""


def work_began(event: mediation.MediatorAssigned, published: PublishedEvent) -> Work | None:
    """A mediator was assigned by the body that has the round."""
    body = published.actor.organisation
    if demonstration_by_id(body) is not None:
        return None
    return body_key(body), CountWork(
        **_about(event, published, body), mediator=event.mediator, source=published.service
    )


def mediator_stepped_aside(event: mediation.MediatorRecused, published: PublishedEvent) -> Work | None:
    """Somebody else works on it from now on."""
    return _released(event, published, published.actor.organisation, ReleaseReason.RECUSED, event.mediator)


def round_agreed(event: mediation.AgreementEffective, published: PublishedEvent) -> Work | None:
    """The whole dispute is settled; a partial agreement lets the rest go on."""
    return None if event.partial else _released(event, published, event.body, ReleaseReason.AGREED)


def round_terminated(event: mediation.MediationTerminated, published: PublishedEvent) -> Work | None:
    """The round ended without full agreement."""
    return _released(event, published, event.body, ReleaseReason.TERMINATED)


def round_lost(event: mediation.CustodyLost, published: PublishedEvent) -> Work | None:
    """The case is held elsewhere."""
    return _released(event, published, event.body, ReleaseReason.CUSTODY_LOST)


def recused_in_case(event: mediation.MediatorRecused, published: PublishedEvent) -> HearRecusal | None:
    """Who stepped aside in people's mediation is not proposed for the same case again."""
    if demonstration_by_id(published.actor.organisation) is not None:
        return None
    return HearRecusal(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, mediator=event.mediator,
        source=published.service,
    )  # fmt: skip


def _released(
    event: mediation.TrackEvent,
    published: PublishedEvent,
    body: str,
    why: ReleaseReason,
    mediator: str | None = None,
) -> Work | None:
    if demonstration_by_id(body) is not None:
        return None
    return body_key(body), ReleaseWork(**_about(event, published, body), mediator=mediator, why=why)


def _about(event: mediation.TrackEvent, published: PublishedEvent, body: str) -> dict[str, Any]:
    told: Event = event
    return {
        "occurred_at": told.occurred_at, "occurred_at_assumed": told.occurred_at_assumed, "body": body,
        "about": published.case_code, "track_id": event.track_id, "what": wire_name(type(event)),
    }  # fmt: skip
