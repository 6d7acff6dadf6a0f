"""Rules E1–E10 and the referral matrix."""

from typing import Any

import pytest

from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.referrals import Consent
from services.jurisdiction.routing_facts import RoutingFacts


def test_all_ten_rules_are_loaded_in_order() -> None:
    assert [rule.id for rule in Law.load().escalation_rules.rules] == [f"E{number}" for number in range(1, 11)]


@pytest.mark.parametrize(
    ("facts", "rules"),
    [
        ({}, []),
        ({"petition_visitors": 5}, []),
        ({"petition_visitors": 6}, ["E5"]),
        ({"applicants_same_claim": 9}, []),
        ({"applicants_same_claim": 10, "risk": "HIGH"}, ["E5", "E6"]),
        ({"departments": 2, "same_matter_times": 3}, ["E7", "E8"]),
        ({"dispute_type": "ENVIRONMENT", "headcount": 10}, ["E9"]),
        ({"resource_or_safety_event": True, "headcount": 9}, []),
        ({"sensitive_public_opinion": True}, ["E10"]),
    ],
)
def test_every_rule_that_the_facts_set_off_applies(facts: dict[str, Any], rules: list[str]) -> None:
    assert [rule.id for rule in Law.load().escalations(RoutingFacts(**facts))] == rules


def test_the_court_may_delegate_with_consent_and_within_its_limits() -> None:
    rule = Law.load().referral(Channel.LITIGATION, Channel.PEOPLE_MEDIATION)

    assert rule is not None
    assert rule.consent is Consent.BOTH
    assert rule.limits == ("TY-1", "TY-2", "TY-3")


@pytest.mark.parametrize("origin", list(Channel))
def test_court_and_police_are_open_from_everywhere_without_consent(origin: Channel) -> None:
    for target in (Channel.LITIGATION, Channel.POLICE):
        rule = Law.load().referral(origin, target)
        assert rule is not None
        assert rule.consent is Consent.NONE


def test_a_way_the_matrix_does_not_know_has_no_rule() -> None:
    assert Law.load().referral(Channel.POLICE, Channel.PLATFORM) is None
