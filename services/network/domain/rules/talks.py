"""What happens while people talk: rights told, sessions, danger, appraisal, and what it costs."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.network import (
    AppraisalEnded,
    AppraisalStarted,
    DangerSignsSeen,
    FeeAgreed,
    RightsNotified,
    SessionHeld,
)
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus, KeptClock
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.network.domain.answers import Answer, stamp
from services.network.domain.clocks import round_clock
from services.network.domain.commands import (
    AgreeFee,
    EndAppraisal,
    HoldSession,
    NotifyRights,
    SeeDangerSigns,
    StartAppraisal,
)
from services.network.domain.irregularities import marked, of_talks, place_in_procedure, rights_not_notified
from services.network.domain.refusals import not_ours_yet, only_in, strangers
from services.network.domain.regimes import regime_of
from services.network.domain.situations import Appraising, InMediation, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import missing_of, taking_part


def notify_rights(state: CaseState, track: Track, command: Command[NotifyRights]) -> Answer:
    """Rights and duties were told (R75 30)."""
    if refused := not_ours_yet(track) or strangers(state, command.body.party_ids, "party_ids"):
        return refused
    whom = command.body.party_ids or tuple(party.party_id for party in taking_part(state, track))
    return (
        RightsNotified(
            **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
            party_ids=whom, orally=command.body.orally,
        ),
    )  # fmt: skip


def hold_session(state: CaseState, track: Track, command: Command[HoldSession]) -> Answer:
    """Talks were held; every broken rule stands on the record."""
    body = command.body
    if refused := not_ours_yet(track) or strangers(state, body.present, "present"):
        return refused
    at = moment(command)
    marks = (*of_talks(state, track, at), rights_not_notified(state, track, body.present, at))
    return (
        SessionHeld(
            **stamp(command, track), irregularities=marked(*marks), session_id=str(command.derived_id("session")),
            number=track.sessions + 1, count=body.count, place=body.place, present=body.present, invited=body.invited,
            online=body.online, minutes=body.minutes,
        ),
    )  # fmt: skip


def see_danger_signs(state: CaseState, track: Track, command: Command[SeeDangerSigns]) -> Answer:
    """Signs of violence or escalation; not telling the police is marked (PML 25). Intake reacts to the risk."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    return (
        DangerSignsSeen(
            **stamp(command, track), irregularities=marked(None if body.police_notified else "police_not_notified"),
            signs=body.signs, police_notified=body.police_notified,
        ),
    )  # fmt: skip


def start_appraisal(state: CaseState, track: Track, command: Command[StartAppraisal], law: Law) -> Answer:
    """The talks rest; the days do not count where the limit in force on its start day excludes them (MED 38; OL 24)."""
    if refused := only_in(track, InMediation):
        return refused
    body, kept = command.body, round_clock(state, track)
    excluded = kept is not None and _excludes(kept, body.kind, law)
    started = AppraisalStarted(
        **stamp(command, track), appraisal_id=str(command.derived_id("appraisal")), kind=body.kind, by=body.by,
        time_excluded=excluded,
    )  # fmt: skip
    if kept is None or not excluded or kept.status is not ClockStatus.RUNNING or kept.clock.lapses_at is None:
        return (started,)
    paused = clock_book.pause(kept, moment(command).at, f"{body.kind}期间不计入调解期限")
    return paused if isinstance(paused, Refused) else (started, paused)


def end_appraisal(state: CaseState, track: Track, command: Command[EndAppraisal], law: Law) -> Answer:
    """The talks go on, and the time counts again from that day."""
    if not isinstance(track.situation, Appraising):
        return Refused("no_appraisal", "没有正在进行的鉴定。")
    ended: Event = AppraisalEnded(
        **stamp(command, track), appraisal_id=track.situation.appraisal_id, findings=command.body.findings
    )
    kept = round_clock(state, track)
    if kept is None or kept.status is not ClockStatus.PAUSED:
        return (ended,)
    resumed = clock_book.resume(law, kept, moment(command).at, "鉴定结束")
    return resumed if isinstance(resumed, Refused) else (ended, resumed)


def agree_fee(state: CaseState, track: Track, command: Command[AgreeFee], law: Law) -> Answer:
    """Commercial mediation alone may charge, and only what all parties agreed (COM 16; PML 4)."""
    body = command.body
    if refused := only_in(track, Preparing, InMediation, Appraising) or strangers(state, body.paid_by, "paid_by"):
        return refused
    regime = regime_of(law, track, state.case)
    if not regime.charges or track.was_delegated:
        return Refused(
            "mediation_is_free", "调解不收取任何费用，只有商事调解组织可以按公开的标准收费。", source="PML 4"
        )
    if missing := missing_of(state, track, body.paid_by):
        unpaid = [party_id for party_id in missing if party_id not in track.consents]
        if unpaid:
            return Refused(
                "fee_not_agreed", "收费须经各方当事人同意，请先登记其余当事人的同意。", "paid_by", "COM 16",
                {"party_ids": unpaid},
            )  # fmt: skip
    return (
        FeeAgreed(**stamp(command, track), amount_cny=body.amount_cny, standard=body.standard, paid_by=body.paid_by),
    )


def _excludes(kept: KeptClock, kind: str, law: Law) -> bool:
    """Whether the limit, by the law of its own start, does not count this kind of period."""
    limit = law.limit(kept.clock.limit)
    version = limit.version_on(kept.clock.started_at.astimezone(SHANGHAI).date()) if limit is not None else None
    return version is not None and any(excluded.startswith(kind) for excluded in version.excludes)
