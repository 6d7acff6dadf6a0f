"""Limits of a round: lengthened by the parties' consent (NB 27; TY 27), lapsed when their last day has passed."""

from schemas.command import Command, Refused
from schemas.people_mediation import LimitExtended
from services.jurisdiction import clock_book
from services.jurisdiction.law import Law
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.clocks import limit_of, round_clock
from services.people_mediation.domain.commands import ExtendLimit, LapseClock
from services.people_mediation.domain.facts import recorded_late
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import only_in, unknown_party
from services.people_mediation.domain.situations import InMediation, Preparing
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import taking_part

APPROVED_BY_PARTIES = "各方当事人同意"


def extend_limit(state: CaseState, track: Track, command: Command[ExtendLimit], law: Law) -> Answer:
    """Everybody who takes part has to agree; what was agreed in time but recorded late takes the lapse back."""
    body = command.body
    if refused := only_in(track, Preparing, InMediation) or _not_everybody(state, track, command):
        return refused
    kept = round_clock(state, track)
    if kept is None:
        return Refused("no_limit_running", "本轮调解没有正在计算的期限。")
    at = moment(command)
    extended = clock_book.extend(law, kept, at.at, body.by, APPROVED_BY_PARTIES, body.reason, assumed=at.assumed)
    if isinstance(extended, Refused):
        return _end_instead() if extended.code == "limit_already_lapsed" else extended
    agreed = LimitExtended(
        **stamp(command, track), irregularities=marked(recorded_late(state, track, at)), limit=limit_of(track),
        agreed_by=body.agreed_by,
    )  # fmt: skip
    return *extended[:-1], agreed, extended[-1]


def lapse_clock(state: CaseState, command: Command[LapseClock], law: Law) -> Answer:
    """Only a running clock whose stored date has passed lapses; a duplicate or stale scan changes nothing."""
    kept = state.clocks.clocks.get(command.body.clock_id)
    limit = law.limit(kept.clock.limit) if kept is not None else None
    consequence = limit.on_breach_zh if limit is not None and limit.on_breach_zh else "期限届满"
    lapsed = clock_book.lapse(kept, command.occurred_at, consequence)
    return (lapsed,) if lapsed is not None else ()


def _not_everybody(state: CaseState, track: Track, command: Command[ExtendLimit]) -> Refused | None:
    agreed_by = command.body.agreed_by
    if unknown := tuple(party_id for party_id in agreed_by if state.party(party_id) is None):
        return unknown_party(unknown, "agreed_by")
    agreeing = [state.current_id(party_id) for party_id in agreed_by]
    missing = [party.party_id for party in taking_part(state, track) if party.party_id not in agreeing]
    if not missing:
        return None
    return Refused(
        "extension_needs_all", "延长调解期限须经各方当事人同意。", "agreed_by",
        "TY 27" if track.was_delegated else "NB 27", {"party_ids": missing},
    )  # fmt: skip


def _end_instead() -> Refused:
    """After the last day the parties cannot go on; what was agreed before it can still be recorded."""
    return Refused("limit_already_lapsed", "期限已经届满，不能再延长；请终止调解并告知其他途径。", source="PML 26")
