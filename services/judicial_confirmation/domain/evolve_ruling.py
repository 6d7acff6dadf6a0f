"""From the ruling on: service, objections, revocation, enforcement. Total: an event that does not fit changes nothing."""

from schemas.judicial_confirmation import (
    AgreementConfirmed,
    ApplicationDismissed,
    ConfirmationChanged,
    ConfirmationRevoked,
    Enforced,
    EnforcementApplied,
    ObjectionFiled,
    ObjectionRejected,
    RulingServed,
)
from services.judicial_confirmation.domain.situations import Confirmed, Dismissed, Docketed, Revoked, Situation


def confirmed(situation: Situation, event: AgreementConfirmed) -> Situation:
    """A ruling in effect: valid and enforceable."""
    if not isinstance(situation, Docketed):
        return situation
    return Confirmed(since=event.occurred_at, application=situation.application)


def dismissed(situation: Situation, event: ApplicationDismissed) -> Situation:
    """A ruling in effect: no confirmation."""
    if not isinstance(situation, Docketed | Revoked):
        return situation
    return Dismissed(since=event.occurred_at, application=situation.application)


def served(situation: Situation, event: RulingServed) -> Situation:
    """One party less is waiting for the ruling; none where the service does not count."""
    if not isinstance(situation, Confirmed | Dismissed | Revoked) or not event.service.counts:
        return situation
    return situation.model_copy(update={"served": (*situation.served, event.party_id)})


def objected(situation: Situation, event: ObjectionFiled) -> Situation:
    """The court has an objection to decide on."""
    if not isinstance(situation, Confirmed):
        return situation
    return situation.model_copy(update={"open_objections": (*situation.open_objections, event.objection_id)})


def objection_rejected(situation: Situation, event: ObjectionRejected) -> Situation:
    """One objection less."""
    return _without(situation, event.objection_id)


def revoked(situation: Situation, event: ConfirmationRevoked) -> Situation:
    """No ruling on the application is in effect; objections have lost their object."""
    if not isinstance(situation, Confirmed):
        return situation
    return Revoked(
        since=event.occurred_at, confirmed_at=situation.since, application=situation.application,
        enforcement_court=situation.enforcement_court, enforcement_open=situation.enforcement_open,
    )  # fmt: skip


def changed(situation: Situation, event: ConfirmationChanged) -> Situation:
    """The changed ruling is in effect instead, and has been served on nobody yet."""
    if not isinstance(situation, Confirmed):
        return situation
    return _without(situation.model_copy(update={"served": (), "since": event.occurred_at}), event.objection_id)


def enforcement_applied(situation: Situation, event: EnforcementApplied) -> Situation:
    """A court is asked to enforce."""
    if not isinstance(situation, Confirmed):
        return situation
    return situation.model_copy(update={"enforcement_court": event.court, "enforcement_open": True})


def enforced(situation: Situation, event: Enforced) -> Situation:
    """Carried out."""
    if not isinstance(situation, Confirmed | Revoked):
        return situation
    return situation.model_copy(update={"enforcement_open": False})


def _without(situation: Situation, objection_id: str) -> Situation:
    if not isinstance(situation, Confirmed):
        return situation
    rest = tuple(one for one in situation.open_objections if one != objection_id)
    return situation.model_copy(update={"open_objections": rest})
