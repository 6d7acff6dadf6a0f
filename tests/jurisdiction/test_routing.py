"""First routing: the order of the rows, what each recommends, and the check of the table."""

from typing import Any

import pytest

from schemas.values import Channel, Difficulty, DisputeType
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.routing import Disposition, Recommendation, RoutingTable
from services.jurisdiction.routing_check import conflicts, dead_rows, reaching
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import Tier

PROFILES = ["wuhu", "mile", "demonstration"]


def recommended(**facts: Any) -> Recommendation:
    answer = Law.load().route(RoutingFacts(**facts))
    assert isinstance(answer, Recommendation), answer
    return answer


def test_rows_stand_in_the_order_of_the_reference() -> None:
    named = [row.id for row in Law.load().routing.rows if "-" not in row.id]

    assert named == [
        "R1", "R2", "R3", "R4", "R5", "R6", "R18", "R21", "R7", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15",
        "R16", "R17", "R19", "R20", "R22",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "row", "channel"),
    [
        ({"violence_now": True, "dispute_type": "NEIGHBOR"}, "R1", Channel.POLICE),
        ({"domestic_violence": True, "dispute_type": "MARRIAGE_FAMILY"}, "R2", Channel.POLICE),
        ({"accepted_elsewhere": True, "accepted_by": "ARBITRATION"}, "R3", Channel.ARBITRATION),
        ({"accusation": True}, "R4", Channel.PETITION),
        ({"administrative_act": True}, "R5", Channel.RECONSIDERATION),
        ({"dispute_type": "LAND_EXPROPRIATION"}, "R6", Channel.RECONSIDERATION),
        ({"dispute_type": "LAND_EXPROPRIATION", "family_or_collective_split": True}, "R6-C", Channel.PEOPLE_MEDIATION),
        ({"arbitration_clause": True, "commercial": True, "dispute_type": "CONTRACT"}, "R18", Channel.ARBITRATION),
        ({"status_matter": True, "dispute_type": "MARRIAGE_FAMILY"}, "R21", Channel.LITIGATION),
        ({"ownership_of_land": True, "dispute_type": "FOREST_LAND"}, "R7", Channel.PEOPLE_MEDIATION),
        ({"rural_land_contracting": True, "dispute_type": "FOREST_LAND"}, "R8", Channel.PEOPLE_MEDIATION),
        ({"dispute_type": "FOREST_LAND"}, "R8-F", Channel.PEOPLE_MEDIATION),
        ({"dispute_type": "MIGRANT_WAGES"}, "R9", Channel.INDUSTRY_MEDIATION),
        ({"dispute_type": "OTHER_LABOR"}, "R10", Channel.INDUSTRY_MEDIATION),
        ({"dispute_type": "TRAFFIC"}, "R11", Channel.INDUSTRY_MEDIATION),
        ({"dispute_type": "MEDICAL"}, "R12", Channel.INDUSTRY_MEDIATION),
        ({"dispute_type": "E_COMMERCE"}, "R13", Channel.ADMIN_MEDIATION),
        ({"dispute_type": "OTHER_CONSUMER"}, "R13", Channel.ADMIN_MEDIATION),
        ({"dispute_type": "PROPERTY_MGMT"}, "R14", Channel.INDUSTRY_MEDIATION),
        ({"dispute_type": "TOURISM"}, "R15", Channel.ADMIN_MEDIATION),
        ({"dispute_type": "ENVIRONMENT"}, "R16", Channel.ADMIN_MEDIATION),
        ({"dispute_type": "NEIGHBOR"}, "R17", Channel.PEOPLE_MEDIATION),
        ({"dispute_type": "CONTRACT", "amount_cny": 99_999.99}, "R17-C", Channel.PEOPLE_MEDIATION),
        ({"dispute_type": "CONTRACT", "amount_cny": 100_000}, "R-OTHER", Channel.PEOPLE_MEDIATION),
        ({"agency_service_grievance": True, "suggestion": True}, "R19", Channel.PETITION),
        ({"suggestion": True}, "R20", Channel.PETITION),
        ({"agreement_signed": True, "dispute_type": "NEIGHBOR"}, "R22", Channel.JUDICIAL_CONFIRMATION),
        ({"agreement_signed": True, "violence_now": True}, "R1", Channel.POLICE),
        ({}, "R-OTHER", Channel.PEOPLE_MEDIATION),
    ],
)
def test_the_first_row_that_fits_is_recommended(facts: dict[str, Any], row: str, channel: Channel) -> None:
    answer = recommended(**facts)

    assert (answer.row, answer.channel) == (row, channel)
    assert answer.reason_zh
    assert answer.source


@pytest.mark.parametrize("bar", ["performed_at_once", "status_matter", "real_right_confirmation"])
def test_confirmation_is_not_offered_where_it_is_pointless_or_barred(bar: str) -> None:
    answer = Law.load().route(RoutingFacts.model_validate({"agreement_signed": True, bar: True}))

    assert isinstance(answer, NotJudged)


def test_what_another_body_has_accepted_is_held_and_an_accusation_sealed() -> None:
    assert recommended(accepted_elsewhere=True).disposition is Disposition.HOLD
    assert recommended(accusation=True).disposition is Disposition.SEALED
    assert recommended(dispute_type="NEIGHBOR").disposition is Disposition.PROCEED


def test_a_complex_case_goes_to_the_township_with_the_reason() -> None:
    answer = recommended(dispute_type=DisputeType.NEIGHBOR, difficulty=Difficulty.COMPLEX)

    assert answer.tier is Tier.TOWNSHIP
    assert "R75 21" in answer.reason_zh


def test_a_bare_wage_iou_goes_to_court_without_arbitration() -> None:
    plain, bare = (
        recommended(dispute_type="MIGRANT_WAGES"),
        recommended(dispute_type="MIGRANT_WAGES", wage_iou_only=True),
    )

    assert Channel.ARBITRATION in [way.channel for way in plain.alternatives]
    assert Channel.ARBITRATION not in [way.channel for way in bare.alternatives]
    assert any("工资欠条" in way.note_zh for way in bare.alternatives)


def test_ten_workers_with_one_claim_are_told_to_name_representatives() -> None:
    assert any("LAB 7" in said for said in recommended(dispute_type="OTHER_LABOR", applicants_same_claim=10).warnings)
    assert not any(
        "LAB 7" in said for said in recommended(dispute_type="OTHER_LABOR", applicants_same_claim=9).warnings
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_no_row_is_dead_and_no_pair_conflicts(profile: str) -> None:
    table = Law.load(profile).routing

    assert dead_rows(table) == ()
    assert conflicts(table) == ()


def test_every_row_is_reached_by_the_case_the_check_names() -> None:
    law = Law.load()
    for position, row in enumerate(law.routing.rows):
        case = reaching(law.routing, position)
        assert case is not None, row.id
        answer = law.route(case)
        assert isinstance(answer, Recommendation)
        assert answer.row == row.id


def _table(*rows: dict[str, Any]) -> RoutingTable:
    common = {"body_kind": "hub_center", "tier": "county", "reason_zh": "试验", "source": "试验", "mark": "INF"}
    return RoutingTable.model_validate({"rows": [{**common, **row} for row in rows]})


def test_the_check_finds_a_row_covered_by_two_earlier_ones_together() -> None:
    table = _table(
        {"id": "A", "when": {"headcount": {"less_than": 10}}, "channel": "PETITION"},
        {"id": "B", "when": {"headcount": {"at_least": 10}}, "channel": "PETITION"},
        {"id": "C", "when": {"headcount": {"at_least": 3}}, "channel": "PETITION"},
        {"id": "D", "when": {"headcount": {"at_least": 9, "less_than": 4}}, "channel": "PETITION"},
        {"id": "E", "when": {}, "channel": "PETITION"},
    )

    assert [(dead.row, dead.taken_by) for dead in dead_rows(table)] == [("C", ("A", "B")), ("D", ())]


def test_the_check_finds_a_pair_that_meets_without_a_word_on_which_comes_first() -> None:
    first = {"id": "A", "when": {"suggestion": True}, "channel": "PETITION"}
    second = {"id": "B", "when": {"dispute_type": "TRAFFIC"}, "channel": "POLICE"}

    found = conflicts(_table(first, second))

    assert [(pair.first, pair.second) for pair in found] == [("A", "B")]
    assert (found[0].example.suggestion, found[0].example.dispute_type) == (True, DisputeType.TRAFFIC)
    assert conflicts(_table({**first, "precedence_zh": "先"}, second)) == ()
    assert conflicts(_table(first, {**second, "yields_zh": "后"})) == ()
