"""Whatever bodies, clocks and the window do to an entry of any register in whatever order: what must always hold of it."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.clocks import ClockBreached
from schemas.command import Refused
from schemas.registers import EntrySupervisionOrdered
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.register_fields import FieldKind, RegisterField
from services.registers.domain import limits
from services.registers.domain.commands import (
    AssignOwner,
    CloseOrder,
    CorrectEntry,
    NoteCaseRegistered,
    ReplyToOrder,
    SendOrderBack,
    VoidEntry,
)
from services.registers.domain.evolve import evolve
from services.registers.domain.forms import forms_of
from services.registers.domain.state import initial
from services.views.registers.projection import RegistersView
from tests.domain.given_when_then import at
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import (
    CITY,
    COMMUNITY,
    COURT,
    HUB,
    LABOUR_BUREAU,
    LINKED,
    MARKET_BUREAU,
    OTHER_HUB,
    STREET,
    SYSTEM,
    EntryCase,
    clerk,
)
from tests.domain.views.log import Log

BODIES = (HUB, STREET, COMMUNITY, LABOUR_BUREAU, MARKET_BUREAU, CITY, COURT, OTHER_HUB)
SECRET = "只有当事人知道的话"
REGISTERS = tuple(sorted(ENTRIES))
PLAYS = st.integers(0, 20_000)


def value(field: RegisterField, order: Random, today: date) -> Any:
    """Something that the field takes."""
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return SECRET if field.personal else "某事"
        case FieldKind.INTEGER:
            return int(field.minimum or 0) + order.randint(0, 3)
        case FieldKind.AMOUNT:
            return float(order.randint(0, 500))
        case FieldKind.YES_NO:
            return order.random() < 0.5
        case FieldKind.DATE:
            return (today + timedelta(days=order.randint(-20, 40))).isoformat()
        case FieldKind.MOMENT:
            return f"{(today - timedelta(days=1)).isoformat()}T06:00:00+08:00"
        case FieldKind.CHOICE:
            return order.choice(sorted(field.choices))
        case FieldKind.CHOICES:
            return order.sample(sorted(field.choices), 1)
        case FieldKind.BODY:
            return order.choice(BODIES)
        case FieldKind.CASE:
            return LINKED


def filled(fields: tuple[RegisterField, ...], order: Random, today: date) -> dict[str, Any]:
    told = [field for field in fields if field.required or order.random() < 0.5]
    return {field.name: value(field, order, today) for field in told}


def played(play: int) -> EntryCase:
    """An entry of some register, then what anybody may try; hours or weeks apart, some of it recorded late."""
    order = Random(play)
    case = EntryCase()
    code = order.choice(REGISTERS)
    register = case.law.catalogue.by_code[code]
    now: datetime = at("2026-03-02 10:00")
    shared = ENTRIES[code][1]
    entry = {**shared, **(filled(register.fields, order, now.date()) if order.random() < 0.5 else {})}
    case.act(clerk(ENTRIES[code][0]), forms_of(case.law)[code].enter.model_validate(entry), now)
    if isinstance(case.answer, Refused):
        case.act(clerk(ENTRIES[code][0]), forms_of(case.law)[code].enter.model_validate(shared), now)
    for _ in range(order.randint(0, 14)):
        now += timedelta(hours=order.randint(0, 25) ** 2)
        if order.random() < 0.4:
            case.time_passes(now.strftime("%Y-%m-%d %H:%M"))
        occurred = now - timedelta(hours=order.choice((0, 0, 0, 30, 200)))
        occurred = max(occurred, at("2026-03-02 10:00"))
        for body in order.sample(BODIES, len(BODIES)):
            case.act(clerk(body), _an_act(case, register.all_fields, order, now.date()), occurred, now)
            if not isinstance(case.answer, Refused):
                break
    return case


def _an_act(case: EntryCase, fields: tuple[RegisterField, ...], order: Random, today: date) -> Any:
    forms = forms_of(case.law)[case.entry.register_code]
    if order.random() < 0.7:
        step = order.choice(sorted(forms.steps))
        told = forms.register.step(step)
        assert told is not None
        return forms.steps[step].model_validate(filled(told.fields, order, today))
    field = order.choice(fields)
    text = value(field, order, today)
    corrected = "\n".join(text) if isinstance(text, list) else str(text)
    acts: dict[Any, int] = {
        CorrectEntry(field=field.name, new_value=corrected, reason=SECRET): 5, ReplyToOrder(reply=SECRET): 8,
        SendOrderBack(reason=SECRET): 4, CloseOrder(): 3, AssignOwner(owner=order.choice(BODIES), reason=SECRET): 3,
        VoidEntry(reason=SECRET): 1,
    }  # fmt: skip
    return order.choices(tuple(acts), tuple(acts.values()))[0]


@settings(max_examples=60)
@given(PLAYS)
def test_the_same_history_is_the_same_entry(play: int) -> None:
    case = played(play)
    again = initial(case.code)
    for event in case.history:
        again = evolve(again, event)  # type: ignore[assignment]  # the union of both
    assert again == case.state


@settings(max_examples=60)
@given(PLAYS)
def test_no_limit_runs_twice_and_none_runs_on_an_entry_that_has_ended(play: int) -> None:
    entry = played(play).entry
    running = [
        (kept.clock.limit, kept.clock.subject)
        for kept in entry.clocks.clocks.values()
        if kept.status is ClockStatus.RUNNING
    ]
    assert len(set(running)) == len(running)
    if not entry.goes_on:
        waiting = {order.order_id for order in entry.orders if order.is_open}
        assert {subject for _, subject in running} <= waiting


@settings(max_examples=60)
@given(PLAYS)
def test_every_order_rests_on_a_breach_and_waits_with_a_clock_of_its_own(play: int) -> None:
    case = played(play)
    told = case.history
    breaches = sum(isinstance(event, ClockBreached) for event in told)
    assert sum(isinstance(event, EntrySupervisionOrdered) for event in told) <= breaches
    for order in case.entry.orders:
        kept = case.entry.clocks.latest(limits.REPLY_LIMIT, order.order_id)
        assert kept is not None
        if order.status == "awaiting_reply":
            assert kept.status in (ClockStatus.RUNNING, ClockStatus.LAPSED)
        about = case.entry.clocks.clocks[order.clock_id]
        assert about.breached_at is not None or not order.is_open
    still_open = [order.clock_id for order in case.entry.orders if order.is_open]
    assert len(set(still_open)) == len(still_open)


@settings(max_examples=60)
@given(PLAYS)
def test_nothing_is_kept_that_tells_of_a_person_and_nothing_decided_by_it(play: int) -> None:
    assert SECRET not in played(play).state.model_dump_json()


@settings(max_examples=50)
@given(PLAYS)
def test_the_view_tells_of_an_entry_what_the_register_knows(play: int) -> None:
    case, log = played(play), Log()
    for event in case.history:
        log.decide("registers", event, case=case.code)
    document = log.document(RegistersView(), case.code)
    assert document is not None
    facts, entry = document["registers"]["facts"], case.entry
    assert (facts["stage"], facts["owner"], facts["closed"], facts["voided"]) == (
        entry.stage, entry.owner, entry.closed, entry.voided,
    )  # fmt: skip
    known = {name: list(told) if isinstance(told, tuple) else told for name, told in entry.values.items()}
    assert facts["values"] == known
    shown = {key: kept["status"] for key, kept in document["registers"]["clocks"].items()}
    assert shown == {key: kept.status.value for key, kept in entry.clocks.clocks.items()}
    still_open = {key for key, one in facts["orders"].items() if one["status"] != "settled"}
    assert still_open == {order.order_id for order in entry.orders if order.is_open}


@settings(max_examples=50)
@given(PLAYS)
def test_what_is_heard_is_never_refused(play: int) -> None:
    case = played(play)
    case.act(SYSTEM, NoteCaseRegistered(registered_code=LINKED), at("2027-01-04 09:00"))
    assert not isinstance(case.answer, Refused)
    assert case.answer
