"""Enforcement of a confirmed agreement, and what is heard of its performance (CPL 206, 250; CPL-I 460)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import Enforced, EnforcementApplied, Noted, PerformanceNoted
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import (
    ApplyForEnforcement,
    EnforcementBasis,
    RecordEnforcement,
)
from services.judicial_confirmation.domain.courts import courts_named, people_court
from services.judicial_confirmation.domain.enforcement_limit import time_to_enforce
from services.judicial_confirmation.domain.filing_commands import NotePerformance, PerformanceReport
from services.judicial_confirmation.domain.irregularities import irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_filing, courts_of
from services.judicial_confirmation.domain.situations import Confirmed, Revoked
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction.acts import not_found
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def apply(state: State, command: Command[ApplyForEnforcement], law: ConfirmationLaw) -> Answer:
    """A party asks for enforcement at the issuing court or where the property is; JC-4 ends."""
    body = command.body
    known = state.agreements.get(body.agreement_id)
    if known is None:
        return not_found()
    agreement = agreement_for_filing(
        state, command, *courts_of(known), *courts_named(law, body.court, story=state.story)
    )
    if isinstance(agreement, Refused):
        return agreement
    confirmed = agreement.situation
    if not isinstance(confirmed, Confirmed):
        return refuse("not_confirmed")
    if agreement.party(body.by) is None:
        return refuse("party_unknown", "by", party=body.by)
    if law.organisation(body.court) is not None and people_court(law, body.court, story=state.story) is None:
        return refuse("not_a_people_court", "court", court=body.court)
    refused = too_early(state, command, confirmed.since, "裁定确认")
    if refused is not None:
        return refused
    applied = EnforcementApplied(
        **told(command), irregularities=_irregularities(state, command, agreement, confirmed),
        agreement_id=agreement.agreement_id, application_id=confirmed.application.application_id, by=body.by,
        court=body.court, what=body.what,
    )  # fmt: skip
    return applied, *limits.stopped(state.clocks, limits.ENFORCE, agreement.agreement_id, command, "申请执行")


def record(state: State, command: Command[RecordEnforcement]) -> Answer:
    """The court that enforces, or that ruled, reports what was done; after a revocation too, since it has happened."""
    known = state.agreements.get(command.body.agreement_id)
    if known is None:
        return not_found()
    ruled = known.situation
    if not isinstance(ruled, Confirmed | Revoked):
        return refuse("not_confirmed") if command.actor.organisation in courts_of(known) else not_found()
    if command.actor.organisation not in (ruled.application.court, ruled.enforcement_court):
        return not_found()
    if not ruled.enforcement_open:
        return refuse("enforcement_missing")
    confirmed_at = ruled.since if isinstance(ruled, Confirmed) else ruled.confirmed_at
    refused = too_early(state, command, confirmed_at, "裁定确认")
    if refused is not None:
        return refused
    is_revoked = isinstance(ruled, Revoked) and command.occurred_at >= ruled.since
    enforced = Enforced(
        **told(command), irregularities=(irregular("enforced_after_revocation"),) if is_revoked else (),
        agreement_id=known.agreement_id, application_id=ruled.application.application_id, what=command.body.what,
    )  # fmt: skip
    return (enforced,)


def note_performance(state: State, command: Command[NotePerformance], law: ConfirmationLaw) -> Answer:
    """What the mediation body saw of performance. All done: nothing is left to confirm or enforce."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    agreement = state.agreements.get(body.agreement_id)
    if agreement is None:
        reason = "没有登记过这份协议"
        return (Noted(occurred_at=command.occurred_at, source="people_mediation", what=body.what, reason=reason),)
    noted = PerformanceNoted(**told(command), agreement_id=agreement.agreement_id, what=body.what)
    if body.what is PerformanceReport.FULL:
        at, subject = command.occurred_at, agreement.agreement_id
        ended = (
            *limits.moot(state.clocks, limits.APPLY, subject, at, "协议已全部履行"),
            *limits.moot(state.clocks, limits.LABOUR_REVIEW, subject, at, "协议已全部履行"),
            *limits.moot(state.clocks, limits.ENFORCE, subject, at, "协议已全部履行"),
        )
        return noted, *ended
    if agreement.performed and isinstance(agreement.situation, Confirmed):
        unperformed = agreement.model_copy(update={"performed": False})
        return noted, *time_to_enforce(law, state, unperformed, command)
    return (noted,)


def _irregularities(
    state: State, command: Command[ApplyForEnforcement], agreement: Agreement, confirmed: Confirmed
) -> tuple[Irregularity, ...]:
    body = command.body
    elsewhere = body.basis is EnforcementBasis.ISSUING_COURT and body.court != confirmed.application.court
    checks = (
        ("enforcement_late", limits.passed(state.clocks.latest(limits.ENFORCE, agreement.agreement_id), command)),
        ("enforcement_court_not_competent", elsewhere),
        ("already_performed", agreement.performed),
    )
    return tuple(irregular(code) for code, holds in checks if holds)
