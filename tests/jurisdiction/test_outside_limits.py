"""Limits of routes outside, what tags say of facts, and the matrix's word on a hand-over."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.outside_limits import OutsideEffect
from schemas.values import Channel, DisputeType
from services.jurisdiction.hand_overs import Word, hand_over
from services.jurisdiction.law import Law
from services.jurisdiction.outside_limits import read_outside_limits
from services.jurisdiction.profile_files import PROFILES, read_document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.routing_facts import FIELDS, RoutingFacts
from services.jurisdiction.routing_tags import read_routing_tags, told_by_tags
from services.jurisdiction.vocabulary import load_vocabulary

LAW = Law.load()
DAY = date(2024, 6, 3)


def outside(**facts: Any) -> dict[str, str | None]:
    return {found.rule.limit: found.length_zh for found in LAW.outside_limits(RoutingFacts(**facts), DAY)}


@pytest.mark.parametrize(
    ("facts", "limits"),
    [
        ({"dispute_type": "NEIGHBOR"}, {"LIM-CIVIL": "3年"}),
        ({"dispute_type": "MIGRANT_WAGES"}, {"LIM-LABOUR": "1年"}),
        ({"dispute_type": "MIGRANT_WAGES", "wage_iou_only": True}, {"LIM-CIVIL": "3年"}),
        ({"dispute_type": "OTHER_LABOR", "contractor_without_labour_relation": True}, {"LIM-CIVIL": "3年"}),
        ({"dispute_type": "LAND_EXPROPRIATION"}, {"LIM-RECON": "60日", "LIM-SUIT": "6个月"}),
        ({"dispute_type": "LAND_EXPROPRIATION", "family_or_collective_split": True}, {"LIM-CIVIL": "3年"}),
        ({"dispute_type": "OTHER", "administrative_act": True}, {"LIM-RECON": "60日", "LIM-SUIT": "6个月"}),
        ({"dispute_type": "FOREST_LAND", "ownership_of_land": True}, {"LIM-CIVIL": "3年"}),
        ({"dispute_type": "FOREST_LAND", "rural_land_contracting": True}, {"LIM-CIVIL": "3年", "LIM-LAND": "2年"}),
        ({"dispute_type": "TRAFFIC"}, {"LIM-CIVIL": "3年", "TR-1": "10日"}),
        ({"dispute_type": "OTHER_LABOR", "agreement_signed": True}, {"LIM-LABOUR": "1年", "LB-2": "15日"}),
        ({"dispute_type": "OTHER", "suggestion": True}, {}),
    ],
)
def test_the_facts_tell_which_limits_run_outside(facts: dict[str, Any], limits: dict[str, str]) -> None:
    assert outside(**facts) == limits


@pytest.mark.parametrize("dispute_type", list(DisputeType))
def test_every_civil_or_administrative_dispute_has_a_limit_outside(dispute_type: DisputeType) -> None:
    assert outside(dispute_type=dispute_type)


def test_only_civil_and_labour_limitation_are_interrupted_by_mediation() -> None:
    interrupted = {rule.limit for rule in LAW.outside.rules if rule.mediation is OutsideEffect.INTERRUPTS}

    assert interrupted == {"LIM-CIVIL", "LIM-LABOUR"}
    assert all(rule.source for rule in LAW.outside.rules)


def test_the_length_is_that_of_the_law_of_the_day_or_not_judged() -> None:
    facts = RoutingFacts(administrative_act=True)

    assert LAW.outside_limits(facts, date(2024, 6, 3))[0].source == "《行政复议法》（2023年修订）第20条[V]"
    assert [found.length_zh for found in LAW.outside_limits(facts, date(2014, 6, 3))] == ["60日", None]
    assert [found.length_zh for found in LAW.outside_limits(facts, None)] == [None, None]
    assert "长度不作判断" in LAW.outside_limits(facts, None)[0].in_chinese()


def test_a_tag_states_its_facts_and_a_larger_number_stands() -> None:
    many = told_by_tags(LAW.tags, ["group_10_plus", "violence", "机动车"], RoutingFacts(applicants_same_claim=32))
    few = told_by_tags(LAW.tags, ["group_10_plus"], RoutingFacts())

    assert (many.applicants_same_claim, many.violence_now) == (32, True)
    assert few.applicants_same_claim == 10


def test_a_mistake_in_tags_or_outside_limits_is_told_with_what_would_be_right(tmp_path: Path) -> None:
    path = tmp_path / "tags.yaml"
    path.write_text("tags:\n  knife: {facts: {violent: true}, why_zh: 刀}\n", encoding="utf-8")
    with pytest.raises(ProfileMistake, match="第2行：事实中没有“violent”这个字段"):
        read_routing_tags(read_document(path))
    text = (PROFILES / "national" / "outside_limits.yaml").read_text("utf-8").replace("limit: TR-1", "limit: TR-9")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileMistake, match="时限目录中没有“TR-9”"):
        read_outside_limits(read_document(path), LAW.clocks.limits)


def test_every_fact_has_a_chinese_name() -> None:
    assert [name for name in FIELDS if load_vocabulary().name(f"fact.{name}").startswith("fact.")] == []


@pytest.mark.parametrize(
    ("origin", "target", "word"),
    [
        (Channel.PEOPLE_MEDIATION, Channel.LITIGATION, Word.LAWFUL),
        (Channel.PETITION, Channel.POLICE, Word.LAWFUL),
        (Channel.PEOPLE_MEDIATION, Channel.PETITION, Word.NOT_BY_RIGHT),
        (Channel.ADMIN_MEDIATION, Channel.PETITION, Word.NOT_BY_RIGHT),
        (Channel.PETITION, Channel.PEOPLE_MEDIATION, Word.PRECONDITION),
        (Channel.LITIGATION, Channel.PEOPLE_MEDIATION, Word.PRECONDITION),
        (Channel.PEOPLE_MEDIATION, Channel.PEOPLE_MEDIATION, Word.SAME_CHANNEL),
        (Channel.POLICE, Channel.PEOPLE_MEDIATION, Word.NOT_IN_MATRIX),
    ],
)
def test_the_matrix_says_with_what_right_a_case_goes_on(origin: Channel, target: Channel, word: Word) -> None:
    assert hand_over(LAW.referrals, origin, target).word is word


def test_every_rule_of_the_matrix_that_needs_consent_says_so() -> None:
    rules = yaml.safe_load((PROFILES / "national" / "referrals.yaml").read_text("utf-8"))["rules"]

    for rule in rules:
        for origin in rule["from_channels"] or ["PETITION"]:
            found = hand_over(LAW.referrals, Channel(origin), Channel(rule["to_channel"]))
            if found.rule and found.rule.id == rule["id"]:
                assert found.needs_consent is (rule["consent"] == "both")
