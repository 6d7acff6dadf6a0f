"""The clocks JC-1 to JC-6 of a case: what starts, ends and outlives them (domain.md 2.4, 2.7)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from schemas.base import Event
from schemas.clocks import ClockStarted, ClockStopped
from schemas.command import Command, CommandBody, Refused
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.situations import applications_of
from services.judicial_confirmation.domain.state import State
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockBook, KeptClock
from services.jurisdiction.clock_care import ClockKeeping

SERVICE = "judicial_confirmation"
APPLY, ACCEPT, RULE, RULE_STATUTORY = "JC-1", "JC-2", "JC-3", "JC-3S"
ENFORCE, PARTY_OBJECTION, INTERESTED_OBJECTION = "JC-4", "JC-5", "JC-6"
LABOUR_REVIEW = "LB-2"

CONSEQUENCES: Mapping[str, str] = {
    APPLY: "三十日已过。逾期申请写明理由后仍予登记，由法院决定是否顺延；也可以就协议起诉（CPL 205、86）。",
    ACCEPT: "法院未在收到申请后三日内决定是否受理（JC11 4），请催问。",
    RULE: "法院未在受理后十五日内作出裁定（JC11 5），请催问；经院长批准可以延长十日。",
    RULE_STATUTORY: "特别程序三十日的审理期限已过（CPL 187），须由院长批准延长。",
    ENFORCE: "申请执行的二年期间已过（CPL 250），对方可以提出执行时效抗辩。",
    PARTY_OBJECTION: "当事人未在收到裁定之日起十五日内提出异议（CPL-I 372）。",
    INTERESTED_OBJECTION: "利害关系人未在六个月内提出异议（CPL-I 372）。",
    LABOUR_REVIEW: "共同申请仲裁审查的十五日已过（LABR 74）；仍可申请司法确认、支付令，或者申请劳动仲裁。",
    "PO-1": "法院未在五日内通知是否受理支付令申请（CPL 225–228），请催问。",
    "PO-2": "法院未在受理后十五日内发出支付令（CPL 225–228），请催问。",
    "PO-3": "债务人未在收到支付令后十五日内清偿，也没有提出书面异议的，债权人可以申请执行（CPL 225–228）。",
}
"""What follows in law when a limit passes, in Chinese, by limit."""


def responsible(state: State, kept: KeptClock) -> str | None:
    """The court an application lies with; of anything else the mediation body, which looks after the parties (PML 31)."""
    about = kept.clock.subject.split("/")[0]
    for agreement in state.agreements.values():
        court = next((one.court for one in applications_of(agreement.situation) if one.application_id == about), None)
        if court is not None or about == agreement.agreement_id:
            return court or agreement.mediation_body
    bodies = {agreement.mediation_body for agreement in state.agreements.values()}
    return bodies.pop() if len(bodies) == 1 else None


CLOCKS: ClockKeeping[State] = ClockKeeping(
    book=lambda state: state.clocks, is_story=lambda state: state.story, responsible=responsible
)
"""How this service keeps clocks."""


def started(
    law: ConfirmationLaw, state: State, limit: str, at: datetime, subject: str, *, assumed: bool
) -> ClockStarted:
    """The limit begins to run at `at`; no verdict rests on an assumed date."""
    return clock_book.start(law, state.case_code, SERVICE, limit, at, subject=subject, assumed=assumed)


def stopped(book: ClockBook, limit: str, subject: str, command: Command[CommandBody], reason: str) -> tuple[Event, ...]:
    """What the limit waited for has happened at the act of `command`."""
    kept = book.latest(limit, subject)
    return clock_book.stop(kept, command.occurred_at, reason, assumed=command.body.occurred_at_assumed)


def moot(book: ClockBook, limit: str, subject: str, at: datetime, reason: str) -> tuple[Event, ...]:
    """The limit has lost its object: it ends without a verdict. Nothing where it runs no more."""
    kept = book.running(limit, subject)
    if kept is None:
        return ()
    clock = kept.clock
    return (ClockStopped(occurred_at=at, clock_id=clock.clock_id, limit=limit, in_time=None, reason=reason),)


def passed(kept: KeptClock | None, command: Command[CommandBody]) -> bool:
    """Whether the act came after the last day in time; False where that cannot be judged."""
    if kept is None or kept.clock.lapses_at is None or command.body.occurred_at_assumed:
        return False
    return command.occurred_at >= kept.clock.lapses_at


def extended(
    law: ConfirmationLaw, state: State, limit: str, subject: str, command: Command[CommandBody], by: int, reason: str
) -> tuple[Event, ...] | Refused:
    """The court's president lengthens the limit; approved in time and recorded after the lapse, the lapse is taken back."""
    kept = state.clocks.latest(limit, subject)
    if kept is None:
        return refuse("not_docketed")
    assumed = command.body.occurred_at_assumed
    answer = clock_book.extend(law, kept, command.occurred_at, by, "本院院长", reason, assumed=assumed)
    return replace(answer, field="days") if isinstance(answer, Refused) else answer


def start_of_day(day: date) -> datetime:
    """00:00 of this day in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def day_of(moment: datetime) -> date:
    """The day of this moment in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def service_subject(application_id: str, party_id: str) -> str:
    """What JC-5 is about: this application's ruling in the hands of this party."""
    return f"{application_id}/{party_id}"
