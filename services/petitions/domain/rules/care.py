"""What leaders, the joint conference and counselling add (领导包案, 公开接访, 案件评查, 联席会议, 疏导; XF 18, 24, 25, 37)."""

from schemas.command import Command, Refused
from schemas.petitions_handling import (
    CounsellingGiven,
    JointConferenceHeld,
    LeaderAssigned,
    PetitionReviewedInternally,
    RatingWithoutGradeRecorded,
    ReceptionHeld,
)
from services.jurisdiction.law import Law
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import (
    AssignLeader,
    Counsel,
    HoldJointConference,
    HoldReception,
    RecordRatingWithoutGrade,
    ReviewHandlingQuality,
)
from services.petitions.domain.rules.competence import JOINT_CONFERENCE, common_superiors, designated
from services.petitions.domain.situations import Objected, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition


def counsel(state: CaseState, petition: Petition, command: Command[Counsel], law: Law) -> Answer:
    """At any time, after the end too (XF 37)."""
    return (
        CounsellingGiven(**stamp(command, petition), by_body=command.actor.organisation, what=command.body.what),
    )  # fmt: skip


def record_rating_without_grade(
    state: CaseState, petition: Petition, command: Command[RecordRatingWithoutGrade], law: Law
) -> Answer:
    """A fact that changes nothing and that no rate counts, after the end too; made-up grades are worse than none."""
    body = command.body
    return (
        RatingWithoutGradeRecorded(**stamp(command, petition), rated_body=body.rated_body, words=body.words),
    )  # fmt: skip


def assign_leader(state: CaseState, petition: Petition, command: Command[AssignLeader], law: Law) -> Answer:
    """An office, not a name; another leader may take over."""
    body = command.body
    if petition.leader == body.leader:
        return Refused("already_in_charge", "该领导已经包案。", "leader")
    assigned = LeaderAssigned(
        **stamp(command, petition), leader=body.leader, by_body=command.actor.organisation, reason=body.reason
    )
    return (assigned,)


def hold_reception(state: CaseState, petition: Petition, command: Command[HoldReception], law: Law) -> Answer:
    """A leader received the petitioner in person."""
    body = command.body
    return (ReceptionHeld(**stamp(command, petition), leader=body.leader, place=body.place, outcome=body.outcome),)


def review_quality(
    state: CaseState, petition: Petition, command: Command[ReviewHandlingQuality], law: Law
) -> Answer:  # fmt: skip
    """The handling was looked at for its quality; it changes no opinion."""
    reviewed = PetitionReviewedInternally(
        **stamp(command, petition), by_body=command.actor.organisation, findings=command.body.findings,
        defects=command.body.defects,
    )  # fmt: skip
    return (reviewed,)


def hold_conference(state: CaseState, petition: Petition, command: Command[HoldJointConference], law: Law) -> Answer:
    """It may name the lead unit where competence is open and the units have no common superior (XF 24)."""
    body = command.body
    if body.lead_unit is not None and body.lead_unit not in body.units:
        return Refused("unit_not_concerned", "牵头单位应当是参加联席会议的单位。", "lead_unit", "XF 24")
    held = JointConferenceHeld(
        **stamp(command, petition), convened_by=command.actor.organisation, units=body.units, lead_unit=body.lead_unit,
        conclusions=body.conclusions,
    )  # fmt: skip
    if body.lead_unit is None or not _decides(petition, body.lead_unit, law):
        return (held,)
    found = designated(state, petition, command, law, body.lead_unit, JOINT_CONFERENCE, body.conclusions)
    return found if isinstance(found, Refused) else (held, *found)


def _decides(petition: Petition, unit: str, law: Law) -> bool:
    open_still = isinstance(petition.situation, Registered | WithUnit | Objected)
    return open_still and unit in petition.concerned_units and not common_superiors(petition, law)
