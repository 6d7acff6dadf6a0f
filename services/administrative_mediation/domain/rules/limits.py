"""Limits of a round: lengthened by the parties' consent where the sector's law allows it, lapsed when their last day has passed."""

from schemas.administrative_mediation import LimitExtended
from schemas.command import Command, Refused
from services.administrative_mediation.domain import clocks, facts, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import ExtendLimit, LapseClock
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import only_in, unknown_party
from services.administrative_mediation.domain.situations import ConsentPending, InMediation
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction import clock_book
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment

APPROVED_BY_PARTIES = "各方当事人同意"


def extend_limit(state: CaseState, track: Track, command: Command[ExtendLimit], law: Law) -> Answer:
    """Everybody has to agree (SZ 25); what was agreed in time but recorded late takes the lapse back."""
    body = command.body
    if refused := only_in(track, ConsentPending, InMediation) or _not_everybody(state, command):
        return refused
    sector = sectors.sector_of(law, track)
    kept = clocks.kept(state, sector.finish_limit, track)
    if kept is None:
        return Refused("no_limit_running", "本轮调解没有正在计算的期限。")
    at = moment(command)
    extended = clock_book.extend(law, kept, at.at, body.by, APPROVED_BY_PARTIES, body.reason, assumed=at.assumed)
    if isinstance(extended, Refused):
        return extended
    agreed = LimitExtended(
        **stamp(command, track), irregularities=marked(facts.recorded_late(state, track, sector, at)),
        limit=kept.clock.limit, agreed_by=body.agreed_by,
    )  # fmt: skip
    return *extended[:-1], agreed, extended[-1]


def lapse_clock(state: CaseState, command: Command[LapseClock], law: Law) -> Answer:
    """Only a running clock whose stored date has passed lapses; a duplicate or stale scan changes nothing."""
    kept = state.clocks.clocks.get(command.body.clock_id)
    limit = law.limit(kept.clock.limit) if kept is not None else None
    consequence = limit.on_breach_zh if limit is not None and limit.on_breach_zh else "期限届满"
    lapsed = clock_book.lapse(kept, command.occurred_at, consequence)
    return (lapsed,) if lapsed is not None else ()


def _not_everybody(state: CaseState, command: Command[ExtendLimit]) -> Refused | None:
    agreed_by = command.body.agreed_by
    if unknown := tuple(party_id for party_id in agreed_by if state.party(party_id) is None):
        return unknown_party(unknown, "agreed_by")
    agreeing = [state.current_id(party_id) for party_id in agreed_by]
    missing = [party.party_id for party in state.sides if party.party_id not in agreeing]
    if not missing:
        return None
    return Refused(
        "extension_needs_all", "延长调解期限须经各方当事人同意。", "agreed_by", "SZ 25", {"party_ids": missing}
    )
