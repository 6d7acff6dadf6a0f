"""Rectifications after an event: each stays in one named situation."""

from schemas.satisfaction_rectification import (
    AppealDecided,
    RectificationClosed,
    RectificationEvent,
    RectificationNoted,
    RectificationOpened,
    RemedyDecided,
    ResultFedBack,
    ReviewAppealed,
    ReviewVerified,
)
from services.satisfaction.domain.situations import Appeal, ClosedMatter, Decided, FedBack, Verified
from services.satisfaction.domain.state import Rectification, State


def after(state: State, event: RectificationEvent) -> State:
    """The rectification of `event` after it; one that nobody opened changes nothing."""
    if isinstance(event, RectificationOpened):
        return _with(state, _opened(event))
    known = state.rectifications.get(event.rectification_id)
    return state if known is None else _with(state, _changed(known, event))


def _opened(event: RectificationOpened) -> Rectification:
    return Rectification(
        rectification_id=event.rectification_id, trigger=event.trigger, responsible_body=event.responsible_body,
        supervisor=event.supervisor, invitation_id=event.invitation_id, named=event.named, alert=event.alert,
    )  # fmt: skip


def _changed(known: Rectification, event: RectificationEvent) -> Rectification:
    match event:
        case ReviewVerified():
            return known.model_copy(update={"situation": Verified()})
        case RemedyDecided():
            return known.model_copy(update={"situation": Decided(remedy=event.remedy, due_on=event.due_on)})
        case ResultFedBack() if isinstance(known.situation, Decided):
            return known.model_copy(update={"situation": FedBack(remedy=known.situation.remedy)})
        case RectificationClosed():
            return known.model_copy(update={"situation": ClosedMatter()})
        case ReviewAppealed():
            return known.model_copy(update={"appeal": Appeal()})
        case AppealDecided():
            return known.model_copy(update={"appeal": Appeal(decided=True)})
        case RectificationNoted(what="appeal_undecided"):
            return known.model_copy(update={"appeal": Appeal(decided=True)})
        case _:
            return known


def _with(state: State, one: Rectification) -> State:
    return state.model_copy(update={"rectifications": {**state.rectifications, one.rectification_id: one}})
