"""The same person, the same respondent, the same type of dispute: proposed as a repeat, never linked by the system (domain.md 2.3)."""

from typing import Any
from uuid import UUID

import pytest

from schemas import intake
from schemas.identity import case_code
from schemas.values import Contact, DisputeType
from services.views.repeats.matching import Likeness, likeness
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.village import HUB, PARTIES, SUMMARY

FIRST, SECOND = case_code(UUID(int=501)), case_code(UUID(int=502))
PETITIONER, NEIGHBOUR = PARTIES


def told(log: Log, code: str, **changes: Any) -> None:
    """A registration; changes of the petitioner stand under `petitioner`, of the neighbour under `neighbour`."""
    petitioner = PETITIONER.model_copy(update=changes.pop("petitioner", {}))
    neighbour = NEIGHBOUR.model_copy(update=changes.pop("neighbour", {}))
    case = SUMMARY.model_copy(update={"parties": (petitioner, neighbour), **changes})
    registered = intake.CaseRegistered(
        occurred_at=at("2026-03-02"), case=case, registering_body=HUB, first_handler=HUB, handler="clerk",
        requested_at=at("2026-03-02"), custody_number=1, track_id="t1",
    )  # fmt: skip
    log.decide("intake", registered, case=code)


def compared(log: Log) -> Likeness | None:
    view = view_named("case_file")
    this, other = log.document(view, SECOND), log.document(view, FIRST)
    assert this is not None
    assert other is not None
    return likeness(this, other)


def twice(**changes: Any) -> Likeness | None:
    """The same case twice, the second time with changes."""
    log = Log()
    told(log, FIRST)
    told(log, SECOND, **changes)
    return compared(log)


def test_the_same_account_by_the_same_person_is_proposed_with_its_reasons() -> None:
    assert twice() == Likeness(("申请人姓名和电话相同", "被申请人名称相同", "纠纷类型相同"), 1.0)


def test_other_words_make_it_less_alike_and_it_is_proposed_all_the_same() -> None:
    found = twice(summary="楼上又漏水，天花板发霉")
    assert found is not None
    assert 0 < found.alike < 1


@pytest.mark.parametrize(
    "changes",
    [
        {"dispute_type": DisputeType.PROPERTY_MGMT},
        {"neighbour": {"name": "另一住户"}},
        {"petitioner": {"name": "另一住户"}},
        {"petitioner": {"contact": Contact(phone="0553-0000009")}},
    ],
)
def test_another_matter_or_another_person_is_not_proposed(changes: dict[str, Any]) -> None:
    assert twice(**changes) is None


def test_numbers_of_documents_decide_where_both_are_known() -> None:
    log = Log()
    told(log, FIRST, petitioner={"identity_number": "340200199001010011", "name": "甲"})
    told(log, SECOND, petitioner={"identity_number": "340200199001010011", "name": "甲（改名）"})
    found = compared(log)
    assert found is not None
    assert found.why[0] == "申请人证件号码相同"
    other = Log()
    told(other, FIRST, petitioner={"identity_number": "340200199001010011"})
    told(other, SECOND, petitioner={"identity_number": "340200199001010022"})
    assert compared(other) is None


def test_a_name_alone_is_told_as_what_it_is() -> None:
    found = twice(petitioner={"contact": Contact()})
    assert found is not None
    assert "没有可以核对" in found.why[0]


def test_what_a_clerk_linked_or_what_was_voided_is_not_proposed_again() -> None:
    linked = Log()
    told(linked, FIRST)
    told(linked, SECOND)
    repeat = intake.RepeatLinked(occurred_at=at("2026-03-03"), repeat_of=FIRST, reason="同一事项")
    linked.decide("intake", repeat, case=SECOND)
    assert compared(linked) is None
    voided = Log()
    told(voided, FIRST)
    told(voided, SECOND)
    voided.decide("intake", intake.CaseVoided(occurred_at=at("2026-03-03"), reason="误登记"), case=FIRST)
    assert compared(voided) is None
