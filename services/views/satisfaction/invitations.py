"""The invitations of a case: who was asked about which body, and the first and the last answer of each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from schemas import satisfaction
from schemas.base import Event
from services.jurisdiction.clock_calculation import SHANGHAI

Invitations = dict[str, Any]
"""By id: party, role, body, month, channel, dispute type, result, story, `first` and `last` grade (None unanswered),
simulated, cancelled, marked, set_aside, after_rectification."""


def invitations_after(events: Iterable[Event]) -> Invitations:
    """The invitations of a case after these events, by id."""
    invitations: Invitations = {}
    for event in events:
        invitations = answered(invitations, event)
    return invitations


def month_of(moment: datetime) -> str:
    """The month in Asia/Shanghai, e.g. `2026-03`: that of the invitation, which is that of the closing."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m")


def answered(invitations: Invitations, event: Event) -> Invitations:
    """The invitations after `event`; an answer to an unknown invitation changes nothing."""
    match event:
        case satisfaction.InvitationIssued():
            return {**invitations, event.invitation_id: _issued(event)}
        case satisfaction.RatingGiven():
            told = {"first": event.grade, "last": event.grade, "simulated": event.simulated, "cancelled": False}
            return _changed(invitations, event.invitation_id, told)
        case satisfaction.RatingChanged():
            before = invitations.get(event.invitation_id, {"simulated": False, "after_rectification": False})
            told = {
                "last": event.grade, "simulated": before["simulated"] or event.simulated,
                "after_rectification": before["after_rectification"] or event.after_rectification,
            }  # fmt: skip
            return _changed(invitations, event.invitation_id, told)
        case satisfaction.SurveyCancelled():
            return _changed(invitations, event.invitation_id, {"cancelled": True})
        case satisfaction.RatingMarked():
            return _changed(invitations, event.invitation_id, {"marked": True})
        case satisfaction.RatingSetAside():
            return _changed(invitations, event.invitation_id, {"set_aside": True})
        case _:
            return invitations


def _issued(event: satisfaction.InvitationIssued) -> dict[str, Any]:
    return {
        "party_id": event.party_id, "party_role": event.party_role.value, "rated_body": event.rated_body,
        "month": month_of(event.occurred_at), "channel": event.channel.value if event.channel else None,
        "dispute_type": event.dispute_type.value, "result": event.result, "story": event.story, "first": None, "last": None,
        "simulated": False, "cancelled": False, "marked": False, "set_aside": False, "after_rectification": False,
    }  # fmt: skip


def _changed(invitations: Invitations, invitation_id: str, changes: dict[str, Any]) -> Invitations:
    known = invitations.get(invitation_id)
    return invitations if known is None else {**invitations, invitation_id: {**known, **changes}}
