"""Per case: who was invited to rate which body, and what they answered, first and last."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from schemas import satisfaction
from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.jurisdiction.clock_calculation import SHANGHAI
from services.runtime.projection import Index, Section


class SatisfactionView:
    """One document per case; searched by rated body and month."""

    name = "satisfaction"
    version = 1
    sources: Sequence[str] = ("satisfaction",)
    indexes: Sequence[Index] = (Index((("satisfaction.rated_bodies", 1), ("satisfaction.months", 1))),)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {"invitations": {}, "not_reached": []}
        invitations = _answered(before["invitations"], event)
        not_reached = before["not_reached"]
        if isinstance(event, satisfaction.PartyNotReached):
            missed = {
                "rated_body": event.rated_body, "month": month_of(event.occurred_at), "persons": event.persons,
                "party_role": event.party_role.value,
            }  # fmt: skip
            not_reached = [*not_reached, missed]
        rows = [*invitations.values(), *not_reached]
        return {
            "invitations": invitations, "not_reached": not_reached,
            "rated_bodies": sorted({row["rated_body"] for row in rows}),
            "months": sorted({row["month"] for row in rows}),
        }  # fmt: skip


def invitations_after(events: Iterable[Event]) -> dict[str, Any]:
    """The invitations of a case after these events, by id."""
    invitations: dict[str, Any] = {}
    for event in events:
        invitations = _answered(invitations, event)
    return invitations


def month_of(moment: datetime) -> str:
    """The month in Asia/Shanghai, e.g. `2026-03`: that of the invitation, which is that of the closing."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m")


def _answered(invitations: dict[str, Any], event: Event) -> dict[str, Any]:
    """The invitations after `event`; an answer to an unknown invitation changes nothing."""
    match event:
        case satisfaction.InvitationIssued():
            invitation = {
                "party_id": event.party_id, "party_role": event.party_role.value, "rated_body": event.rated_body,
                "month": month_of(event.occurred_at), "story": event.story, "first": None, "last": None,
                "simulated": False, "cancelled": False,
            }  # fmt: skip
            return {**invitations, event.invitation_id: invitation}
        case satisfaction.RatingGiven():
            given = {"first": event.grade, "last": event.grade, "simulated": event.simulated}
            return _changed(invitations, event.invitation_id, given)
        case satisfaction.RatingChanged():
            before = invitations.get(event.invitation_id, {"simulated": False})
            simulated = before["simulated"] or event.simulated
            return _changed(invitations, event.invitation_id, {"last": event.grade, "simulated": simulated})
        case satisfaction.SurveyCancelled():
            return _changed(invitations, event.invitation_id, {"cancelled": True})
        case _:
            return invitations


def _changed(invitations: dict[str, Any], invitation_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    known = invitations.get(invitation_id)
    return invitations if known is None else {**invitations, invitation_id: {**known, **changes}}
