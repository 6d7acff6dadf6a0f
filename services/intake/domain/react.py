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
    RegisterChild,
    ReleaseDuplicate,
    UndoMerge,
)
from services.intake.domain.heard_rounds import Rounds
from services.intake.domain.react_agencies import HEARD_AGENCIES
from services.intake.domain.react_documents import HEARD_DOCUMENTS
from services.intake.domain.react_network import HEARD_NETWORK
from services.intake.domain.react_petitions import HEARD_PETITIONS
from services.intake.domain.react_supervision import HEARD_SUPERVISION
from services.jurisdiction.told import when

COMMITTEES = Rounds(Channel.PEOPLE_MEDIATION)

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


def heard_court(event: court.AgreementEvent, envelope: PublishedEvent) -> CommandBody:
    """Something on the court's docket about an agreement of this case."""
    return HearChannelEvent(
        **when(event), channel=CONFIRMING_CHANNEL, track_id=event.agreement_id, what=wire_name(type(event))
    )


def passed_merge(event: CasesMerged, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The other case is asked to take this one."""
    body = AbsorbDuplicate(
        **when(event), duplicate=envelope.case_code, by_body=envelope.actor.organisation, reason=event.reason
    )
    return event.into, body


def passed_unmerge(event: CaseUnmerged, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The other case lets this one go."""
    return event.former_target, ReleaseDuplicate(**when(event), duplicate=envelope.case_code, reason=event.reason)


def passed_members(event: MembersLeft, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The child case is registered."""
    body = RegisterChild(
        **when(event), parent=envelope.case_code, case=event.case, body=event.body, handler=event.handler,
        first_handler=event.first_handler, requested_at=event.requested_at,
    )  # fmt: skip
    return event.child_case, body


def passed_end(event: CaseClosed | CaseReopened, envelope: PublishedEvent) -> tuple[str, CommandBody] | None:
    """The parent hears how its child ended, or that it goes on; nobody for a case without a parent."""
    if event.parent is None:
        return None
    result = event.result if isinstance(event, CaseClosed) else None
    body = HearChildCase(**when(event), child=envelope.case_code, what=wire_name(type(event)), result=result)
    return event.parent, body


def passed_rejection(event: DuplicateRejected, envelope: PublishedEvent) -> tuple[str, CommandBody]:
    """The duplicate hears that it was not taken."""
    return event.duplicate, UndoMerge(**when(event), into=envelope.case_code, reason=event.reason)


HEARD: Mapping[tuple[str, type[Event]], Hearing] = {
    ("people_mediation", mediation.OfferAccepted): COMMITTEES.accepted,
    ("people_mediation", mediation.OfferReturned): COMMITTEES.returned,
    ("people_mediation", mediation.DangerSignsSeen): COMMITTEES.dangerous,
    **{("people_mediation", event): COMMITTEES.reported for event in REPORTED_BY_MEDIATION},
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
