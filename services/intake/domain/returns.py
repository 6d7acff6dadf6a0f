"""The file goes back to the court whose delegated round brought no agreement (TY 21, OL 21)."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import track_id
from schemas.intake import HandOverReason
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.court_rounds import channel_of_return
from services.intake.domain.custody import Offer
from services.intake.domain.custody_commands import ReturnFile
from services.intake.domain.law import IntakeLaw
from services.intake.domain.offers import before_custody, moved
from services.intake.domain.state import Open


def return_file(file: Open, command: Command[ReturnFile], law: IntakeLaw) -> Answer:
    """The body that mediates for the court gives the file back before its round has ended."""
    if file.custody.waiting_court is None:
        return Refused("not_delegated", "本案不是法院委派、委托调解的案件，没有案卷需要退回法院。", source="TY 21")
    return before_custody(file, command) or file_returned(file, command, law)


def file_returned(file: Open, command: Command[Any], law: IntakeLaw) -> tuple[Event, ...]:
    """Custody goes back to the court, whose track goes on; nobody is asked, since the court never gave the matter away."""
    court = file.custody.waiting_court
    if court is None:
        return ()
    waiting = file.custody.open_offer
    back = clocks.offer_withdrawn(file, waiting, command, "案卷已退回法院") if waiting else ()
    number = file.custody.next_number
    offer = Offer(
        number=number, from_body=file.custody.custodian, to_body=court.body, channel=channel_of_return(court, law),
        track_id=track_id(file.case_code, number), reason=HandOverReason.RETURN, offered_at=command.occurred_at,
    )  # fmt: skip
    return *back, *moved(file, offer, command, law, None)
