"""Taking up the case (受理): admissible, and everybody who has to agreed (R75 22, 23; PML 17)."""

from schemas.command import Command, Refused
from schemas.people_mediation import MediationAccepted
from services.jurisdiction.clock_book import ClockLaw
from services.people_mediation.domain.agreement import Kept
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.clocks import ROUND_LIMIT, limit_of, start_round
from services.people_mediation.domain.commands import AcceptMediation
from services.people_mediation.domain.facts import accepted_elsewhere
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import only_in
from services.people_mediation.domain.situations import Preparing
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import refusing, taking_part, without_consent


def accept_mediation(state: CaseState, track: Track, command: Command[AcceptMediation], law: ClockLaw) -> Answer:
    """PM-1 begins; a delegated round's clock runs already. After a breach the same round may be taken up again."""
    body = command.body
    refused = _not_to_be_taken_up(track) or _inadmissible(state, track) or _not_voluntary(state, track, command)
    if refused:
        return refused
    accepted = MediationAccepted(
        **stamp(command, track), own_motion=body.own_motion, joint_application=body.joint_application,
        in_public=body.in_public,
    )  # fmt: skip
    if limit_of(track) != ROUND_LIMIT:
        return (accepted,)
    return accepted, *start_round(state, track, law, moment(command))


def _not_to_be_taken_up(track: Track) -> Refused | None:
    settled = track.settled_by
    if settled is not None and settled.kept is Kept.BREACHED:
        return None
    return only_in(track, Preparing)


def _inadmissible(state: CaseState, track: Track) -> Refused | None:
    if accepted_elsewhere(state, track):
        channels = [channel.value for channel in state.taken_elsewhere]
        return Refused(
            "accepted_elsewhere", "同一纠纷已由法院、仲裁机构或者行政机关受理或者解决，不能受理。", source="R75 22",
            parameters={"channels": channels},
        )  # fmt: skip
    if len(taking_part(state, track)) < 2:
        return Refused("respondent_unknown", "调解须有明确的双方当事人，请先补充登记。")
    return None


def _not_voluntary(state: CaseState, track: Track, command: Command[AcceptMediation]) -> Refused | None:
    body = command.body
    if against := refusing(state, track):
        return Refused(
            "consent_refused",
            "有当事人明确拒绝调解，不得调解。",
            source="PML 17",
            parameters={"party_ids": list(against)},
        )
    missing = without_consent(state, track, joint_application=body.joint_application, own_motion=body.own_motion)
    if missing:
        return Refused(
            "consent_missing", "还有当事人没有同意调解的记录，请先征求意见。", source="PML 17",
            parameters={"party_ids": list(missing)},
        )  # fmt: skip
    return None
