"""Which events of other services, and of other cases, concern a case at the window, and what intake asks itself then. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import judicial_confirmation as court
from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.intake import CaseClosed, CaseReopened, CasesMerged, CaseUnmerged, DuplicateRejected, MembersLeft
from schemas.registry import wire_name
from schemas.values import Channel
from services.intake.domain.custody import CONFIRMING_CHANNEL
from services.intake.domain.heard_commands import (
    AbsorbDuplicate,
    HearChannelEvent,
    HearChildCase,
    HearDangerSigns,
    HearOfferAccepted,
    HearOfferReturned,
    RegisterChild,
    ReleaseDuplicate,
    UndoMerge,
)
from services.intake.domain.react_agencies import HEARD_AGENCIES
from services.intake.domain.react_documents import HEARD_DOCUMENTS
from services.intake.domain.react_network import HEARD_NETWORK
from services.intake.domain.react_petitions import HEARD_PETITIONS
from services.intake.domain.react_supervision import HEARD_SUPERVISION
from services.jurisdiction.told import Told

REPORTED_BY_MEDIATION: tuple[type[mediation.TrackEvent], ...] = (
    mediation.ConsentRequested,
    mediation.RightsNotified,
    mediation.MediationAccepted,
    mediation.AgreementEffective,
    mediation.PerformanceRecorded,
    mediation.BreachReported,
    mediation.MediationTerminated,
    mediation.FileArchived,
)
"""What the window keeps of a committee's round: what ends it, what went out to parties, and whether the word was kept."""

REPORTED_BY_COURT: tuple[type[court.AgreementEvent], ...] = (
    court.ApplicationFiled,
    court.ApplicationDocketed,
    court.ApplicationNotAccepted,
    court.ApplicationWithdrawn,
    court.TreatedAsWithdrawn,
    court.AgreementConfirmed,
    court.ApplicationDismissed,
    court.ConfirmationRevoked,
    court.ConfirmationChanged,
    court.EnforcementApplied,
    court.Enforced,
)
"""What the window keeps of the court's docket."""

Hearing = Callable[[Any, PublishedEvent], CommandBody | None]
Passing = Callable[[Any, PublishedEvent], tuple[str, CommandBody] | None]


def heard_acceptance(event: mediation.OfferAccepted, envelope: PublishedEvent) -> CommandBody:
    """A committee accepted: a request that custody move."""
    return HearOfferAccepted(
        **_when(event), channel=Channel.PEOPLE_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, body=event.body, handler=envelope.actor.user,
    )  # fmt: skip


def heard_return(event: mediation.OfferReturned, envelope: PublishedEvent) -> CommandBody:
    """A committee sent the offer back."""
    return HearOfferReturned(
        **_when(event), channel=Channel.PEOPLE_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, body=event.body, code=event.code, reason=event.reason,
    )  # fmt: skip


def heard_danger(event: mediation.DangerSignsSeen, envelope: PublishedEvent) -> CommandBody:
    """Signs of violence: the risk is HIGH."""
    return HearDangerSigns(**_when(event), channel=Channel.PEOPLE_MEDIATION, track_id=event.track_id, signs=event.signs)


def heard_report(event: mediation.TrackEvent, envelope: PublishedEvent) -> CommandBody:
    """Something a committee announced about its round."""
    return HearChannelEvent(
        **_when(event), channel=Channel.PEOPLE_MEDIATION, track_id=event.track_id,
        what=wire_name(type(event)), custody_number=event.custody_number, body=getattr(event, "body", None),
        partial=isinstance(event, mediation.AgreementEffective) and event.partial,
    )  # fmt: skip


def heard_court(event: court.AgreementEvent, envelope: PublishedEvent) -> CommandBody:
    """Something on the court's docket about an agreement of this case."""
    return HearChannelEvent(
        **_when(event), channel=CONFIRMING_CHANNEL, track_id=event.agreement_id, what=wire_name(type(event))
    )


def passed_merge(event: CasesMerged, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The other case is asked to take this one."""
    body = AbsorbDuplicate(
        **_when(event), duplicate=envelope.case_code, by_body=envelope.actor.organisation, reason=event.reason
    )
    return event.into, body


def passed_unmerge(event: CaseUnmerged, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The other case lets this one go."""
    return event.former_target, ReleaseDuplicate(**_when(event), duplicate=envelope.case_code, reason=event.reason)


def passed_members(event: MembersLeft, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The child case is registered."""
    body = RegisterChild(
        **_when(event), parent=envelope.case_code, case=event.case, body=event.body, handler=event.handler,
        first_handler=event.first_handler, requested_at=event.requested_at,
    )  # fmt: skip
    return event.child_case, body


def passed_end(event: CaseClosed | CaseReopened, envelope: PublishedEvent) -> tuple[str, CommandBody] | None:
    """The parent hears how its child ended, or that it goes on; nobody for a case without a parent."""
    if event.parent is None:
        return None
    result = event.result if isinstance(event, CaseClosed) else None
    body = HearChildCase(**_when(event), child=envelope.case_code, what=wire_name(type(event)), result=result)
    return event.parent, body


def passed_rejection(event: DuplicateRejected, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The duplicate hears that it was not taken."""
    return event.duplicate, UndoMerge(**_when(event), into=envelope.case_code, reason=event.reason)


HEARD: Mapping[tuple[str, type[Event]], Hearing] = {
    ("people_mediation", mediation.OfferAccepted): heard_acceptance,
    ("people_mediation", mediation.OfferReturned): heard_return,
    ("people_mediation", mediation.DangerSignsSeen): heard_danger,
    **{("people_mediation", event): heard_report for event in REPORTED_BY_MEDIATION},
    **{("judicial_confirmation", event): heard_court for event in REPORTED_BY_COURT},
    **HEARD_AGENCIES,
    **HEARD_DOCUMENTS,
    **HEARD_NETWORK,
    **HEARD_PETITIONS,
    **HEARD_SUPERVISION,
}
"""(source, event) -> what the same case hears."""

PASSED: Mapping[type[Event], Passing] = {
    CasesMerged: passed_merge,
    CaseUnmerged: passed_unmerge,
    DuplicateRejected: passed_rejection,
    MembersLeft: passed_members,
    CaseClosed: passed_end,
    CaseReopened: passed_end,
}
"""Intake's own events that another case hears: (its code, the command)."""


def _when(event: Event) -> Told:
    return Told(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)
