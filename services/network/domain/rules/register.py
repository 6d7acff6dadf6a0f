"""The register: bodies, committees, mediators, trainings (PML 8, 9), and the load heard from every channel of mediation."""

from datetime import date, timedelta
from typing import Any

from schemas.command import Command, Refused
from schemas.network import (
    BodyRegistered,
    CommitteeComposed,
    LoadNoted,
    MediatorEngaged,
    MediatorLeft,
    MediatorRegistered,
    MediatorReleased,
    MediatorTrained,
)
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.network_known import register_of, term_end
from services.jurisdiction.network_register import Mediator, Register
from services.network.domain.answers import Answer, told
from services.network.domain.commands import (
    ComposeCommittee,
    CountWork,
    RecordTraining,
    RegisterBody,
    RegisterMediator,
    ReleaseWork,
    RemoveMediator,
)
from services.network.domain.state import CaseState


def register_body(state: CaseState, command: Command[RegisterBody], law: Law) -> Answer:
    """What the body can do, from now on as entered and no longer as the profile said."""
    body = command.body
    unknown = [court for court in body.invited_by if law.organisation(court) is None]
    if unknown:
        return Refused(
            "unknown_court", "没有这个法院，请从机构名录中选择。", "invited_by", parameters={"bodies": unknown}
        )
    fields = body.model_dump(include={"dispute_types", "languages", "invited_by", "approval", "conditions_met"})
    return (BodyRegistered(**told(command), body=body.body, multi_ethnic=body.multi_ethnic, **fields),)


def compose_committee(state: CaseState, command: Command[ComposeCommittee], law: Law) -> Answer:
    """A fact of the committee's election, as numbers; what is lacking shows in the gap report."""
    body = command.body
    if max(body.women, body.minority_members) > body.members:
        return Refused("more_than_members", "女性委员、少数民族委员人数不能多于委员总数。", "members", "PML 8")
    if refused := _future(body.term_began_on, command):
        return refused
    return (
        CommitteeComposed(
            **told(command), body=body.body, members=body.members, women=body.women,
            minority_members=body.minority_members, term_began_on=body.term_began_on,
            term_ends_on=term_end(law, body.term_began_on),
        ),
    )  # fmt: skip


def register_mediator(state: CaseState, command: Command[RegisterMediator], law: Law) -> Answer:
    """An office with a number of this body; its term is the law's (PML 9)."""
    body = command.body
    if not body.mediator.endswith(f".{body.body}"):
        sentence = f"调解员编号应以机构编号结尾，例如 mediator-1.{body.body}；只登记岗位，不登记姓名。"
        return Refused("mediator_of_other_body", sentence, "mediator")
    if refused := _future(body.term_began_on, command):
        return refused
    entered = body.model_dump(exclude={"occurred_at", "occurred_at_assumed"})
    return (MediatorRegistered(**told(command), **entered, term_ends_on=term_end(law, body.term_began_on)),)


def remove_mediator(state: CaseState, command: Command[RemoveMediator], law: Law) -> Answer:
    """Nobody with open rounds leaves: they are handed to somebody else first."""
    body = command.body
    register = register_of(state.body_register, body.body, law)
    if refused := _unknown(register, body.mediator):
        return refused
    if load := register.load_of(body.mediator):
        return Refused(
            "mediator_has_rounds", "该调解员还有在办的调解，请先更换调解员。", "mediator", parameters={"load": load}
        )  # fmt: skip
    return (MediatorLeft(**told(command), body=body.body, mediator=body.mediator, reason=body.reason),)


def record_training(state: CaseState, command: Command[RecordTraining], law: Law) -> Answer:
    """A fact."""
    body = command.body
    register = register_of(state.body_register, body.body, law)
    if refused := _unknown(register, body.mediator) or _future(body.on, command, "on"):
        return refused
    return (
        MediatorTrained(
            **told(command), body=body.body, mediator=body.mediator, course=body.course, hours=body.hours, on=body.on
        ),
    )


def count_work(state: CaseState, command: Command[CountWork], law: Law) -> Answer:
    """One more on the load; the same work is counted once however often it is told."""
    body = command.body
    register = register_of(state.body_register, body.body, law)
    if register.is_engaged(body.mediator, body.about, body.track_id):
        return (LoadNoted(**_work(command), heard=body.what),)
    known = body.mediator in register.mediators
    return (MediatorEngaged(**_work(command), mediator=body.mediator, source=body.source, registered=known),)


def release_work(state: CaseState, command: Command[ReleaseWork]) -> Answer:
    """So much less on the load of the round's mediators."""
    body = command.body
    engaged = state.body_register.engaged_in(body.about, body.track_id) if state.body_register is not None else ()
    released = tuple(one for one in engaged if body.mediator in (None, one))
    if not released:
        return (LoadNoted(**_work(command), heard=body.what),)
    return (MediatorReleased(**_work(command), mediators=released, because=body.why),)


def _work(command: Command[Any]) -> dict[str, Any]:
    body = command.body
    return {**told(command), "body": body.body, "case_code": body.about, "track_id": body.track_id}


def _unknown(register: Register, mediator: str) -> Refused | None:
    found: Mediator | None = register.mediators.get(mediator)
    if found is not None:
        return None
    return Refused("unknown_mediator", "名册中没有这位调解员，请核对编号。", "mediator")


def _future(day: date, command: Command[Any], field: str = "term_began_on") -> Refused | None:
    """Nothing is entered before it happened."""
    today = command.recorded_at.astimezone(SHANGHAI).date()
    if day < today + timedelta(1):
        return None
    return Refused("day_in_future", "日期晚于今天，请填写实际发生的日期。", field)
