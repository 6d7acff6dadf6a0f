"""Objections to a confirmation, and what the same court makes of them (CPL-I 372)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import (
    ConfirmationChanged,
    ConfirmationRevoked,
    ObjectionFiled,
    ObjectionRejected,
    Objector,
)
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import (
    ChangeConfirmation,
    FileObjection,
    RejectObjection,
    RevokeConfirmation,
)
from services.judicial_confirmation.domain.enforcement_limit import time_to_enforce
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.irregularities import irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_court
from services.judicial_confirmation.domain.situations import Confirmed
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction import clock_book
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def file(state: State, command: Command[FileObjection], law: ConfirmationLaw) -> Answer:
    """An objection comes in at the court. A late one is recorded too: whether it counts is the court's decision."""
    found = _confirmed(state, command)
    if isinstance(found, Refused):
        return found
    agreement, confirmed = found
    body, objection_id = command.body, str(command.derived_id("objection"))
    if body.by is Objector.PARTY:
        clock = _party_in_time(state, command, agreement, confirmed)
    else:
        clock = _interested_person_in_time(state, command, law, objection_id)
    if isinstance(clock, Refused):
        return clock
    irregularities, clock_events = clock
    filed = ObjectionFiled(
        **told(command), irregularities=irregularities, agreement_id=agreement.agreement_id,
        application_id=confirmed.application.application_id, objection_id=objection_id, by=body.by, name=body.name,
        reason=body.reason,
    )  # fmt: skip
    return filed, *clock_events


def reject(state: State, command: Command[RejectObjection]) -> Answer:
    """The confirmation stands."""
    found = _confirmed(state, command)
    if isinstance(found, Refused):
        return found
    agreement, confirmed = found
    body = command.body
    if body.objection_id not in confirmed.open_objections:
        return refuse("objection_unknown", "objection_id")
    rejected = ObjectionRejected(
        **told(command), agreement_id=agreement.agreement_id, application_id=confirmed.application.application_id,
        objection_id=body.objection_id, reason=body.reason,
    )  # fmt: skip
    return (rejected,)


def revoke(state: State, command: Command[RevokeConfirmation]) -> Answer:
    """The confirmation is set aside; whatever ran on it loses its object."""
    found = _confirmed(state, command)
    if isinstance(found, Refused):
        return found
    agreement, confirmed = found
    body = command.body
    if body.objection_id is not None and body.objection_id not in confirmed.open_objections:
        return refuse("objection_unknown", "objection_id")
    if body.objection_id is None and not body.own_finding:
        return refuse("revocation_unfounded", "objection_id")
    application = confirmed.application
    revoked = ConfirmationRevoked(
        **told(command), agreement_id=agreement.agreement_id, application_id=application.application_id,
        court=application.court, reason=body.reason, objection_id=body.objection_id,
    )  # fmt: skip
    at = command.occurred_at
    return (
        revoked,
        *limits.moot(state.clocks, limits.ENFORCE, agreement.agreement_id, at, "确认裁定已撤销"),
        *_objection_times_end(state, command, agreement, confirmed, "确认裁定已撤销"),
    )


def change(state: State, command: Command[ChangeConfirmation], law: ConfirmationLaw) -> Answer:
    """A new ruling takes the place of the old one: it is served anew, and the time to object to the old one is over.

    Where it names another last day of performance, the two years of CPL 250 run from that day.
    """
    found = _confirmed(state, command)
    if isinstance(found, Refused):
        return found
    agreement, confirmed = found
    body, application = command.body, confirmed.application
    if body.objection_id not in confirmed.open_objections:
        return refuse("objection_unknown", "objection_id")
    changed = ConfirmationChanged(
        **told(command), agreement_id=agreement.agreement_id, application_id=application.application_id,
        court=application.court, objection_id=body.objection_id, change=body.change,
        last_performance_day=body.last_performance_day,
    )  # fmt: skip
    return (
        changed,
        *_objection_times_end(state, command, agreement, confirmed, "裁定已变更"),
        *_time_to_enforce_again(law, state, command, agreement),
    )


def _time_to_enforce_again(
    law: ConfirmationLaw, state: State, command: Command[ChangeConfirmation], agreement: Agreement
) -> tuple[Event, ...]:
    last_day = command.body.last_performance_day
    if last_day is None or last_day == agreement.last_performance_day:
        return ()
    former = limits.moot(state.clocks, limits.ENFORCE, agreement.agreement_id, command.occurred_at, "履行期限已变更")
    changed = agreement.model_copy(update={"last_performance_day": last_day})
    return *former, *time_to_enforce(law, state, changed, command)


def _confirmed(state: State, command: Command[AgreementCommand]) -> tuple[Agreement, Confirmed] | Refused:
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    if not isinstance(agreement.situation, Confirmed):
        return refuse("not_confirmed")
    return too_early(state, command, agreement.situation.since, "裁定确认") or (agreement, agreement.situation)


_Timing = tuple[tuple[Irregularity, ...], tuple[Event, ...]]


def _party_in_time(
    state: State, command: Command[FileObjection], agreement: Agreement, confirmed: Confirmed
) -> _Timing | Refused:
    """JC-5 runs from service on this very party; not yet served, a party cannot be late."""
    party_id = command.body.party_id
    if party_id is None or agreement.party(party_id) is None:
        return refuse("party_unknown", "party_id", party=party_id or "")
    subject = limits.service_subject(confirmed.application.application_id, party_id)
    late = limits.passed(state.clocks.latest(limits.PARTY_OBJECTION, subject), command)
    stopped = limits.stopped(state.clocks, limits.PARTY_OBJECTION, subject, command, "当事人提出异议")
    return ((irregular("objection_late"),) if late else ()), stopped


def _interested_person_in_time(
    state: State, command: Command[FileObjection], law: ConfirmationLaw, objection_id: str
) -> _Timing | Refused:
    """JC-6 is known only now, with the day of knowing: it begins in the past and ends at once. No day, no verdict."""
    knew_on = command.body.knew_on
    if knew_on is None:
        return (), ()
    if knew_on > limits.day_of(command.occurred_at):
        return refuse("knew_on_in_future", "knew_on")
    started = limits.started(
        law, state, limits.INTERESTED_OBJECTION, limits.start_of_day(knew_on), objection_id,
        assumed=command.body.occurred_at_assumed,
    )  # fmt: skip
    book = clock_book.evolve(state.clocks, started)
    late = limits.passed(book.latest(limits.INTERESTED_OBJECTION, objection_id), command)
    stopped = limits.stopped(book, limits.INTERESTED_OBJECTION, objection_id, command, "利害关系人提出异议")
    return ((irregular("objection_late"),) if late else ()), (started, *stopped)


def _objection_times_end(
    state: State, command: Command[AgreementCommand], agreement: Agreement, confirmed: Confirmed, why: str
) -> tuple[Event, ...]:
    subjects = (
        limits.service_subject(confirmed.application.application_id, party_id) for party_id in agreement.party_ids
    )
    return tuple(
        event
        for subject in subjects
        for event in limits.moot(state.clocks, limits.PARTY_OBJECTION, subject, command.occurred_at, why)
    )
