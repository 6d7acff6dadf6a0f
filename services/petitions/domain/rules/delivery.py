"""The unit's receipt of a petition that was sent outside the system (签收): from then its limits are counted (XF 23)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_receiving import PetitionDelivered
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import RecordDelivery
from services.petitions.domain.rules.transfer import is_told
from services.petitions.domain.state import CaseState, Petition


def record_delivery(state: CaseState, petition: Petition, command: Command[RecordDelivery], law: Law) -> Answer:
    """Once, and not before it was sent; what the unit has done meanwhile needs no limit any more."""
    at = moment(command)
    if not petition.undelivered:
        return Refused(
            "nothing_on_its_way", "没有等待签收的信访事项：经信息系统转送的，转送时即为收到。", source="XF 23"
        )
    if petition.forwarded is not None and at.is_before(petition.forwarded):
        return Refused("delivered_before_sent", "收到的时间早于转送、交办的时间，请核对。", "occurred_at", "XF 23")
    delivered = PetitionDelivered(
        **stamp(command, petition), responsible_unit=petition.unit or "", way=command.body.way
    )  # fmt: skip
    started: tuple[Event, ...] = () if is_told(petition) else clocks.start(state, law, clocks.NOTICE, at)
    if petition.accepted is None:
        started = (*started, *clocks.start(state, law, clocks.OBJECTION, at))
    return delivered, *started
