"""Duplicates: one case goes on under another's code, and apart again. Each case decides for itself and hears of the other by events."""

from typing import Any

from schemas.base import Event
from schemas.command import Actor, Command, Refused
from schemas.intake import (
    CasesMerged,
    CaseUnmerged,
    DuplicateAbsorbed,
    DuplicateRejected,
    DuplicateReleased,
    NoteRecorded,
)
from services.intake.domain import clocks
from services.intake.domain.access import SUPERVISORS, Answer, forbidden, not_open
from services.intake.domain.closing import agreement_stands, round_denied
from services.intake.domain.file_commands import MergeInto, UnmergeCase
from services.intake.domain.heard_commands import AbsorbDuplicate, ReleaseDuplicate, UndoMerge
from services.intake.domain.law import IntakeLaw
from services.intake.domain.offers import given_way, open_offer_refusal
from services.intake.domain.registration import code_refusal
from services.intake.domain.state import CaseFile, Merged, Open
from services.intake.domain.supervision import all_closed
from services.jurisdiction.told import told


def merge_into(file: Open, command: Command[MergeInto], law: IntakeLaw) -> Answer:
    """This case waits under another code. Nothing of it is lost, and the merge can be undone."""
    body = command.body
    refusal = code_refusal(file.case_code, body.into, "into") or open_offer_refusal(file) or agreement_stands(file)
    if refusal is not None:
        return refusal
    if file.duplicates:
        sentence = "已有其他案件并入本案，请先解除那些合并，再将本案并入另一案件。"
        return Refused("has_duplicates", sentence, parameters={"duplicates": list(file.duplicates)})
    back = given_way(file, command)
    return (
        *back,
        CasesMerged(**told(command), into=body.into, reason=body.reason),
        *round_denied(file, command, "本案作为重复登记并入另一案件"),
        *all_closed(file, command),
        *clocks.all_stopped(file, command, "案件已合并", back),
    )


def unmerge_case(file: CaseFile, command: Command[UnmergeCase], law: IntakeLaw) -> Answer:
    """The merge was a mistake."""
    if not isinstance(file, Merged):
        return Refused("not_merged", "本案没有并入其他案件。")
    return _unmerged(file, command, law, command.body.reason)


def undo_merge(file: CaseFile, command: Command[UndoMerge], law: IntakeLaw) -> Answer:
    """The other case cannot take this one: it goes on under its own code, in the hands it was in."""
    if isinstance(file, Merged) and file.into == command.body.into:
        return _unmerged(file, command, law, command.body.reason)
    return (NoteRecorded(**told(command), text=f"合并未被接收，本案已不在该案名下：{command.body.reason}"),)


def absorb_duplicate(file: CaseFile, command: Command[AbsorbDuplicate], law: IntakeLaw) -> Answer:
    """Another case joins this one, unless this one has ended or the merging body has no standing here."""
    body = command.body
    if body.duplicate in file.duplicates:
        return (NoteRecorded(**told(command), text=f"案件{body.duplicate}已经并入本案"),)
    # A refusal here must not tell a stranger that this case exists, so `unknown` and `foreign` are one answer.
    merging = Actor(user=command.actor.user, organisation=body.by_body)
    if forbidden(file, merging, law, SUPERVISORS) is not None:
        return rejected(command)
    if not_open(file) is not None:
        return rejected(command, "target_not_open", "目标案件已经结束，不能并入")
    return (DuplicateAbsorbed(**told(command), duplicate=body.duplicate, reason=body.reason),)


def release_duplicate(file: CaseFile, command: Command[ReleaseDuplicate], law: IntakeLaw) -> Answer:
    """A merge was undone on the other side. Where none was, the other case is not named: it may be a stranger's."""
    body = command.body
    if body.duplicate not in file.duplicates:
        return (NoteRecorded(**told(command), text="另一案件提到的合并与本案无关"),)
    return (DuplicateReleased(**told(command), duplicate=body.duplicate, reason=body.reason),)


def rejected(
    command: Command[Any], code: str = "target_not_found", reason: str = "没有找到目标案件，或者无权并入"
) -> tuple[Event, ...]:
    """The answer to a merge that cannot be; the other case hears it and undoes the merge."""
    return (DuplicateRejected(**told(command), duplicate=command.body.duplicate, code=code, reason=reason),)


def unknown_case(command: Command[Any]) -> tuple[Event, ...]:
    """Another case speaks to one that was never registered here: kept as a note."""
    return (NoteRecorded(**told(command), text="其他案件提到的本案未在窗口登记"),)


def _unmerged(file: Merged, command: Command[Any], law: IntakeLaw, reason: str) -> tuple[Event, ...]:
    present = file.custody.present
    return (
        CaseUnmerged(**told(command), former_target=file.into, reason=reason),
        *clocks.level_started(law, command, present.body, present.track_id, command.occurred_at),
    )
