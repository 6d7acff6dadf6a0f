"""Matters to be put right (好差评整改): whose they are, where each stands, whether an appeal waits (domain.md section 5)."""

from typing import Any

from schemas import satisfaction_rectification as rectification
from schemas.base import Event

Rectifications = dict[str, Any]
"""`matters` by id: body, supervisor, trigger, stage (opened, verified, decided, fed_back, closed), since, opened_at, `appeal`
(none, pending, decided), due_on, named, repeated, end; `bodies` that have to do with one. None before the first."""

_STAGES: dict[type[Event], str] = {
    rectification.ReviewVerified: "verified",
    rectification.RemedyDecided: "decided",
    rectification.ResultFedBack: "fed_back",
    rectification.RectificationClosed: "closed",
}


def fold(known: Rectifications | None, event: Event) -> Rectifications | None:
    """The matters after `event`; None while there is none."""
    if isinstance(event, rectification.RectificationOpened):
        return _opened(known or {"matters": {}, "bodies": []}, event)
    if known is None or not isinstance(event, rectification.RectificationEvent):
        return known
    matter = known["matters"].get(event.rectification_id)
    if matter is None:
        return known
    changed = {**matter, **_changes(event)}
    return {**known, "matters": {**known["matters"], event.rectification_id: changed}}


def put_right(known: Rectifications | None) -> dict[str, list[str]]:
    """What a case is searched by: bodies and supervisors of matters that are open (`put_right`), or closed (`put_right_before`)."""
    told: dict[str, Rectifications] = (known or {"matters": {}})["matters"]
    found: dict[str, set[str]] = {"put_right": set(), "put_right_before": set()}
    for matter in told.values():
        name = "put_right_before" if matter["stage"] == "closed" else "put_right"
        found[name] |= {body for body in (matter["body"], matter["supervisor"]) if body}
    return {name: sorted(bodies) for name, bodies in found.items() if bodies}


def _opened(known: Rectifications, event: rectification.RectificationOpened) -> Rectifications:
    at = event.occurred_at.isoformat()
    matter = {
        "body": event.responsible_body, "supervisor": event.supervisor, "trigger": event.trigger.value, "stage": "opened",
        "since": at, "opened_at": at, "appeal": "none", "due_on": None, "named": event.named, "repeated": event.repeated,
        "end": None,
    }  # fmt: skip
    bodies = [body for body in (event.responsible_body, event.supervisor) if body and body not in known["bodies"]]
    return {
        "matters": {**known["matters"], event.rectification_id: matter},
        "bodies": [*known["bodies"], *bodies],
    }


def _changes(event: rectification.RectificationEvent) -> Rectifications:
    stage = _STAGES.get(type(event))
    moved = {"stage": stage, "since": event.occurred_at.isoformat()} if stage else {}
    match event:
        case rectification.RemedyDecided():
            return {**moved, "due_on": str(event.due_on) if event.due_on else None}
        case rectification.ReviewAppealed():
            return {"appeal": "pending", "since": event.occurred_at.isoformat()}
        case rectification.AppealDecided() | rectification.RectificationNoted(what="appeal_undecided"):
            return {"appeal": "decided", "since": event.occurred_at.isoformat()}
        case rectification.RectificationClosed():
            return {**moved, "end": event.end.value}
        case _:
            return moved
