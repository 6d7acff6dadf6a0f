"""Another way to a title that can be enforced: offered, recorded when chosen, never refused to a party (PML 3; domain.md 2.4)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import EnforceableWayChosen, EnforceableWayStepRecorded
from schemas.values import DisputeType
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.irregularities import irregular, not_for_this_dispute
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_filing, courts_of
from services.judicial_confirmation.domain.state import Agreement, State
from services.judicial_confirmation.domain.way_commands import ChooseEnforceableWay, RecordEnforceableWayStep
from services.jurisdiction.acts import not_found
from services.jurisdiction.enforceability import EnforceableWay
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def offered(law: ConfirmationLaw, dispute_type: DisputeType | None) -> tuple[str, ...]:
    """Codes of the ways that are told with an agreement on a dispute of this type."""
    return tuple(way.code for way in law.enforceability.offered(dispute_type))


def limits_to_choose(law: ConfirmationLaw, ways: tuple[str, ...]) -> tuple[str, ...]:
    """The limits, from the agreement's effect, within which these ways have to be chosen (LABR 74: LB-2)."""
    found = (law.enforceability.find(code) for code in ways)
    return tuple(way.within for way in found if way is not None and way.within is not None)


def choose(state: State, command: Command[ChooseEnforceableWay], law: ConfirmationLaw) -> Answer:
    """The parties chose; what speaks against the choice is shown to them and left to the body chosen."""
    agreement = _agreement(state, command)
    if isinstance(agreement, Refused):
        return agreement
    body = command.body
    way = law.enforceability.find(body.way)
    if way is None:
        return refuse("way_unknown", "way", way=body.way)
    unknown = [party_id for party_id in body.applicants if agreement.party(party_id) is None]
    if unknown:
        return refuse("party_unknown", "applicants", party="、".join(unknown))
    refused = too_early(state, command, limits.start_of_day(agreement.effective_on), "协议生效")
    if refused is not None:
        return refused
    choice_id = str(command.derived_id("choice"))
    chosen = EnforceableWayChosen(
        **told(command), irregularities=_doubts(state, command, agreement, way), agreement_id=agreement.agreement_id,
        choice_id=choice_id, way=way.code, applicants=body.applicants, asked_of=body.asked_of, reason=body.reason,
    )  # fmt: skip
    within = (
        limits.stopped(state.clocks, way.within, agreement.agreement_id, command, f"已申请{way.name_zh}")
        if way.within
        else ()
    )
    return chosen, *within, *_started(law, state, command, agreement, choice_id, way.starts)


def record_step(state: State, command: Command[RecordEnforceableWayStep], law: ConfirmationLaw) -> Answer:
    """A body outside did something: recorded as told, late or after the end as well."""
    agreement = _agreement(state, command)
    if isinstance(agreement, Refused):
        return agreement
    body = command.body
    choice = agreement.choices.get(body.choice_id)
    way = law.enforceability.find(choice.way) if choice is not None else None
    if choice is None or way is None:
        return refuse("choice_unknown", "choice_id")
    step = way.step(body.step)
    if step is None:
        return refuse("step_unknown", "step", step=body.step, way=way.name_zh)
    refused = too_early(state, command, choice.since, "选择这一途径")
    if refused is not None:
        return refused
    subject = _subject(agreement, body.choice_id)
    late = any(limits.passed(state.clocks.latest(limit, subject), command) for limit in step.ends)
    checks = (("way_step_late", late), ("way_closed_before", choice.closed))
    recorded = EnforceableWayStepRecorded(
        **told(command), irregularities=tuple(irregular(code) for code, holds in checks if holds),
        agreement_id=agreement.agreement_id, choice_id=body.choice_id, way=way.code, step=step.code,
        closes=step.closes, number=body.number, detail=body.detail,
    )  # fmt: skip
    ended = (
        event for limit in step.ends for event in limits.stopped(state.clocks, limit, subject, command, step.text_zh)
    )
    return recorded, *ended, *_started(law, state, command, agreement, body.choice_id, step.starts)


def _agreement(state: State, command: Command[AgreementCommand]) -> Agreement | Refused:
    known = state.agreements.get(command.body.agreement_id)
    return not_found() if known is None else agreement_for_filing(state, command, *courts_of(known))


def _doubts(
    state: State, command: Command[ChooseEnforceableWay], agreement: Agreement, way: EnforceableWay
) -> tuple[Irregularity, ...]:
    late = way.within is not None and limits.passed(state.clocks.latest(way.within, agreement.agreement_id), command)
    alone = way.joint and any(party_id not in command.body.applicants for party_id in agreement.party_ids)
    checks = (("way_chosen_late", late), ("way_not_joint", alone), ("already_performed", agreement.performed))
    found = tuple(irregular(code) for code, holds in checks if holds)
    fits = agreement.dispute_type is None or way.fits(agreement.dispute_type)
    return found if fits else (not_for_this_dispute(way.name_zh, way.source), *found)


def _started(
    law: ConfirmationLaw, state: State, command: Command[AgreementCommand], agreement: Agreement, choice_id: str,
    starting: tuple[str, ...],
) -> tuple[Event, ...]:  # fmt: skip
    """Each limit runs once on a way, however often a step is told."""
    subject, assumed = _subject(agreement, choice_id), command.body.occurred_at_assumed
    return tuple(
        limits.started(law, state, limit, command.occurred_at, subject, assumed=assumed)
        for limit in starting
        if state.clocks.latest(limit, subject) is None
    )


def _subject(agreement: Agreement, choice_id: str) -> str:
    """What the limits of a way are about: this choice for this agreement."""
    return f"{agreement.agreement_id}/{choice_id}"
