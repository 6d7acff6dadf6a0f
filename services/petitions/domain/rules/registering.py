"""Entering a petition in the register, and who speaks for a group (XF 17-20, 22)."""

from typing import get_args

from schemas.command import Command, Refused
from schemas.identity import case_code
from schemas.petitions_receiving import PetitionRegistered, RepeatPetitionRecorded, RepresentativesElected
from schemas.petitions_values import PetitionKind, PetitionManner
from services.jurisdiction.acts import wrong_time
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import ElectRepresentatives, RegisterPetition
from services.petitions.domain.irregularities import marked
from services.petitions.domain.refusals import only_in, unknown_party, where_it_stands
from services.petitions.domain.rules.repeats import calls_for_leader, wrong_code
from services.petitions.domain.situations import Open, Over
from services.petitions.domain.standing import holding_track
from services.petitions.domain.state import CaseState, Petition

REPRESENTATIVES = "petition_visit_representatives"
"""Parameter: the most representatives of a group visit (XF 20)."""
GROUP = "group_case_petition_visitors_above"
"""Parameter: more visitors than this make a group visit."""


def register_petition(state: CaseState, command: Command[RegisterPetition], law: Law) -> Answer:
    """The petition in the register of the office that holds the case; the 15 days to pass it on run from its receipt."""
    track = holding_track(state, command)
    if isinstance(track, Refused):
        return track
    body = command.body
    if refused := wrong_time(command, state.is_story) or _cannot_register(state, command, track.custody_number):
        return refused
    registered = PetitionRegistered(
        **stamp(command, track), irregularities=marked(*_irregular(command, law)), office=track.body, kind=body.kind,
        manner=body.manner, oral=body.oral, identity_known=body.identity_known,
        sealed=body.kind is PetitionKind.ACCUSATION, accused_body=body.accused_body, visitors=body.visitors,
        representatives=body.representatives, joint_letter=body.joint_letter, level_skipped=body.level_skipped,
        first_petition=not (body.repeat or body.repeat_of or state.times),
        query_code=case_code(command.derived_id("query code")),
    )  # fmt: skip
    linked = () if body.repeat_of is None else (_link(state, registered, body.repeat_of, law),)
    return registered, *linked, *clocks.start(state, law, clocks.FORWARDING, moment(command))


def elect_representatives(
    state: CaseState, petition: Petition, command: Command[ElectRepresentatives], law: Law
) -> Answer:
    """A group visit names who speaks for it; that more than five came in is marked, not refused."""
    names = command.body.representatives
    refused = only_in(petition, *get_args(Open)) or _unknown(state, names)
    if refused:
        return refused
    too_many = "too_many_representatives" if len(names) > _at_most(law) else None
    return (RepresentativesElected(**stamp(command, petition), irregularities=marked(too_many), representatives=names),)


def _cannot_register(state: CaseState, command: Command[RegisterPetition], custody_number: int) -> Refused | None:
    body, petition = command.body, state.petition
    if petition is not None and (not isinstance(petition.situation, Over) or petition.custody_number == custody_number):
        return where_it_stands(petition)
    if body.kind is PetitionKind.ACCUSATION and not body.accused_body:
        return Refused(
            "accused_not_told", "检举控告须填写被检举控告的机关、单位或者其工作人员所在单位，以便保密。", "accused_body",
            "XF 30",
        )  # fmt: skip
    return _unknown(state, body.representatives) or wrong_code(state, body.repeat_of)


def _irregular(command: Command[RegisterPetition], law: Law) -> tuple[str | None, ...]:
    body = command.body
    visit = body.manner is PetitionManner.VISIT
    group = visit and (body.visitors or 0) > int(law.parameter(GROUP).value)
    return (
        "too_many_representatives" if visit and len(body.representatives) > _at_most(law) else None,
        "representatives_not_elected" if group and not body.representatives else None,
        "level_skipped" if body.level_skipped else None,
    )


def _link(state: CaseState, registered: PetitionRegistered, code: str, law: Law) -> RepeatPetitionRecorded:
    times = max(state.times, 1) + 1
    return RepeatPetitionRecorded(
        occurred_at=registered.occurred_at, occurred_at_assumed=registered.occurred_at_assumed,
        track_id=registered.track_id, custody_number=registered.custody_number, times=times, repeat_of=code,
        taken_up=not state.final, calls_for_leader=calls_for_leader(times, law),
    )  # fmt: skip


def _at_most(law: Law) -> int:
    return int(law.parameter(REPRESENTATIVES).value)


def _unknown(state: CaseState, party_ids: tuple[str, ...]) -> Refused | None:
    unknown = tuple(party_id for party_id in party_ids if state.party(party_id) is None)
    return unknown_party(unknown, "representatives") if unknown else None
