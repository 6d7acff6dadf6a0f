"""Two or more units (XF 24): they agree, else their common superior designates; without one the joint conference does."""

from typing import Any

from schemas.command import Command, Refused
from schemas.petitions_receiving import CompetenceDisputed, ResponsibleUnitDesignated
from services.jurisdiction.law import Law
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import AgreeOnUnit, DesignateUnit, DisputeCompetence
from services.petitions.domain.refusals import not_entitled, only_in
from services.petitions.domain.rules.transfer import passed_on
from services.petitions.domain.situations import Objected, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition

NEGOTIATION = "negotiation"
COMMON_SUPERIOR = "common_superior"
JOINT_CONFERENCE = "joint_conference"


def dispute(state: CaseState, petition: Petition, command: Command[DisputeCompetence], law: Law) -> Answer:
    """It is open who of several units handles it."""
    body = command.body
    if refused := only_in(petition, Registered, WithUnit, Objected):
        return refused
    units = tuple(dict.fromkeys(body.units))
    if len(units) < 2:
        return Refused("units_too_few", "请填写两个以上涉及的机关、单位。", "units", "XF 24")
    return (CompetenceDisputed(**stamp(command, petition), units=units, reason=body.reason),)


def agree(state: CaseState, petition: Petition, command: Command[AgreeOnUnit], law: Law) -> Answer:
    """The units agreed; the office enters it, or one of them does."""
    unit = command.body.responsible_unit
    if refused := _not_open(petition, unit):
        return refused
    return designated(state, petition, command, law, unit, NEGOTIATION, command.body.reason)


def designate(state: CaseState, petition: Petition, command: Command[DesignateUnit], law: Law) -> Answer:
    """Only a body that stands above every unit concerned may designate."""
    unit = command.body.responsible_unit
    if refused := _not_open(petition, unit):
        return refused
    if command.actor.organisation not in common_superiors(petition, law):
        return not_entitled("涉及单位的共同上级")
    return designated(state, petition, command, law, unit, COMMON_SUPERIOR, command.body.reason)


def designated(
    state: CaseState, petition: Petition, command: Command[Any], law: Law, unit: str, how: str, reason: str
) -> Answer:
    """The unit is found, and has the petition from now on."""
    event = ResponsibleUnitDesignated(
        **stamp(command, petition), responsible_unit=unit, how=how, by_body=command.actor.organisation, reason=reason
    )
    return event, *passed_on(state, petition, command, law, unit)


def common_superiors(petition: Petition, law: Law) -> tuple[str, ...]:
    """Bodies above every unit concerned, nearest first; empty where a unit is not of this profile or none is common."""
    found: list[str] | None = None
    for unit in petition.concerned_units:
        organisation = law.organisation(unit)
        above = [body.id for body in law.ancestors(organisation)] if organisation else []
        found = above if found is None else [body for body in found if body in above]
    return tuple(found or ())


def _not_open(petition: Petition, unit: str) -> Refused | None:
    if not petition.concerned_units:
        return Refused("competence_not_open", "没有待确定的管辖争议，请直接转送或者交办。", source="XF 24")
    if unit not in petition.concerned_units:
        return Refused("unit_not_concerned", "只能从涉及的机关、单位中确定办理单位。", "responsible_unit", "XF 24")
    return only_in(petition, Registered, WithUnit, Objected)
