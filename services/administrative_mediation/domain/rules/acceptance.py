"""The decision on the application: accept or decline with written reasons (LN 8, SZ 46, MED 40, SAMR 14 and 15, TR 94)."""

from schemas.administrative_mediation import MediationAccepted, MediationNotAccepted, MediationOpened
from schemas.base import Event
from schemas.command import Command, Refused
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.agreement import Kept
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import AcceptApplication, DeclineApplication
from services.administrative_mediation.domain.folds import rounds
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import only_in, routes_not_told
from services.administrative_mediation.domain.rules.examination import application_faults
from services.administrative_mediation.domain.situations import Examining
from services.administrative_mediation.domain.state import CaseState, Track
from services.administrative_mediation.domain.voluntariness import refusing, without_consent
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment

NOT_OUR_DUTY = "am_not_agency_duty"
NEEDS_AN_APPLICATION = (NOT_OUR_DUTY, "am_request_unclear")
"""Grounds that do not help an agency that must act unasked: it transfers, or finds out itself."""


def accept_application(state: CaseState, track: Track, command: Command[AcceptApplication], law: Law) -> Answer:
    """Accepted: the time to decide ends, the time to finish begins; talks open when everybody agreed."""
    body = command.body
    sector = sectors.sector_of(law, track)
    refused = (
        _not_to_be_taken_up(track)
        or _nobody_asked(track, body)
        or _barred(state, track, sector, law)
        or _badly_applied(state, track, sector, command, law)
        or _not_two_sides(state, track)
    )
    if refused:
        return refused
    at = moment(command)
    decide = clocks.accept_limit(sector, complex_matter=track.complex)
    late = clocks.is_past(clocks.kept(state, decide, track), at)
    faults = application_faults(state, track, track.application, sector, law) if track.application else ()
    accepted = MediationAccepted(
        **stamp(command, track), irregularities=marked("decided_late" if late else None, *faults), own_motion=body.own_motion,
        joint_application=body.joint_application, in_public=body.in_public, body=track.body, sector=sector.id,
    )  # fmt: skip
    after = rounds.taken_up(track, accepted)
    return (
        accepted,
        *clocks.stopped(state, decide, track, at, "决定受理"),
        *_time_to_finish(state, after, sector, at, law),
        *opened_if_agreed(state, after, command),
    )


def decline_application(state: CaseState, track: Track, command: Command[DeclineApplication], law: Law) -> Answer:
    """Not accepted: written reasons, a ground of the sector, the other ways; never against the duty to act unasked."""
    body = command.body
    sector = sectors.sector_of(law, track)
    refused = only_in(track, Examining) or _no_ground(track, body, sector, law) or _duty_stands(state, track, body, law)
    if refused:
        return refused
    if not body.routes_told:
        return routes_not_told(sector.source)
    at = moment(command)
    decide = clocks.accept_limit(sector, complex_matter=track.complex)
    late = clocks.is_past(clocks.kept(state, decide, track), at)
    declined = MediationNotAccepted(
        **stamp(command, track), irregularities=marked("decided_late" if late else None), body=track.body,
        ground=body.ground, reason=body.reason, routes_told=body.routes_told,
    )  # fmt: skip
    stopped = clocks.all_stopped(state, track, at, "决定不予受理", but=sector.decision_notice_limit)
    return declined, *stopped, *_decided(state, track, decide, at, late)


def opened_if_agreed(state: CaseState, track: Track, command: Command[AcceptApplication]) -> tuple[Event, ...]:
    """Talks may begin once nobody's consent is missing."""
    return () if without_consent(state, track) else (MediationOpened(**stamp(command, track)),)


def _decided(state: CaseState, track: Track, limit: str | None, at: Moment, late: bool) -> tuple[Event, ...]:
    """A decision taken in time and recorded after the lapse takes the lapse back."""
    kept = clocks.kept(state, limit, track)
    if kept is None or late or kept.status in clocks.LIVE:
        return ()
    return clocks.stopped(state, limit, track, at, "决定不予受理")


def _time_to_finish(state: CaseState, track: Track, sector: Sector, at: Moment, law: Law) -> tuple[Event, ...]:
    if not sector.finish_from_damage or sector.finish_limit is None:
        return clocks.started(state, law, sector.finish_limit, track, at)
    if track.damage_fixed_on is None:
        return ()
    start = max(track.damage_fixed_on, sectors.day_of(at.at))
    return clocks.started_on(state, law, sector.finish_limit, track, start, at)


def _not_to_be_taken_up(track: Track) -> Refused | None:
    settled = track.settled_by
    if settled is not None and settled.kept is Kept.BREACHED:
        return None
    return only_in(track, Examining)


def _nobody_asked(track: Track, body: AcceptApplication) -> Refused | None:
    asked = track.by_application or track.application is not None or body.joint_application
    if asked or body.own_motion:
        return None
    return Refused(
        "no_application", "没有当事人申请。依职权主动调解的，请注明主动调解。", "own_motion", "SZ 44；SEED-M 34"
    )


def _barred(state: CaseState, track: Track, sector: Sector, law: Law) -> Refused | None:
    codes = (
        *track.findings,
        *sectors.bars_known(state, sector),
        *(("am_party_refuses",) if refusing(state, track) else ()),
    )
    if not codes:
        return None
    ground = law.ground(codes[0])
    words = ground.text_zh if ground else codes[0]
    return Refused(
        "barred", f"不得受理：{words}。", "ground", ground.source if ground else sector.source,
        {"grounds": list(dict.fromkeys(codes))},
    )  # fmt: skip


def _badly_applied(
    state: CaseState, track: Track, sector: Sector, command: Command[AcceptApplication], law: Law
) -> Refused | None:
    """The sector's own rules on how and when to apply."""
    if sectors.is_too_old(track, sector, command.occurred_at):
        assert sector.too_old is not None
        return _refused_for(law, sector.too_old.ground)
    rule = sector.application
    if rule is None or state.is_story:
        return None
    if track.application is None:
        return _refused_for(law, rule.not_joint)
    faults = application_faults(state, track, track.application, sector, law)
    if not faults:
        return None
    return _refused_for(law, rule.not_joint if "application_not_joint" in faults else rule.late)


def _refused_for(law: Law, code: str) -> Refused:
    ground = law.ground(code)
    words, source = (ground.text_zh, ground.source) if ground else (code, None)
    return Refused("barred", f"不得受理：{words}。", "ground", source, {"grounds": [code]})


def _not_two_sides(state: CaseState, track: Track) -> Refused | None:
    if len(state.sides) >= 2:
        return None
    return Refused("respondent_unknown", "调解须有明确的双方当事人，请先补充登记。")


def _no_ground(track: Track, body: DeclineApplication, sector: Sector, law: Law) -> Refused | None:
    if body.ground in sector.grounds:
        return None
    known = {ground.code: ground.text_zh for ground in sectors.grounds_of(law, sector)}
    return Refused(
        "unknown_ground", "没有这一不予受理的理由，请从列表中选择。", "ground", sector.source, {"grounds": known}
    )


def _duty_stands(state: CaseState, track: Track, body: DeclineApplication, law: Law) -> Refused | None:
    """A wrong agency hands over instead of declining; one that must act unasked does not wait for a better application."""
    others = sectors.other_agencies(law, track, state.case) if state.case else ()
    if body.ground == NOT_OUR_DUTY and others:
        return Refused(
            "transfer_instead", "不属于本机关职责的，应当移送有管辖权的机关，不能不予受理。", "ground", "SZ 45",
            {"agencies": [agency.id for agency in others]},
        )  # fmt: skip
    if body.ground in NEEDS_AN_APPLICATION and track.own_motion_duty:
        return Refused(
            "own_motion_duty", f"本机关应当主动调解：{'；'.join(track.own_motion_duty)}。", "ground", "SEED-M 34；SZ 44"
        )
    return None
