"""Appraisals and tests (鉴定, 检测): talks rest, and the time does not count where the sector's law excludes it (MED 38, 40; SAMR 20)."""

from schemas.administrative_mediation import AppraisalEnded, AppraisalStarted
from schemas.base import Event
from schemas.command import Command, Refused
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import EndAppraisal, StartAppraisal
from services.administrative_mediation.domain.refusals import only_in, unknown_party
from services.administrative_mediation.domain.situations import Appraising, ConsentPending, InMediation
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment


def start_appraisal(state: CaseState, track: Track, command: Command[StartAppraisal], law: Law) -> Answer:
    """The round rests. A limit that has already lapsed stands still no more."""
    body = command.body
    if refused := only_in(track, ConsentPending, InMediation):
        return refused
    if unknown := tuple(party_id for party_id in body.agreed_by if state.party(party_id) is None):
        return unknown_party(unknown, "agreed_by")
    excluded = is_excluded(state, track, body.kind, law)
    started = AppraisalStarted(
        **stamp(command, track), appraisal_id=str(command.derived_id("appraisal")), kind=body.kind, by=body.by,
        agreed_by=body.agreed_by, time_excluded=excluded,
    )  # fmt: skip
    if not excluded:
        return (started,)
    paused = _paused(state, track, moment(command), body.kind, law)
    return paused if isinstance(paused, Refused) else (started, *paused)


def end_appraisal(state: CaseState, track: Track, command: Command[EndAppraisal], law: Law) -> Answer:
    """The round goes on, and the time counts again from that day."""
    if not isinstance(track.situation, Appraising):
        return Refused("no_appraisal", "没有正在进行的鉴定、检测。")
    ended = AppraisalEnded(
        **stamp(command, track), appraisal_id=track.situation.appraisal_id, findings=command.body.findings
    )
    kept = clocks.kept(state, sectors.sector_of(law, track).finish_limit, track)
    if kept is None or kept.status is not ClockStatus.PAUSED:
        return (ended,)
    resumed = clock_book.resume(law, kept, moment(command).at, "鉴定、检测结束")
    return resumed if isinstance(resumed, Refused) else (ended, resumed)


def is_excluded(state: CaseState, track: Track, kind: str, law: Law) -> bool:
    """Whether the sector's limit, by the law of its own start, does not count this kind of period."""
    kept = clocks.kept(state, sectors.sector_of(law, track).finish_limit, track)
    if kept is None:
        return False
    limit = law.limit(kept.clock.limit)
    version = limit.version_on(sectors.day_of(kept.clock.started_at)) if limit is not None else None
    return version is not None and kind in version.excludes


def _paused(state: CaseState, track: Track, at: Moment, kind: str, law: Law) -> tuple[Event, ...] | Refused:
    kept = clocks.kept(state, sectors.sector_of(law, track).finish_limit, track)
    if kept is None or kept.status is not ClockStatus.RUNNING:
        return ()
    if kept.clock.lapses_at is None:
        return ()  # not judged: there is no date to move
    paused = clock_book.pause(kept, at.at, f"{kind}期间不计入调解期限")
    return paused if isinstance(paused, Refused) else (paused,)
