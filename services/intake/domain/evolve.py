"""A case after an event. Never asks the law, the clock or anybody; keeps what the events say."""

from datetime import date

from schemas.base import Event
from schemas.identity import track_id
from schemas.intake import (
    BodiesTold,
    CaseClosed,
    CaseRegistered,
    CaseReopened,
    CaseSealed,
    CasesMerged,
    CaseSummary,
    CaseUnmerged,
    CaseVoided,
    ChannelReported,
    CustodianDesignated,
    CustodyMoved,
    CustodyOffered,
    DesignationRequested,
    DuplicateAbsorbed,
    DuplicateReleased,
    EntryCorrected,
    GroupCaseOpened,
    GroupCaseReported,
    MembersLeft,
    ReferredOutside,
    RepeatLinked,
    RiskRaised,
    RouteRecommended,
    WithdrawalAnswered,
    WithdrawalDeclared,
    WorkReassigned,
)
from services.intake.domain.custody import CONFIRMING_CHANNEL, Custody, DesignationWaiting, Holding
from services.intake.domain.evolve_custody import evolve_custody
from services.intake.domain.evolve_supervision import evolve_supervision
from services.intake.domain.people import evolve_people
from services.intake.domain.state import (
    CaseFile,
    Closed,
    GroupStanding,
    Merged,
    Notice,
    NoticeKind,
    Open,
    State,
    Unregistered,
    Voided,
)
from services.jurisdiction import clock_book, clock_fold
from services.jurisdiction.party_links import links_after

Registered = Open | Closed | Merged | Voided

_REPORTED_NOTICES = {
    "consent_requested": NoticeKind.CONSENT_REQUESTED,
    "rights_notified": NoticeKind.RIGHTS_NOTIFIED,
    "mediation_terminated": NoticeKind.ROUTES_TOLD,
}
COURT_DECISIONS = (
    "agreement_confirmed", "application_dismissed", "application_not_accepted", "application_withdrawn",
    "treated_as_withdrawn", "confirmation_revoked",
)  # fmt: skip
"""What the court or the applicants decided about a confirmation; everything else of the court is only noted."""


def evolve(state: State, event: Event) -> State:
    """The state after `event`."""
    if isinstance(state, Unregistered):
        return _unregistered(state, event)
    return _situation(_file(state, event), event)


def _unregistered(state: Unregistered, event: Event) -> State:
    match event:
        case CaseRegistered():
            return _registered(state, event)
        case BodiesTold():
            return state.model_copy(update={"asked_about": _asked_about(state.asked_about, event)})
        case _:
            return state


def _asked_about(bodies: tuple[str, ...], event: BodiesTold) -> tuple[str, ...]:
    """Whoever has to do with the case was told so; about anybody else it is told again when it joins."""
    others = tuple(body for body in bodies if body != event.asked_for)
    return others if event.asked_for in event.bodies else (*others, event.asked_for)


def _registered(state: Unregistered, event: CaseRegistered) -> Open:
    holding = Holding(
        number=event.custody_number, body=event.registering_body, since=event.occurred_at,
        track_id=track_id(state.case_code, event.custody_number),
    )  # fmt: skip
    return Open(
        case_code=state.case_code, registering_body=event.registering_body, first_handler=event.first_handler,
        handler=event.handler, parent=event.parent, requested_at=event.requested_at, registered_at=event.occurred_at, registered_at_assumed=event.occurred_at_assumed,
        case=event.case, custody=Custody(holdings=(holding,), last_number=event.custody_number),
        facts=event.route_facts, requested_on=requested_on(event), asked_about=state.asked_about,
    )  # fmt: skip


def requested_on(event: CaseRegistered) -> date | None:
    """The day on which somebody asked for help (LIM 12): that of the parent for members of a group."""
    if event.own_motion or event.occurred_at_assumed:
        return None
    return clock_fold.day_of(event.requested_at or event.occurred_at)


def _situation(file: Registered, event: Event) -> State:
    match event:
        case CaseClosed(result=result):
            return Closed(**_fields(file), result=result)
        case CaseVoided():
            return Voided(**_fields(file))
        case CasesMerged(into=into):
            return Merged(**_fields(file), into=into)
        case CaseReopened() | CaseUnmerged():
            return Open(**_fields(file))
        case _:
            return file


def _file(file: Registered, event: Event) -> Registered:
    """What the file keeps, whatever situation the case is in."""
    case = event.case if isinstance(event, EntryCorrected) else evolve_people(file.case, event)
    changes: dict[str, object] = {
        "case": _graded(case, event),
        "custody": evolve_custody(file.custody, file.case_code, event),
        "clocks": clock_book.evolve(file.clocks, event),
        "supervision": evolve_supervision(file.supervision, event),
        "notices": (*file.notices, *_notices(event)),
        "links": links_after(file.links, event),
        **_entries(file, event),
    }
    return file.model_copy(update=changes)


def _graded(case: CaseSummary, event: Event) -> CaseSummary:
    match event:
        case RiskRaised(risk=risk):
            return case.model_copy(update={"risk": risk})
        case CaseSealed(accused=accused):
            return case.model_copy(update={"sealed": True, "accused": accused})
        case _:
            return case


def _entries(file: CaseFile, event: Event) -> dict[str, object]:
    match event:
        case EntryCorrected(registered_at=moment) if moment is not None:
            return {"registered_at": moment, "registered_at_assumed": event.occurred_at_assumed}
        case RepeatLinked(repeat_of=code):
            return {"repeat_of": (*file.repeat_of, code)}
        case DuplicateAbsorbed(duplicate=code):
            return {"duplicates": (*file.duplicates, code)}
        case DuplicateReleased(duplicate=code):
            return {"duplicates": tuple(other for other in file.duplicates if other != code)}
        case RouteRecommended(channel=channel, row=row, route_facts=facts):
            return {"recommended": channel, "recommended_row": row, "facts": facts or file.facts}
        case WithdrawalDeclared():
            return {"withdrawal_declared": True}
        case BodiesTold():
            return {"asked_about": _asked_about(file.asked_about, event)}
        case CaseReopened() | WithdrawalAnswered():
            return {"withdrawal_declared": False}
        case WorkReassigned(to_user=user):
            return {"handler": user}
        case CustodyMoved(handler=handler):
            return {"handler": handler, "designation": None}
        case GroupCaseOpened():
            return {"group": _group(event)}
        case GroupCaseReported() if file.group is not None:
            return {"group": file.group.model_copy(update={"reported": True})}
        case MembersLeft(child_case=child):
            return {"children": (*file.children, child)}
        case DesignationRequested():
            return {"designation": _waiting(event)}
        case CustodianDesignated() | CaseClosed() | CaseVoided() | CasesMerged():
            return {"designation": None}
        case ChannelReported(channel=channel, track_id=agreement, what=what) if (
            channel is CONFIRMING_CHANNEL and what in COURT_DECISIONS
        ):
            return {"confirmations": {**file.confirmations, agreement: what}}
        case _:
            return {}


def _group(event: GroupCaseOpened) -> GroupStanding:
    return GroupStanding(opened_at=event.occurred_at, lead_body=event.lead_body, report_to=event.report_to)


def _waiting(event: DesignationRequested) -> DesignationWaiting:
    return DesignationWaiting(
        bodies=event.bodies, ground=event.ground, request_id=event.request_id, superior=event.superior,
        by_body=event.by_body, requested_at=event.occurred_at,
    )  # fmt: skip


def _notices(event: Event) -> tuple[Notice, ...]:
    match event:
        case CustodyOffered(to_body=to):
            return (Notice(kind=NoticeKind.OFFERED, at=event.occurred_at, to=to),)
        case ReferredOutside(body=to):
            return (Notice(kind=NoticeKind.REFERRED_OUTSIDE, at=event.occurred_at, to=to),)
        case CaseClosed(story=False):
            return (Notice(kind=NoticeKind.SURVEYED, at=event.occurred_at),)
        case ChannelReported(what=what) if what in _REPORTED_NOTICES:
            return (Notice(kind=_REPORTED_NOTICES[what], at=event.occurred_at),)
        case _:
            return ()


def _fields(file: CaseFile) -> dict[str, object]:
    return {name: getattr(file, name) for name in CaseFile.model_fields}
