"""The common superior says who handles the case: after a refusal or silence, and between competing bodies (rule E3; XF 24, SZ 45)."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import track_id
from schemas.intake import CustodianDesignated, DesignationGround, DesignationRequested, HandOverReason
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.custody import Dispute, Offer, OfferStatus
from services.intake.domain.custody_commands import DesignateCustodian, RequestDesignation
from services.intake.domain.law import DESIGNATION_LIMIT, IntakeLaw, is_above
from services.intake.domain.offers import before_custody, cannot_take, moved
from services.intake.domain.sealing import sealed_stays
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.designation import SOURCE, common_superiors
from services.jurisdiction.told import told

_GROUNDS = {OfferStatus.RETURNED: DesignationGround.REFUSED, OfferStatus.TIMED_OUT: DesignationGround.SILENT}


def request_designation(file: Open, command: Command[RequestDesignation], law: IntakeLaw) -> Answer:
    """Ask the nearest body above all those concerned. The custodian keeps the case meanwhile."""
    if (sealed := sealed_stays(file.case)) is not None:
        return sealed
    if file.designation is not None:
        return Refused(
            "designation_requested", "已经提请指定，正在等待共同上级的决定。",
            parameters={"superior": file.designation.superior},
        )  # fmt: skip
    dispute = _dispute(file, command.body.bodies, law)
    if isinstance(dispute, Refused):
        return dispute
    nearest = common_superiors(law, dispute.bodies)[0]
    if nearest.id == command.actor.organisation:
        return Refused("is_common_superior", "本机构就是这些机构的共同上级，请直接指定。")
    return requested(command, law, nearest.id, dispute, command.body.reason, command.actor.organisation)


def designate(file: Open, command: Command[DesignateCustodian], law: IntakeLaw) -> Answer:
    """The designated body holds the case at once: it is told, not asked, and cannot send it back."""
    body, by = command.body, command.actor.organisation
    dispute = file.designation or _dispute(file, body.bodies, law)
    if isinstance(dispute, Refused):
        return dispute
    refusal = (
        _not_above(by, dispute.bodies, law)
        or cannot_take(file, law.organisation(body.to_body), body.channel, law, day_of(command.occurred_at))
        or _not_below(by, body.to_body, law)
        or before_custody(file, command)
    )
    if refusal is not None:
        return refusal
    present = file.custody.present
    confirmed = body.to_body == present.body and body.channel is present.channel and present.ended is None
    number = present.number if confirmed else file.custody.next_number
    designated = CustodianDesignated(
        **told(command), custody_number=number, by_body=by, to_body=body.to_body, channel=body.channel,
        bodies=dispute.bodies, ground=dispute.ground, reason=body.reason, source=SOURCE,
        request_id=file.designation.request_id if file.designation else None,
    )  # fmt: skip
    waiting = file.custody.open_offer
    back = clocks.offer_withdrawn(file, waiting, command, "共同上级已经指定办理机构") if waiting else ()
    if confirmed:
        return *back, designated, *clocks.stopped(file.designation_clock, command, "共同上级已经指定")
    offer = Offer(
        number=number, from_body=present.body, to_body=body.to_body, channel=body.channel,
        track_id=track_id(file.case_code, number), reason=HandOverReason.DESIGNATION, offered_at=command.occurred_at,
    )  # fmt: skip
    return *back, designated, *moved(file, offer, command, law, None)


def requested(
    command: Command[Any],
    law: IntakeLaw,
    superior: str,
    dispute: Dispute,
    reason: str,
    by_body: str,
    after_lapse_of: str | None = None,
) -> tuple[Event, ...]:
    """The request to `superior`, and the clock of its answer."""
    request_id = str(command.derived_id(f"designation/{superior}"))
    asked = DesignationRequested(
        **told(command), request_id=request_id, by_body=by_body, superior=superior, bodies=dispute.bodies,
        ground=dispute.ground, reason=reason, after_lapse_of=after_lapse_of,
    )  # fmt: skip
    return asked, clocks.started(law, command, DESIGNATION_LIMIT, request_id, command.occurred_at)


def superior_silent(
    file: Open, request_id: str, clock_id: str, command: Command[Any], law: IntakeLaw
) -> tuple[Event, ...]:
    """The next body above is asked; at the top nobody is left, and the lapsed clock keeps the case on its list."""
    request = file.designation
    if request is None or request.request_id != request_id:
        return ()
    silent = law.organisation(request.superior)
    above = law.ancestors(silent)[:1] if silent else ()
    reason = "上级机构逾期未指定，提请再上一级指定"
    return tuple(
        event
        for upper in above
        for event in requested(command, law, upper.id, request, reason, request.by_body, clock_id)
    )


def _dispute(file: CaseFile, competing: tuple[str, ...], law: IntakeLaw) -> Dispute | Refused:
    """What a superior has to decide: told by the competing bodies named, else by the last offer that failed."""
    for body in competing:
        if law.organisation(body) is None:
            return Refused("unknown_body", "没有这个机构。请从机构名录中选择。", "bodies", parameters={"body": body})
    failed = [offer for offer in file.custody.offers if offer.status in _GROUNDS and offer.number > file.custody.number]
    if competing:
        found = Dispute(bodies=_with_custodian(file, competing), ground=DesignationGround.COMPETING)
    elif failed:
        to, ground = failed[-1].to_body, _GROUNDS[failed[-1].status]
        found = Dispute(bodies=_with_custodian(file, (to,)), ground=ground)
    else:
        sentence = "没有机构退回移交或者逾期未答复，也没有写明有争议的机构，不需要指定。请写明各方机构，或者直接移交。"
        return Refused("no_ground_for_designation", sentence, "bodies", SOURCE)
    if not common_superiors(law, found.bodies):
        return Refused("no_common_superior", "这些机构没有共同的上级。请提请联席会议协商确定。", "bodies", SOURCE)
    return found


def _with_custodian(file: CaseFile, bodies: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((file.custody.custodian, *bodies)))


def _not_above(by: str, bodies: tuple[str, ...], law: IntakeLaw) -> Refused | None:
    superiors = [body.id for body in common_superiors(law, bodies)]
    if by in superiors:
        return None
    sentence = "只有各方机构的共同上级才能指定办理机构。请提请共同上级指定。"
    nearest = superiors[0] if superiors else None
    return Refused("not_common_superior", sentence, source=SOURCE, parameters={"superior": nearest})


def _not_below(by: str, to_body: str, law: IntakeLaw) -> Refused | None:
    if to_body == by or is_above(law, by, to_body):
        return None
    return Refused("not_subordinate", "只能指定本机构或者下级机构办理。", "to_body", SOURCE)
