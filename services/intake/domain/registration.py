"""Entering a dispute under one case code, and linking it with an earlier one."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.identity import is_case_code, track_id
from schemas.intake import CaseRegistered, CaseSummary, RepeatLinked, RouteRecommended
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.entries import party
from services.intake.domain.evolve import requested_on
from services.intake.domain.file_commands import LinkRepeat, RegisterCase
from services.intake.domain.groups import group_opened
from services.intake.domain.law import IntakeLaw, is_above
from services.intake.domain.online import cannot_bring_online
from services.intake.domain.outside import outside_limits, told_facts
from services.intake.domain.parties import irregularities_of
from services.intake.domain.routing import recommended, routing_facts
from services.intake.domain.sealing import cannot_register_accusation, is_accusation
from services.intake.domain.state import CaseFile, State, Unregistered
from services.jurisdiction.acts import not_found
from services.jurisdiction.told import told

FIRST_NUMBER = 1
"""The custody number of the registering body."""
STORYTELLER_ROLE = "demonstrator"
"""Who may play published cases."""


def register_case(state: State, command: Command[RegisterCase], law: IntakeLaw) -> Answer:
    """A new case in the hands of the registering body, with the recommended route and the level's clock."""
    body = command.body
    refusal = _cannot_register(state, command, law)
    if refusal is not None:
        return refusal
    case = _summary(command)
    registered = CaseRegistered(
        **told(command), registering_body=command.actor.organisation,
        first_handler=body.first_handler or command.actor.organisation, handler=command.actor.user, case=case,
        custody_number=FIRST_NUMBER, filed_on_behalf_by=body.filed_on_behalf_by, own_motion=body.own_motion, lead=body.lead,
        irregularities=_irregularities(command, case), route_facts=told_facts(body.facts),
    )  # fmt: skip
    facts = routing_facts(case, body.facts)
    limits = outside_limits(case, facts, command, law, requested_on(registered))
    registered = registered.model_copy(update={"outside_limits": limits})
    track = track_id(command.case_code, FIRST_NUMBER)
    level = clocks.level_started(law, command, command.actor.organisation, track, command.occurred_at)
    level = () if case.sealed else level
    group = () if case.sealed else group_opened(facts, command.actor.organisation, command, law)
    return registered, *_repeat(command), *_route(case, command, law), *group, *level


def link_repeat(file: CaseFile, command: Command[LinkRepeat], law: IntakeLaw) -> Answer:
    """The same matter was brought before. Whether that case exists is not told: codes are checked by their form alone."""
    refusal = code_refusal(file.case_code, command.body.repeat_of, "repeat_of")
    if refusal is not None:
        return refusal
    if command.body.repeat_of in file.repeat_of:
        return Refused("already_linked", "已经关联过该案件。", "repeat_of")
    return (RepeatLinked(**told(command), repeat_of=command.body.repeat_of, reason=command.body.reason),)


def code_refusal(own: str, other: str, field: str) -> Refused | None:
    """Why `other` cannot be the code of another case."""
    if not is_case_code(other):
        return Refused("case_code_invalid", "案件编号有误，请核对（共17位，末位为校验码）。", field)
    if other == own:
        return Refused("same_case", "不能与本案自身关联或合并。", field)
    return None


def _cannot_register(state: State, command: Command[RegisterCase], law: IntakeLaw) -> Refused | None:
    body = command.body
    organisation = law.organisation(command.actor.organisation)
    if not isinstance(state, Unregistered):
        return Refused("already_registered", "这个案件编号已经登记。") if _is_own(state, command) else not_found()
    if organisation is None or not organisation.may_hold_custody:
        return Refused("body_cannot_register", "您所在的机构不在本辖区的办理机构名录中，不能登记案件。")
    if (online := cannot_bring_online(command)) is not None:
        return online
    if body.story and STORYTELLER_ROLE not in command.actor.roles:
        return Refused("story_needs_demonstrator", "只有演示账号可以登记演示案件。", "story")
    if body.first_handler and not _may_handle_first(body.first_handler, command.actor.organisation, law):
        return Refused("first_handler_unknown", "首办机构应是本机构或本机构的下级机构。", "first_handler")
    if (accusation := cannot_register_accusation(command, law)) is not None:
        return accusation
    if body.lead is not None and not is_case_code(body.lead):
        return Refused("lead_number_invalid", "线索编号有误，请核对（共17位，末位为校验码）。", "lead")
    return code_refusal(command.case_code, body.repeat_of, "repeat_of") if body.repeat_of else None


def _is_own(file: CaseFile, command: Command[RegisterCase]) -> bool:
    return command.actor.organisation in (file.registering_body, file.custody.custodian)


def _may_handle_first(first: str, registering: str, law: IntakeLaw) -> bool:
    known = law.organisation(first)
    return known is not None and known.may_hold_custody and (first == registering or is_above(law, registering, first))


def _summary(command: Command[RegisterCase]) -> CaseSummary:
    body = command.body
    entries = ("dispute_type", "tags", "source", "received_via", "summary", "requests", "amount_cny", "headcount",
               "difficulty", "risk", "place", "story", "accused")  # fmt: skip
    return CaseSummary(
        **{name: getattr(body, name) for name in entries},
        sealed=is_accusation(body),
        parties=tuple(party(entry, command, f"party/{number}") for number, entry in enumerate(body.parties)),
    )


def _irregularities(command: Command[RegisterCase], case: CaseSummary) -> tuple[Irregularity, ...]:
    found: list[Irregularity] = []
    for entry, entered in zip(command.body.parties, case.parties, strict=True):
        found.extend(irregularities_of(entered, tuple(agent.document for agent in entry.agents)))
    return tuple(found)


def _repeat(command: Command[RegisterCase]) -> tuple[Event, ...]:
    if not command.body.repeat_of:
        return ()
    return (RepeatLinked(**told(command), repeat_of=command.body.repeat_of, reason="登记时已知为同一事项"),)


def _route(case: CaseSummary, command: Command[RegisterCase], law: IntakeLaw) -> tuple[Event, ...]:
    found = recommended(case, command.body.facts, command.actor.organisation, command, law)
    return (found,) if isinstance(found, RouteRecommended) else ()
