"""Before the decision: sector and grade, the application and its dates, what stands against mediating."""

from schemas.administrative_mediation import (
    ApplicationExamined,
    ApplicationRecorded,
    DamageFixed,
    FindingReceived,
    MatterClassified,
)
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.values import PartyRole
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import (
    ClassifyMatter,
    ExamineApplication,
    FixDamage,
    RecordApplication,
    RecordFinding,
)
from services.administrative_mediation.domain.irregularities import irregular
from services.administrative_mediation.domain.refusals import not_ours_yet, only_in, unknown_party
from services.administrative_mediation.domain.situations import Accepted, Examining
from services.administrative_mediation.domain.state import Application, CaseState, Track
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment

ANOTHER_SECTOR = "调整所属领域或者难易程度，按新的期限计算"


def classify_matter(state: CaseState, track: Track, command: Command[ClassifyMatter], law: Law) -> Answer:
    """Another sector or grade: the time to decide is that of the new one, from the same day."""
    body = command.body
    if refused := only_in(track, Examining):
        return refused
    before = sectors.sector_of(law, track)
    after = law.administrative.sector(body.sector) if body.sector is not None else before
    if after is None:
        known = [sector.id for sector in law.administrative.file.sectors]
        return Refused("unknown_sector", "没有这个领域，请从列表中选择。", "sector", parameters={"sectors": known})
    grade = track.complex if body.complex is None else body.complex
    classified = MatterClassified(**stamp(command, track), sector=after.id, complex=grade, reason=body.reason)
    old = clocks.accept_limit(before, complex_matter=track.complex)
    new = clocks.accept_limit(after, complex_matter=grade)
    limits = ((old, new), (before.decision_notice_limit, after.decision_notice_limit))
    return classified, *(event for pair in limits for event in _another_limit(state, track, command, law, *pair))


def _another_limit(
    state: CaseState, track: Track, command: Command[ClassifyMatter], law: Law, old: str | None, new: str | None
) -> tuple[Event, ...]:
    """The old limit ends and the new one runs from the receipt, as it would have from the first."""
    if old == new:
        return ()
    at = moment(command)
    stopped = clocks.stopped(state, old, track, at, ANOTHER_SECTOR)
    received = track.signed_for or at
    again = clocks.started(state, law, new, track, received) if track.by_application else ()
    return *stopped, *(event.model_copy(update={"occurred_at": at.at}) for event in again)


def record_finding(state: CaseState, track: Track, command: Command[RecordFinding], law: Law) -> Answer:
    """The finding was received: the parties have ten days to ask for mediation together (TR 94)."""
    if refused := not_ours_yet(track):
        return refused
    rule = sectors.sector_of(law, track).application
    if rule is None:
        return Refused("sector_without_finding", "本领域没有事故认定书和申请期限的规定。", source="TR 94")
    received = FindingReceived(**stamp(command, track), received_on=command.body.received_on)
    if not isinstance(track.situation, Examining):
        return (received,)
    return received, *clocks.started_on(state, law, rule.limit, track, command.body.received_on, moment(command))


def record_application(state: CaseState, track: Track, command: Command[RecordApplication], law: Law) -> Answer:
    """A fact, marked where the sector wants it otherwise. It ends the time to apply."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    party_ids = body.party_ids or tuple(
        party.party_id for party in state.sides if body.joint or party.role is PartyRole.APPLICANT
    )
    if unknown := tuple(party_id for party_id in party_ids if state.party(party_id) is None):
        return unknown_party(unknown, "party_ids")
    sector = sectors.sector_of(law, track)
    at = moment(command)
    application = Application(
        at=at, joint=body.joint, written=body.written, mediation_failed_on=body.mediation_failed_on
    )
    recorded = ApplicationRecorded(
        **stamp(command, track), irregularities=tuple(
            irregular(code, sector.application.source if sector.application else None)
            for code in application_faults(state, track, application, sector, law)
        ),
        party_ids=party_ids, joint=body.joint, written=body.written, infringed_on=body.infringed_on,
        mediation_failed_on=body.mediation_failed_on,
    )  # fmt: skip
    rule = sector.application
    together = rule is not None and body.joint and body.written
    applied = clocks.stopped(state, rule.limit, track, at, "共同书面申请调解") if rule is not None and together else ()
    undecided = isinstance(track.situation, Examining) and not track.by_application
    asked = _time_to_decide(state, track, sector, command, law) if undecided else ()
    return recorded, *applied, *asked


def examine_application(state: CaseState, track: Track, command: Command[ExamineApplication], law: Law) -> Answer:
    """The check is on file; what it found bars acceptance until another check clears it."""
    body = command.body
    if refused := only_in(track, Examining, *Accepted.__args__):
        return refused
    sector = sectors.sector_of(law, track)
    if unknown := [code for code in body.findings if code not in sector.grounds]:
        known = {ground.code: ground.text_zh for ground in sectors.grounds_of(law, sector)}
        return Refused(
            "unknown_ground", "没有这一情形，请从列表中选择。", "findings", sector.source,
            {"unknown": unknown, "grounds": known},
        )  # fmt: skip
    return (ApplicationExamined(**stamp(command, track), findings=body.findings, explanation=body.explanation),)


def fix_damage(state: CaseState, track: Track, command: Command[FixDamage], law: Law) -> Answer:
    """Ten days run from here, or from acceptance where that is later (TR 94-96)."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    sector = sectors.sector_of(law, track)
    if not sector.finish_from_damage or sector.finish_limit is None:
        return Refused("sector_without_damage_day", "本领域的期限不自损失确定之日起算。", "basis", "TR 94–96")
    fixed = DamageFixed(**stamp(command, track), basis=body.basis, on=body.on)
    if track.taken_up is None or not isinstance(track.situation, Accepted):
        return (fixed,)
    start = max(body.on, sectors.day_of(track.taken_up.at))
    return fixed, *clocks.started_on(state, law, sector.finish_limit, track, start, moment(command))


def application_faults(
    state: CaseState, track: Track, application: Application, sector: Sector, law: Law
) -> tuple[str, ...]:
    """Codes of what is wrong with the application where the sector has rules on it."""
    rule = sector.application
    if rule is None:
        return ()
    together = (application.joint or not rule.joint) and (application.written or not rule.written)
    late = _is_late(state, track, application, sector, law)
    return (*(() if together else ("application_not_joint",)), *(("application_late",) if late else ()))


def _is_late(state: CaseState, track: Track, application: Application, sector: Sector, law: Law) -> bool:
    """After failed people's mediation three days count (TRP 85), else ten days from the finding (TR 94)."""
    rule = sector.application
    if rule is None or application.at.assumed:
        return False
    if application.mediation_failed_on is not None:
        clock = law.due(rule.limit_after_mediation, application.mediation_failed_on)
        lapses_at = getattr(clock, "lapses_at", None)
        return lapses_at is not None and application.at.at >= lapses_at
    return clocks.is_past(clocks.kept(state, rule.limit, track), application.at)


def _time_to_decide(
    state: CaseState, track: Track, sector: Sector, command: Command[RecordApplication], law: Law
) -> tuple[Event, ...]:
    """Somebody applied after all in a matter that the agency had found itself."""
    limit = clocks.accept_limit(sector, complex_matter=track.complex)
    return clocks.started(state, law, limit, track, moment(command))
