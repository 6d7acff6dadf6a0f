"""Limits of a round: lengthened by everybody's consent (TY 27; SZ 25), lapsed when their last day has passed."""

from schemas.command import Command, Refused
from schemas.network import LimitExtended
from services.jurisdiction import clock_book
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.network.domain.answers import Answer, stamp
from services.network.domain.clocks import round_clock
from services.network.domain.commands import ExtendLimit, LapseClock
from services.network.domain.irregularities import marked, recorded_late
from services.network.domain.refusals import only_in, strangers
from services.network.domain.situations import Appraising, InMediation, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import missing_of

APPROVED_BY_PARTIES = "各方当事人同意"


def extend_limit(state: CaseState, track: Track, command: Command[ExtendLimit], law: Law) -> Answer:
    """Everybody who takes part has to agree; what was agreed in time but recorded late takes the lapse back."""
    body = command.body
    if refused := only_in(track, Preparing, InMediation, Appraising) or strangers(state, body.agreed_by, "agreed_by"):
        return refused
    if missing := missing_of(state, track, body.agreed_by):
        source = "TY 27" if track.was_delegated else "SZ 25"
        return Refused(
            "extension_needs_all", "延长调解期限须经各方当事人同意。", "agreed_by", source, {"party_ids": list(missing)}
        )  # fmt: skip
    kept = round_clock(state, track)
    if kept is None:
        return Refused("no_limit_running", "本轮调解没有正在计算的期限。")
    at = moment(command)
    extended = clock_book.extend(law, kept, at.at, body.by, APPROVED_BY_PARTIES, body.reason, assumed=at.assumed)
    if isinstance(extended, Refused):
        return extended
    agreed = LimitExtended(
        **stamp(command, track), irregularities=marked(recorded_late(state, track, at)), limit=kept.clock.limit,
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
