"""Taking up the case (受理): the body may, everybody who has to agreed, and what it costs is agreed where it costs."""

from schemas.command import Command, Refused
from schemas.network import MediationAccepted
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.network.domain.agreement import Kept
from services.network.domain.answers import Answer, stamp
from services.network.domain.clocks import start_round
from services.network.domain.commands import AcceptMediation
from services.network.domain.refusals import only_in
from services.network.domain.regimes import regime_of, runs_from_signing
from services.network.domain.situations import Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import refusing, taking_part, without_consent


def accept_mediation(state: CaseState, track: Track, command: Command[AcceptMediation], law: Law) -> Answer:
    """The round's limit begins, unless it runs from signing for the file. After a breach the round may be taken up again."""
    body = command.body
    refused = _not_to_be_taken_up(track) or _inadmissible(state, track) or _not_voluntary(state, track, command, law)
    if refused:
        return refused
    accepted = MediationAccepted(
        **stamp(command, track), joint_application=body.joint_application, in_public=body.in_public
    )
    if runs_from_signing(law, track, state.case):
        return (accepted,)
    at = moment(command)
    return accepted, *start_round(state, track, state.case, law, at, at)


def _not_to_be_taken_up(track: Track) -> Refused | None:
    settled = track.settled_by
    if settled is not None and settled.kept is Kept.BREACHED:
        return None
    return only_in(track, Preparing)


def _inadmissible(state: CaseState, track: Track) -> Refused | None:
    if state.taken_elsewhere and not track.was_delegated:
        channels = [channel.value for channel in state.taken_elsewhere]
        return Refused(
            "accepted_elsewhere", "同一纠纷已由法院、仲裁机构或者行政机关受理或者解决，不能受理。", source="R75 22",
            parameters={"channels": channels},
        )  # fmt: skip
    if len(taking_part(state, track)) < 2:
        return Refused("respondent_unknown", "调解须有明确的双方当事人，请先补充登记。")
    return None


def _not_voluntary(state: CaseState, track: Track, command: Command[AcceptMediation], law: Law) -> Refused | None:
    if against := refusing(state, track):
        return Refused(
            "consent_refused", "有当事人明确拒绝调解，不得调解。", source="PML 17", parameters={"party_ids": list(against)}
        )  # fmt: skip
    everybody = regime_of(law, track, state.case).everybody_agrees
    missing = without_consent(state, track, joint_application=command.body.joint_application, everybody=everybody)
    if missing:
        return Refused(
            "consent_missing", "还有当事人没有同意调解的记录，请先征求意见。", source="PML 17",
            parameters={"party_ids": list(missing)},
        )  # fmt: skip
    return None
