"""The committee's case file (PML 27; domain.md section 7): documents put in, the archive check, closing."""

from schemas.command import Command, Refused
from schemas.people_mediation import FileArchived, FileItem, FileItemAdded
from schemas.values import DisputeType
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus, stop
from services.people_mediation.domain.agreement import AgreementRecord, Kept
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import AddFileItem, ArchiveFile
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import not_ours_yet, only_in, where_it_stands
from services.people_mediation.domain.situations import Agreed, Archived, InMediation, Lost, Preparing, Terminated
from services.people_mediation.domain.state import CaseState, Track

ALWAYS_NEEDED: tuple[tuple[FileItem, str], ...] = (
    (FileItem.APPLICATION_OR_REGISTRATION, "1 申请书或者受理登记表"),
    (FileItem.RIGHTS_NOTICE, "2 权利义务告知书"),
    (FileItem.IDENTITY, "3 身份证明"),
    (FileItem.MEDIATION_RECORD, "7 调解记录"),
)
NEEDED_IF_AGREED = (FileItem.AGREEMENT, "8 调解协议书")


def add_file_item(state: CaseState, track: Track, command: Command[AddFileItem]) -> Answer:
    """A document goes into an open file."""
    if isinstance(track.situation, Archived):
        return where_it_stands(track)
    if refused := not_ours_yet(track):
        return refused
    body = command.body
    return (FileItemAdded(**stamp(command, track), item=body.item, description=body.description),)


def archive_file(state: CaseState, track: Track, command: Command[ArchiveFile]) -> Answer:
    """Items 1, 2, 3, 7 and, if agreed, 8 have to be there, and performance looked after (PML 31)."""
    body = command.body
    if refused := _not_over(track) or _incomplete(state, track) or _not_supervised(track):
        return refused
    archived = FileArchived(
        **stamp(command, track), irregularities=marked(_confirmation_not_told(state, track)), volume_number=body.volume_number, items=tuple(items_of(state, track)),
        retention=body.retention, closed_on=command.occurred_at.astimezone(SHANGHAI).date(),
    )  # fmt: skip
    at = moment(command)
    ids = [agreement.agreement_id for agreement in track.agreements]
    open_clocks = [
        kept
        for kept in state.clocks.clocks.values()
        if kept.status is ClockStatus.RUNNING and kept.clock.subject.split("/")[0] in ids
    ]
    return [archived, *(event for kept in open_clocks for event in stop(kept, at.at, "归档", assumed=at.assumed))]


def _confirmation_not_told(state: CaseState, track: Track) -> str | None:
    """Of a medical dispute the parties are to be told (MED 39); no days are given for it, so the closed file is what shows it."""
    medical = state.case is not None and state.case.dispute_type is DisputeType.MEDICAL
    untold = any(one.is_in_force and not one.confirmation_told for one in track.agreements)
    return "confirmation_right_not_told" if medical and untold else None


def items_of(state: CaseState, track: Track) -> list[FileItem]:
    """What is in the file: added documents, what the system recorded itself, and identities known from registration."""
    derived = [FileItem.IDENTITY] if _identities_known(state) else []
    present = [*track.file_items, *derived]
    return [item for item in FileItem if item in present]


def _not_over(track: Track) -> Refused | None:
    if isinstance(track.situation, Preparing | InMediation):
        return Refused("round_open", "本轮调解尚未结束，不能归档。", source="PML 27")
    settled = track.settled_by
    if settled is not None and not settled.is_in_force:
        return Refused(
            "agreement_unfinished", "书面协议尚缺签名或者印章，不能归档；不再签订的请先终止调解。", source="PML 29"
        )
    return only_in(track, Agreed, Terminated, Lost)


def _incomplete(state: CaseState, track: Track) -> Refused | None:
    agreed = any(agreement.is_in_force for agreement in track.agreements)
    needed = (*ALWAYS_NEEDED, NEEDED_IF_AGREED) if agreed else ALWAYS_NEEDED
    present = items_of(state, track)
    missing = [(item, name) for item, name in needed if item not in present]
    if not missing:
        return None
    return Refused(
        "file_incomplete", f"卷宗缺少必备材料：{'、'.join(name for _, name in missing)}。", source="PML 27",
        parameters={"missing": [item.value for item, _ in missing]},
    )  # fmt: skip


def _not_supervised(track: Track) -> Refused | None:
    """Every agreement that binds was performed, looked after, urged after a breach, or replaced by a later whole one."""
    left = [
        one.agreement_id
        for place, one in enumerate(track.agreements)
        if one.is_in_force and not one.is_supervised and not _replaced(one, track.agreements[place + 1 :])
    ]
    if not left:
        return None
    return Refused(
        "performance_not_supervised", "协议尚未全部履行，也没有回访或者违约后督促的记录，不能归档。", source="PML 31",
        parameters={"agreement_ids": left},
    )  # fmt: skip


def _replaced(agreement: AgreementRecord, later: tuple[AgreementRecord, ...]) -> bool:
    """Broken, and a later agreement on the whole dispute took its place."""
    return agreement.kept is Kept.BREACHED and any(one.is_in_force and not one.partial for one in later)


def _identities_known(state: CaseState) -> bool:
    """Every applicant and respondent was registered with an identity number; whether it is there, never what it says."""
    return bool(state.sides) and all(party.identity_number is not None for party in state.sides)
