"""From registration to the docket: how events move an application. Total: an event that does not fit changes nothing."""

from schemas.judicial_confirmation import (
    ApplicationDocketed,
    ApplicationFiled,
    ApplicationNotAccepted,
    ApplicationWithdrawn,
    SupplementReceived,
    SupplementRequested,
    TreatedAsWithdrawn,
    VerificationHeld,
)
from services.judicial_confirmation.domain.situations import (
    Application,
    Applied,
    Docketed,
    NotAccepted,
    Situation,
    Supplement,
    Withdrawn,
)


def filed(situation: Situation, event: ApplicationFiled) -> Situation:
    """One more court is asked."""
    before = situation.applications if isinstance(situation, Applied) else ()
    application = Application(application_id=event.application_id, court=event.court, filed_at=event.occurred_at)
    return Applied(since=event.occurred_at, applications=(*before, application))


def supplement_requested(situation: Situation, event: SupplementRequested) -> Situation:
    """The court waits for material."""
    return _awaiting(situation, event.application_id, Supplement(missing=event.missing, until=event.until))


def supplement_received(situation: Situation, event: SupplementReceived) -> Situation:
    """What came in is missing no more."""
    for application in _applications(situation):
        if application.application_id == event.application_id and application.awaiting is not None:
            missing = tuple(one for one in application.awaiting.missing if one not in event.materials)
            rest = application.awaiting.model_copy(update={"missing": missing}) if missing else None
            return _awaiting(situation, event.application_id, rest)
    return situation


def docketed(situation: Situation, event: ApplicationDocketed) -> Situation:
    """This court is competent now."""
    for application in _applications(situation):
        if application.application_id == event.application_id:
            return Docketed(since=event.occurred_at, application=application)
    return situation


def not_accepted(situation: Situation, event: ApplicationNotAccepted) -> Situation:
    """One court less; with none left the agreement stands as before the application."""
    if not isinstance(situation, Applied):
        return situation
    gone, rest = _split(situation, event.application_id)
    if rest:
        return Applied(since=situation.since, applications=rest)
    return NotAccepted(since=event.occurred_at, courts=tuple(one.court for one in gone))


def withdrawn(situation: Situation, event: ApplicationWithdrawn | TreatedAsWithdrawn) -> Situation:
    """The application is gone, and may be made again."""
    if isinstance(situation, Docketed):
        return Withdrawn(since=event.occurred_at, courts=(situation.application.court,))
    if not isinstance(situation, Applied):
        return situation
    gone, rest = _split(situation, event.application_id)
    if rest:
        return Applied(since=situation.since, applications=rest)
    return Withdrawn(since=event.occurred_at, courts=tuple(one.court for one in gone))


def verified(situation: Situation, event: VerificationHeld) -> Situation:
    """Both sides were summoned (CPL-I 356)."""
    return situation.model_copy(update={"verified": True}) if isinstance(situation, Docketed) else situation


def _applications(situation: Situation) -> tuple[Application, ...]:
    match situation:
        case Applied(applications=applications):
            return applications
        case Docketed(application=application):
            return (application,)
        case _:
            return ()


def _split(situation: Applied, application_id: str) -> tuple[tuple[Application, ...], tuple[Application, ...]]:
    gone = tuple(one for one in situation.applications if one.application_id == application_id)
    return gone, tuple(one for one in situation.applications if one.application_id != application_id)


def _awaiting(situation: Situation, application_id: str, supplement: Supplement | None) -> Situation:
    changed = tuple(
        one.model_copy(update={"awaiting": supplement}) if one.application_id == application_id else one
        for one in _applications(situation)
    )
    match situation:
        case Applied():
            return situation.model_copy(update={"applications": changed})
        case Docketed():
            return situation.model_copy(update={"application": changed[0]})
        case _:
            return situation
