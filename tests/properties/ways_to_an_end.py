"""How a case under test can be brought to an end, and who the log says holds it."""

from datetime import datetime, timedelta
from typing import Any

from schemas.command import Refused
from schemas.intake import CaseRegistered, CaseReopened, CloseResult, CustodyMoved
from services.intake.domain.custody_commands import OfferCustody, WithdrawOffer
from services.intake.domain.file_commands import CloseCase
from services.intake.domain.state import CaseFile, Closed, Merged, Voided
from tests.domain.intake.window import PEOPLE, SYSTEM, WindowCase, clerk, reported, the_file


def holder(event: Any) -> str | None:
    """The body that holds the case from this event on."""
    match event:
        case CaseRegistered(registering_body=body) | CustodyMoved(to_body=body) | CaseReopened(body=body):
            return str(body)
        case _:
            return None


def ended(case: WindowCase, now: datetime, step: Any) -> int:
    """How many commands it took; `case` is a copy whose log is its own."""
    case.history = list(case.history)
    for commands in range(13):
        if isinstance(case.state, Closed | Merged | Voided):
            return commands
        case.when(*step(the_file(case), now))
        assert not isinstance(case.answer, Refused), case.answer
        now += timedelta(minutes=1)
    return 13


def withdraw_and_close(file: CaseFile, now: datetime) -> tuple[Any, ...]:
    holder = clerk(file.custody.custodian)
    if file.custody.open_offer is not None:
        return WithdrawOffer(reason="收回"), holder, now
    return CloseCase(result=CloseResult.WITHDRAWN), holder, now


def mediate_and_close(file: CaseFile, now: datetime) -> tuple[Any, ...]:
    """The whole way: take it back, mediate it here, agree, close."""
    holder = clerk(file.custody.custodian)
    present = file.custody.present
    if file.custody.open_offer is not None:
        return WithdrawOffer(reason="收回"), holder, now
    if present.agreed_in_full:
        return CloseCase(result=CloseResult.AGREED), holder, now
    if present.is_open_round:
        return reported("agreement_effective", present.number, present.body), SYSTEM, now
    return OfferCustody(to_body=present.body, channel=PEOPLE), holder, now
