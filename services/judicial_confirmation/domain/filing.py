"""An agreement becomes known, and the parties apply for its confirmation (CPL 205; CPL-I 351-354)."""

from datetime import datetime
from typing import Any

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import AgreementRegistered, ApplicationFiled, Noted, PartyReplaced
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.applicants import joint_application
from services.judicial_confirmation.domain.courts import competence_doubt, courts_named, origin_doubts, people_court
from services.judicial_confirmation.domain.enforceable_ways import limits_to_choose, offered
from services.judicial_confirmation.domain.filing_commands import (
    ApplyForConfirmation,
    RegisterAgreement,
    RegisterAgreementFromParties,
    ReplaceParty,
)
from services.judicial_confirmation.domain.grounds import ground_to_decline
from services.judicial_confirmation.domain.irregularities import concern, irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.materials import lacking
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_filing, application_at
from services.judicial_confirmation.domain.situations import Confirmed, Dismissed, Docketed, Revoked
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction.acts import not_found
from services.jurisdiction.roles import Role
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def register(state: State, command: Command[RegisterAgreement], law: ConfirmationLaw) -> Answer:
    """An agreement took effect at a mediation body: JC-1 begins. What is known already changes nothing."""
    body = command.body
    if not command.actor.is_system:
        return not_found()
    if body.agreement_id in state.agreements or _same_agreement(state, body):
        reason = "这份协议已经登记"
        return (Noted(occurred_at=command.occurred_at, source=body.channel, what="agreement_effective", reason=reason),)
    registered = AgreementRegistered(
        **told(command), agreement_id=body.agreement_id, number=body.number, form=body.form,
        mediation_body=body.mediation_body, channel=body.channel, court_invited=body.court_invited,
        effective_on=limits.day_of(body.effective_at), parties=body.parties, terms=body.terms, story=body.story,
        other_mediation_bodies=body.other_mediation_bodies, dispute_type=body.dispute_type,
        ways_offered=offered(law, body.dispute_type),
    )  # fmt: skip
    return registered, *_times(law, state, command, registered, body.effective_at)


def register_from_parties(state: State, command: Command[RegisterAgreementFromParties], law: ConfirmationLaw) -> Answer:
    """The court enters an agreement that the parties bring: no channel of ours has told of it."""
    body = command.body
    if people_court(law, command.actor.organisation, story=body.story or state.story) is None:
        return not_found()
    if body.story and Role.DEMONSTRATOR not in command.actor.roles:
        return refuse("story_needs_demonstrator", "story")
    if _same_agreement(state, body):
        return refuse("already_registered", "number")
    effective_at = limits.start_of_day(body.effective_on)
    if limits.day_of(command.occurred_at) < body.effective_on:
        return refuse("occurred_before_previous_act", "effective_on", previous="协议生效")
    agreement_id = str(command.derived_id("agreement"))
    registered = AgreementRegistered(
        **told(command), agreement_id=agreement_id, number=body.number, form=body.form,
        mediation_body=body.mediation_body, channel=body.channel, court_invited=body.court_invited,
        effective_on=body.effective_on, parties=body.parties, terms=body.terms, story=body.story,
        learned_from_parties=True, other_mediation_bodies=body.other_mediation_bodies, dispute_type=body.dispute_type,
        ways_offered=offered(law, body.dispute_type),
    )  # fmt: skip
    return registered, *_times(law, state, command, registered, effective_at)


def replace_party(command: Command[ReplaceParty]) -> Answer:
    """A party has a successor. It may be heard before the agreement itself: the sources are not ordered."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    return (PartyReplaced(**told(command), former_party_id=body.former_party_id, successor=body.successor),)


def apply(state: State, command: Command[ApplyForConfirmation], law: ConfirmationLaw) -> Answer:
    """A joint application at a court; JC-1 ends and the court's three days begin."""
    body = command.body
    agreement = agreement_for_filing(state, command, *courts_named(law, body.court, story=state.story))
    if isinstance(agreement, Refused):
        return agreement
    refused = _not_now(agreement, body.court) or _before_effect(state, command, agreement)
    refused = refused or joint_application(agreement, body)
    if refused is not None:
        return refused
    irregularities = _irregularities(state, agreement, command, law)
    if isinstance(irregularities, Refused):
        return irregularities
    application_id = str(command.derived_id("application"))
    filed = ApplicationFiled(
        **told(command), irregularities=irregularities, agreement_id=agreement.agreement_id,
        application_id=application_id, court=body.court,
        applicants=tuple(applicant.party_id for applicant in body.applicants),
        represented_by=tuple(
            applicant.agent.name if applicant.agent else applicant.agent_id
            for applicant in body.applicants
            if applicant.agent or applicant.agent_id
        ),
        jurisdiction_basis=body.jurisdiction_basis, late_reason=body.late_reason, materials=body.materials,
        orally=body.orally,
    )  # fmt: skip
    return (
        filed,
        *limits.stopped(state.clocks, limits.APPLY, agreement.agreement_id, command, "双方共同申请司法确认"),
        limits.started(
            law, state, limits.ACCEPT, command.occurred_at, application_id, assumed=body.occurred_at_assumed
        ),
    )


def _times(
    law: ConfirmationLaw, state: State, command: Command[Any], registered: AgreementRegistered, effective_at: datetime
) -> tuple[Event, ...]:
    """JC-1 runs from the effect of any agreement, oral ones included: CPL 205 and PML 33 make no difference.

    With it run the limits within which another way has to be chosen.
    """
    assumed, subject = command.body.occurred_at_assumed, registered.agreement_id
    names = (limits.APPLY, *limits_to_choose(law, registered.ways_offered))
    return tuple(limits.started(law, state, name, effective_at, subject, assumed=assumed) for name in names)


def _same_agreement(state: State, body: RegisterAgreement | RegisterAgreementFromParties) -> bool:
    """The same number of the same body is the same agreement, whoever told of it first."""
    return bool(body.number) and any(
        known.number == body.number and known.mediation_body == body.mediation_body
        for known in state.agreements.values()
    )


def _not_now(agreement: Agreement, court: str) -> Refused | None:
    match agreement.situation:
        case Confirmed() | Dismissed() | Revoked():
            return refuse("already_ruled")
        case Docketed():
            return refuse("already_docketed")
        case _:
            return refuse("already_applied_here", "court") if application_at(agreement, court) else None


def _before_effect(state: State, command: Command[ApplyForConfirmation], agreement: Agreement) -> Refused | None:
    return too_early(state, command, limits.start_of_day(agreement.effective_on), "协议生效")


def _irregularities(
    state: State, agreement: Agreement, command: Command[ApplyForConfirmation], law: ConfirmationLaw
) -> tuple[Irregularity, ...] | Refused:
    """What the window sees and the court decides on; a wrong word or a missing reason is put right at the window."""
    body, found = command.body, list[Irregularity]()
    court = people_court(law, body.court, story=state.story)
    if court is None:
        return refuse("not_a_people_court", "court", court=body.court)
    if limits.passed(state.clocks.latest(limits.APPLY, agreement.agreement_id), command):
        if not body.late_reason.strip():
            return refuse("late_reason_missing", "late_reason")
        found.append(irregular("application_late"))
    found += [irregular(code) for code in (*lacking(agreement, body), *origin_doubts(law, agreement))]
    doubt = competence_doubt(law, agreement, court, body.jurisdiction_basis, limits.day_of(command.occurred_at))
    if doubt is not None:
        found.append(irregular(doubt))
    for code in dict.fromkeys(body.concerns):
        ground = ground_to_decline(law, code)
        if ground is None:
            return refuse("ground_unknown", "concerns", ground=code, source="CPL-I 355")
        found.append(concern(ground.code, ground.text_zh))
    return tuple(found)
