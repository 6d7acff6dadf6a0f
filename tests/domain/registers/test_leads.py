"""A lead that becomes a case: the window registers the case and names the lead, the register hears it and settles the lead."""

from typing import Any
from uuid import UUID

from schemas.envelope import PublishedEvent
from schemas.intake import CaseRegistered
from schemas.registers import Noted, RegisterStepTaken
from services.registers.domain import react
from services.registers.domain.commands import NoteCaseRegistered
from services.registers.worker import REACTIONS
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.intake.window import CODE, clerk, nothing_yet, registration
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import HUB, LINKED, NUMBER, STREET, EntryCase

HEARD = NoteCaseRegistered(registered_code=LINKED, told_by=STREET)


def lead() -> EntryCase:
    """A lead of the hotline that the street has to settle."""
    case = EntryCase()
    body, filled = ENTRIES["leads"]
    case.enter("leads", body, **filled)
    return case


def case_registered(**told: Any) -> tuple[CaseRegistered, PublishedEvent]:
    """The event by which the window tells of a new case, with its envelope."""
    window = nothing_yet()
    names(window.act(clerk(HUB), registration(**told), at("2026-03-03")))
    event = next(one for one in window.history if isinstance(one, CaseRegistered))
    envelope = PublishedEvent(
        UUID(int=1), "intake", "case_registered", 1, CODE, 1, 0, at("2026-03-03"), clerk(HUB), "c", "c", None, {}
    )
    return event, envelope


def test_the_window_names_the_lead_and_the_lead_is_settled_as_that_case() -> None:
    event, envelope = case_registered(lead=NUMBER)
    heard = react.lead_became_case(event, envelope)
    assert heard is not None
    assert heard[0] == NUMBER
    case = lead()
    told = case.heard(heard[1], "2026-03-03")
    assert names(told) == ["register_step_taken", "clock_stopped"]
    taken = next(one for one in case.history if isinstance(one, RegisterStepTaken))
    assert (taken.step, taken.step_name, taken.case_code) == ("became_case", "转为纠纷案件", CODE)
    assert (case.entry.closed, case.entry.case_code, case.in_time("RG-LEAD")) == (True, CODE, True)


def test_a_case_that_names_no_lead_concerns_no_register() -> None:
    event, envelope = case_registered()
    assert react.lead_became_case(event, envelope) is None
    assert [reaction.react(event, envelope) for reaction in REACTIONS] == [None]


def test_the_command_goes_to_the_lead_and_not_to_the_case() -> None:
    event, envelope = case_registered(lead=NUMBER)
    [reaction] = REACTIONS
    sent = reaction.react(event, envelope)
    assert sent is not None
    assert sent.case_code == NUMBER


def test_the_code_of_a_sealed_case_goes_no_further() -> None:
    event, envelope = case_registered(lead=NUMBER)
    sealed = event.model_copy(update={"case": event.case.model_copy(update={"sealed": True})})
    heard = react.lead_became_case(sealed, envelope)
    assert heard is not None
    case = lead()
    case.heard(heard[1], "2026-03-03")
    assert (case.entry.closed, case.entry.case_code) == (True, None)


def test_a_number_that_cannot_be_a_lead_is_refused_at_the_window() -> None:
    refused = nothing_yet().act(clerk(HUB), registration(lead="123"), at("2026-03-03"))
    assert refusal(refused) == "lead_number_invalid"


def test_what_is_heard_of_something_else_is_noted_and_refused_to_nobody() -> None:
    closed = lead()
    closed.step("no_dispute", STREET, "2026-03-03", explanation="误报")
    other = EntryCase()
    body, filled = ENTRIES["suggestions"]
    other.enter("suggestions", body, **filled)
    for case in (EntryCase(), closed, other):
        assert names(case.heard(HEARD, "2026-03-04")) == ["noted"]
        [noted] = [one for one in case.history if isinstance(one, Noted)]
        assert (noted.what, noted.case_code) == ("case_registered", LINKED)


def test_a_lead_settled_late_by_its_case_is_marked_late() -> None:
    case = lead()
    case.time_passes("2026-03-10")
    assert irregularities(case.heard(HEARD, "2026-03-11")) == ["register_step_late"]


def test_nobody_but_the_system_tells_a_register_of_a_case() -> None:
    assert refusal(lead().said(HEARD, HUB, "2026-03-03")) == "not_found"


def test_a_body_that_has_nothing_to_do_with_a_lead_does_not_settle_it_by_naming_it() -> None:
    case = lead()
    assert names(case.heard(HEARD.model_copy(update={"told_by": "wuhu.jiujiang.hub"}), "2026-03-03")) == ["noted"]
    assert not case.entry.closed
    below = HEARD.model_copy(update={"told_by": "wuhu.jinghu.fangcun.community-2.pmc"})
    assert names(case.heard(below, "2026-03-03"))[0] == "register_step_taken"
