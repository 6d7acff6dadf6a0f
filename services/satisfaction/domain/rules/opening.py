"""What opens a rectification: a negative answer, an alert, and the window "办不成事" (domain.md section 5; SEED-W 7)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.command import Command, Refused
from schemas.satisfaction import RatingChanged, RatingGiven
from schemas.satisfaction_rectification import (
    RectificationNoted,
    RectificationOpened,
    Trigger,
    UnresolvedMatterReported,
)
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found
from services.jurisdiction.vocabulary import BodyKind
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rectification_commands import (
    OpenRectification,
    RecordUnresolvedMatter,
    ReportUnresolvedMatter,
)
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.state import Invitation, Rectification, State
from services.satisfaction.domain.validity import SERVICE

Answer = tuple[Event, ...] | Refused
RECTIFICATION = "SV-2"
NEGATIVE_TO = 2
"""2 and 1, 不满意 and 非常不满意, are bad reviews (domain.md section 5)."""


def after_answer(
    state: State,
    invitation: Invitation,
    rated: RatingGiven | RatingChanged,
    command: Command[Any],
    law: SatisfactionLaw,
) -> tuple[Event, ...]:
    """A bad review always leads to work; what the demonstration made up leads to none."""
    if rated.simulated:
        return ()
    earlier = [one for one in state.rectifications.values() if one.invitation_id == invitation.invitation_id]
    going_on = next((one for one in earlier if one.is_open), None)
    if going_on is not None:
        changed = RectificationNoted(
            occurred_at=rated.occurred_at, rectification_id=going_on.rectification_id, what="answer_changed"
        )
        return (changed,)
    if rated.grade > NEGATIVE_TO:
        return ()
    responsible, repeated = _whose(invitation, earlier, law)
    opened = RectificationOpened(
        occurred_at=rated.occurred_at, occurred_at_assumed=rated.occurred_at_assumed,
        rectification_id=str(command.derived_id("rectification")), trigger=Trigger.RATING, responsible_body=responsible,
        supervisor=_supervisor(responsible, law), invitation_id=invitation.invitation_id, named=rated.named,
        revisit=(rated.party_id,) if rated.named else (),
        comment=rated.comment, repeated=repeated,
    )  # fmt: skip
    return opened, _clock(state, opened, law)


def open_by_office(state: State, command: Command[OpenRectification], law: SatisfactionLaw) -> Answer:
    """A body opens one for itself or for a body below it, of a case that satisfaction knows."""
    body, actor = command.body, command.actor.organisation
    if not state.invitations and not state.not_reached:
        return not_found()
    rated = law.organisation(body.responsible_body)
    if rated is None:
        return refuse("body_unknown", "responsible_body")
    if actor != rated.id and not any(one.id == actor for one in law.ancestors(rated)):
        return not_found()
    if any(one.is_open and one.responsible_body == rated.id for one in state.rectifications.values()):
        return refuse("rectification_open")
    opened = RectificationOpened(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed,
        rectification_id=str(command.derived_id("rectification")), trigger=Trigger.ALERT, responsible_body=rated.id,
        supervisor=_supervisor(rated.id, law), alert=body.alert, reason=body.reason,
    )  # fmt: skip
    return opened, _clock(state, opened, law)


def report(
    state: State, command: Command[ReportUnresolvedMatter] | Command[RecordUnresolvedMatter], law: SatisfactionLaw
) -> Answer:
    """办不成事: goes to the body concerned, or where the person does not know one to the hub that stands highest."""
    body = command.body
    by_window = isinstance(body, RecordUnresolvedMatter)
    concerned = law.organisation(body.concerned_body) if body.concerned_body else _first_hub(law)
    if concerned is None:
        return refuse("body_unknown", "concerned_body")
    if state.reported:
        return refuse("matter_reported")
    told = UnresolvedMatterReported(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, concerned_body=body.concerned_body,
        what=body.what, name=body.name, contact=body.contact, related_case=body.related_case,
        received_via="counter" if by_window else "online",
        receiving_body=command.actor.organisation if by_window else None,
    )  # fmt: skip
    opened = RectificationOpened(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed,
        rectification_id=str(command.derived_id("rectification")), trigger=Trigger.UNRESOLVED_MATTER,
        responsible_body=concerned.id, supervisor=_supervisor(concerned.id, law), named=bool(body.contact),
        comment=body.what,
    )  # fmt: skip
    return told, opened, _clock(state, opened, law)


def _whose(invitation: Invitation, earlier: list[Rectification], law: SatisfactionLaw) -> tuple[str, bool]:
    """The rated body; after a rectification that did not help the body above it `[INF]`."""
    if not earlier:
        return invitation.rated_body, False
    last = earlier[-1].responsible_body
    return _supervisor(last, law) or last, True


def _supervisor(body: str, law: SatisfactionLaw) -> str | None:
    above = law.supervisor(body)
    return above.id if above else None


def _first_hub(law: SatisfactionLaw) -> Any:
    """The hub that stands highest in the profile, in the order of its file."""
    hubs = [body for body in law.organisations.by_id.values() if body.kind is BodyKind.HUB_CENTER]
    return max(hubs, key=lambda hub: hub.tier.rank, default=None)


def _clock(state: State, opened: RectificationOpened, law: SatisfactionLaw) -> ClockStarted:
    return started(
        state, RECTIFICATION, opened.rectification_id, opened.occurred_at, law, assumed=opened.occurred_at_assumed
    )


def started(state: State, limit: str, rectification_id: str, at: datetime, law: SatisfactionLaw, *, assumed: bool) -> ClockStarted:  # fmt: skip
    """A clock of a rectification begins."""
    return clock_book.start(law, state.case_code, SERVICE, limit, at, subject=rectification_id, assumed=assumed)
