"""Members of a group who go their own way become a child case with its own code; parent and child know of each other (rule E5)."""

from typing import Any

from schemas.command import Command, Refused
from schemas.identity import case_code, track_id
from schemas.intake import CaseRegistered, CaseSummary, ChildCaseReported, MembersLeft, NoteRecorded, RouteRecommended
from schemas.values import Party
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.entries import party
from services.intake.domain.group_commands import LetMembersLeave
from services.intake.domain.heard_commands import HearChildCase, RegisterChild
from services.intake.domain.law import IntakeLaw
from services.intake.domain.parties import unknown_party
from services.intake.domain.routing import recommended
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.group_parties import without_members
from services.jurisdiction.told import told

FIRST_NUMBER = 1


def let_members_leave(file: Open, command: Command[LetMembersLeave], law: IntakeLaw) -> Answer:
    """They leave this case at once; the child case is registered when it hears of it, in the same hands."""
    body = command.body
    leaving = tuple(one for one in file.case.parties if one.party_id in body.party_ids)
    if len(leaving) != len(set(body.party_ids)):
        return unknown_party("party_ids")
    origin = file.party(body.from_party) if body.from_party else None
    if body.from_party and origin is None:
        return unknown_party("from_party")
    refusal = _cannot_leave(file, leaving, origin, body)
    if refusal is not None:
        return refusal
    named = tuple(party(entry, command, f"member/{number}") for number, entry in enumerate(body.members))
    going = (*leaving, *named)
    left = MembersLeft(
        **told(command), child_case=case_code(command.derived_id("child")), party_ids=body.party_ids,
        from_party=body.from_party, persons=sum(one.headcount for one in going), reason=body.reason,
        case=_child(file.case, going), body=file.custody.custodian, handler=file.handler,
        first_handler=file.first_handler, requested_at=file.requested_at or file.registered_at,
    )  # fmt: skip
    return (left,)


def register_child(command: Command[RegisterChild], law: IntakeLaw) -> Answer:
    """The child case, in the hands that hold its parent; help was asked for when the group asked."""
    body = command.body
    registered = CaseRegistered(
        **told(command), registering_body=body.body, first_handler=body.first_handler, handler=body.handler or "",
        case=body.case, custody_number=FIRST_NUMBER, parent=body.parent, requested_at=body.requested_at,
    )  # fmt: skip
    track = track_id(command.case_code, FIRST_NUMBER)
    level = () if body.case.sealed else clocks.level_started(law, command, body.body, track, command.occurred_at)
    route = recommended(body.case, None, body.body, command, law)
    return registered, *((route,) if isinstance(route, RouteRecommended) else ()), *level


def child_known(file: CaseFile, command: Command[RegisterChild], law: IntakeLaw) -> Answer:
    """It is registered already: only noted."""
    return (NoteRecorded(**told(command), text=f"群体案件{command.body.parent}的成员另行处理，本案已经登记"),)


def hear_child_case(file: CaseFile, command: Command[HearChildCase], law: IntakeLaw) -> Answer:
    """What became of a child; of a case that is none of ours only that somebody said so."""
    body = command.body
    if body.child not in file.children:
        return (NoteRecorded(**told(command), text="另一案件自称由本案分出，本案没有这一记录"),)
    return (ChildCaseReported(**told(command), child_case=body.child, what=body.what, result=body.result),)


def _cannot_leave(
    file: Open, leaving: tuple[Party, ...], origin: Party | None, body: LetMembersLeave
) -> Refused | None:
    if not leaving and not body.members:
        return Refused("nobody_leaves", "请写明哪些成员另行处理。", "party_ids")
    if bool(body.members) != (origin is not None):
        return Refused("members_unclear", "未具名的成员另行处理时，请写明其所属的一方和各成员的姓名。", "members")
    if origin is not None and origin.party_id in body.party_ids:
        return Refused("members_unclear", "同一当事人不能既整体离开又分出成员。", "from_party")
    roles = {one.role for one in (*leaving, *((origin,) if origin else ()))} | {entry.role for entry in body.members}
    if len(roles) != 1:
        return Refused("members_of_both_sides", "另行处理的成员应当处于同一方。", "party_ids")
    [role] = roles
    after = without_members(file.case, body.party_ids, None, 0)
    stays = sum(one.headcount for one in after.parties if one.role is role)
    if stays - sum(entry.headcount for entry in body.members) < 1 or (origin and _too_many(origin, body)):
        return Refused("nobody_left", "该方没有人留在本案，不能全部另行处理。请直接办理本案。", "party_ids")
    return None


def _too_many(origin: Party, body: LetMembersLeave) -> bool:
    return sum(entry.headcount for entry in body.members) >= origin.headcount


def _child(case: CaseSummary, going: tuple[Party, ...]) -> CaseSummary:
    """Those who leave, with everybody who is not on their side; nothing of what was said in mediation."""
    others = tuple(one for one in case.parties if one.role is not going[0].role)
    parties: tuple[Any, ...] = (*going, *others)
    return case.model_copy(
        update={"parties": parties, "representations": (), "headcount": sum(one.headcount for one in parties)}
    )
