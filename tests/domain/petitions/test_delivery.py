"""What is sent on paper arrives later: the unit's notice and objection are counted from its receipt (XF 23; domain.md 2.3)."""

from services.petitions.domain import commands as c
from services.views.facts.petitions import fold
from services.views.work_list.items import of_petitions
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.petitions.petition_case import OFFICE, UNIT, PetitionCase

ON_PAPER = c.ForwardPetition(responsible_unit=UNIT, arrives_later=True)
RECEIVED = c.RecordDelivery(way="挂号信")


def sent_on_paper() -> PetitionCase:
    case = PetitionCase().registered()
    assert clock_events(case.does(ON_PAPER, "2026-03-03")) == [("clock_stopped", "XF-1")]
    return case


def kinds_of_work(case: PetitionCase) -> list[tuple[str, str]]:
    """What the work list shows, and for whom."""
    facts = None
    for event in case.events:
        facts = fold(facts, event)
    assert facts is not None
    return [(item["kind"], item["organisation"]) for item in of_petitions(facts)]


def test_the_units_limits_wait_for_the_receipt_and_the_office_is_reminded_of_it() -> None:
    case = sent_on_paper()
    assert ("receipt_not_recorded", OFFICE) in kinds_of_work(case)
    received = case.does(RECEIVED, "2026-03-06", UNIT)
    assert case.started(received) == {"XF-2": "2026-03-23", "XF-3": "2026-03-13"}
    assert ("receipt_not_recorded", OFFICE) not in kinds_of_work(case)


def test_a_receipt_entered_late_counts_from_the_day_it_happened() -> None:
    case = sent_on_paper()
    received = case.does(RECEIVED, "2026-03-06", OFFICE, recorded="2026-03-12")
    assert case.started(received)["XF-3"] == "2026-03-13"


def test_it_is_received_once_and_not_before_it_was_sent() -> None:
    case = sent_on_paper()
    assert refusal(case.does(RECEIVED, "2026-03-02 10:00", OFFICE, recorded="2026-03-04")) == "delivered_before_sent"
    names(case.does(RECEIVED, "2026-03-06", UNIT))
    assert refusal(case.does(RECEIVED, "2026-03-07", UNIT)) == "nothing_on_its_way"
    assert refusal(PetitionCase().with_unit().does(RECEIVED, "2026-03-06", UNIT)) == "nothing_on_its_way"


def test_a_unit_that_acts_before_its_receipt_is_on_file_is_marked_and_owes_the_date() -> None:
    case = sent_on_paper()
    told = case.does(c.NotifyPetitioner(way_told="按信访程序办理"), "2026-03-09", UNIT)
    assert irregularities(told) == ["receipt_not_recorded"]
    assert irregularities(case.does(c.AcceptPetition(), "2026-03-10", UNIT)) == ["receipt_not_recorded"]
    assert clock_events(case.does(RECEIVED, "2026-03-06", UNIT, recorded="2026-03-11")) == []
    objecting = sent_on_paper()
    objected = objecting.does(c.ObjectToTransfer(reason="不属本单位职责"), "2026-03-09", UNIT)
    assert irregularities(objected) == ["receipt_not_recorded"]


def test_what_the_office_handles_itself_is_never_on_its_way() -> None:
    case = PetitionCase().registered()
    own = c.ForwardPetition(responsible_unit=OFFICE, arrives_later=True)
    assert "XF-2" in case.started(case.does(own, "2026-03-03"))
    assert refusal(case.does(RECEIVED, "2026-03-04")) == "nothing_on_its_way"
