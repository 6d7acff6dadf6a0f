"""Telling the applicants whether the agency takes the matter up (告知投诉人, SAMR 14)."""

from schemas.administrative_mediation import DecisionNotified
from schemas.command import Command, Refused
from schemas.values import PartyRole
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import NotifyDecision
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import unknown_party, where_it_stands
from services.administrative_mediation.domain.situations import NotAccepted
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment


def notify_decision(state: CaseState, track: Track, command: Command[NotifyDecision], law: Law) -> Answer:
    """There is something to tell once the agency has decided; the limit ends when every applicant knows."""
    declined = isinstance(track.situation, NotAccepted)
    if track.taken_up is None and not declined:
        return where_it_stands(track)
    applicants = _applicants(state)
    told = tuple(state.current_id(party_id) for party_id in command.body.party_ids) or applicants
    if unknown := tuple(party_id for party_id in told if state.party(party_id) is None):
        return unknown_party(unknown)
    if applicants and all(party_id in track.decision_told for party_id in told):
        return Refused("decision_already_notified", "已经告知过投诉人（申请人）受理决定。", "party_ids", "SAMR 14")
    at, limit = moment(command), sectors.sector_of(law, track).decision_notice_limit
    clock = clocks.kept(state, limit, track)
    notified = DecisionNotified(
        **stamp(command, track),
        irregularities=marked(
            "decision_notified_late" if clocks.is_past(clock, at) else None,
            "recorded_late" if clocks.is_late_entry(clock, at) else None,
        ),
        party_ids=told, accepted=not declined, way=command.body.way,
    )  # fmt: skip
    if any(party_id not in (*track.decision_told, *told) for party_id in applicants):
        return (notified,)
    return notified, *clocks.stopped(state, limit, track, at, "已告知是否受理")


def _applicants(state: CaseState) -> tuple[str, ...]:
    return tuple(party.party_id for party in state.sides if party.role is PartyRole.APPLICANT)
