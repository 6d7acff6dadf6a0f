"""A channel's body hands its case to the competent one: the window makes the offer (移送, SZ 45). Never refused."""

from schemas.command import Command, Refused
from schemas.intake import ConflictNoted, HandOverReason
from services.intake.domain.access import Answer
from services.intake.domain.answers import noted
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.heard_commands import HearTransferRequested
from services.intake.domain.law import IntakeLaw
from services.intake.domain.offers import offer_custody
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.told import told

TRANSFER = "transfer_requested"


def hear_transfer(file: CaseFile, command: Command[HearTransferRequested], law: IntakeLaw) -> Answer:
    """The case is offered to the competent body; why that cannot be stands on file, and the channel hears it."""
    body = command.body
    report = noted(command, body.channel, body.track_id, TRANSFER)
    if not isinstance(file, Open) or file.custody.present.track_id != body.track_id:
        return report, _conflict(command, "该机构已不持有本案，不能由其移送")
    offer = OfferCustody(
        to_body=body.to_body, channel=body.channel, reason=HandOverReason.REFERRAL, explanation=body.reason,
        occurred_at=command.body.occurred_at, occurred_at_assumed=command.body.occurred_at_assumed,
    )  # fmt: skip
    act = Command(command.id, command.case_code, command.actor, command.recorded_at, offer)
    answer = offer_custody(file, act, law)
    return (report, _conflict(command, answer.message)) if isinstance(answer, Refused) else (report, *answer)


def _conflict(command: Command[HearTransferRequested], reason: str) -> ConflictNoted:
    body = command.body
    return ConflictNoted(**told(command), channel=body.channel, track_id=body.track_id, what=TRANSFER, reason=reason)
