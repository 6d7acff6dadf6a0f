"""The shipped data: complete, sourced, named in Chinese, and loaded by pure code."""

import ast
import re
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

import services.jurisdiction
from services.jurisdiction.clock_book import ClockLaw
from services.jurisdiction.clock_calculation import SHANGHAI
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import Refused
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.time_limits import Mark
from services.jurisdiction.vocabulary import load_vocabulary
from services.runtime.decider import VersionedRules

REFERENCE = {
    "PM": "1 2",
    "AM": "1 1c 2 3",
    "MED": "1 2",
    "MKT": "1 2 3",
    "TR": "1 2",
    "PS": "1",
    "XF": "1 2 3 4 5 6 7 8 S1 S2 S3",
    "JC": "1 2 3 4 5 6",
    "TY": "1 2 3",
    "LB": "1 2",
    "LIM": "CIVIL LABOUR LAND RECON SUIT",
    "HR": "5 24",
    "LV": "L0 L1 L2 L3",
}
"""Every limit of domain.md 2.7."""

FORBIDDEN = {"faust", "aiokafka", "fastapi", "motor", "pymongo", "os", "random", "uuid", "time", "secrets"}


@pytest.mark.parametrize("profile", sorted(path.parent.name for path in PROFILES.glob("*/profile.yaml")))
def test_every_profile_loads(profile: str) -> None:
    law = Law.load(profile)

    assert law.profile == profile
    assert law.rules_version.startswith(f"{profile}-")
    assert law is Law.load(profile)


def test_the_law_answers_what_clock_books_and_the_runtime_ask() -> None:
    for_clocks: ClockLaw = Law.load()
    for_runtime: VersionedRules = Law.load()

    assert not isinstance(for_clocks.clock("c", "JC-1", datetime(2024, 3, 1, tzinfo=SHANGHAI)), Refused)
    assert for_runtime.rules_version
    assert for_runtime.calendar_version


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_yaml_file_is_read_by_some_law(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8")) is not None
    known = {"calendar_overrides", "time_limits", "parameters", "vocabulary", "grounds", "routing", "escalation",
             "profile", "organisations", "escalation_rules", "referrals", "offices", "outside_limits", "routing_tags",
             "administrative_sectors", "administrative_matters", "enforceability", "service_of_documents",
             "representation", "network_regimes", "partner_routes", "network", "registers", "indicators",
             "early_warning", "document_registers", "signing_notice", "content_retention", "practice"}  # fmt: skip
    assert path.stem in known or path.stem.startswith("documents")


def test_every_limit_of_the_reference_is_loaded() -> None:
    ids = [f"{group}-{number}" for group, numbers in REFERENCE.items() for number in numbers.split()]

    assert len(ids) == 47
    assert [limit for limit in ids if Law.load().limit(limit) is None] == []


def test_every_number_has_a_source_and_an_inferred_one_says_so() -> None:
    law = Law.load()
    for limit in law.clocks.limits.by_id.values():
        for version in limit.versions:
            assert version.source.instrument in law.clocks.limits.instruments
            if version.source.article is None:
                seen = version.source.instrument in {"XFJ16", "PRACTICE"}
                assert version.source.mark is not Mark.VERIFIED or seen, limit.id
    assert all(parameter.source for parameter in law.parameters.values())


def test_names_of_limits_are_chinese_and_each_its_own() -> None:
    names = [limit.name_zh for limit in Law.load().clocks.limits.by_id.values()]

    assert len(set(names)) == len(names)
    assert all(re.search("[\u4e00-\u9fff]", name) for name in names)


def test_every_word_of_the_code_has_a_chinese_name() -> None:
    assert load_vocabulary().missing() == ()
    assert len(load_vocabulary().dispute_types) == 18
    assert load_vocabulary().name("PEOPLE_MEDIATION") == "人民调解"


def test_wuhu_targets_ninety_percent_and_thirty_answers() -> None:
    law = Law.load("wuhu")

    assert (law.parameter("satisfaction_target").value, law.parameter("satisfaction_target").source) == (
        0.90,
        "SEED-W 28",
    )
    assert (law.parameter("minimum_answers").value, law.parameter("minimum_answers").mark) == (30, Mark.INFERRED)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (GroundKind.PEOPLE_MEDIATION_INADMISSIBLE, 5),
        (GroundKind.CONFIRMATION_NOT_ACCEPTED, 7),
        (GroundKind.CONFIRMATION_DISMISSED, 7),
        (GroundKind.CONFIRMATION_WITHDRAWN, 2),
    ],
)
def test_grounds_are_listed_by_kind_with_their_article(kind: GroundKind, number: int) -> None:
    found = Law.load().grounds_of(kind, date(2024, 6, 3))

    assert len(found) == number
    assert all(ground.source and Law.load().ground(ground.code) == ground for ground in found)


def test_the_court_that_may_confirm_is_that_of_the_law_of_the_day() -> None:
    law = Law.load()
    before = [ground.code for ground in law.grounds_of(GroundKind.CONFIRMATION_COURT, date(2021, 12, 31))]
    after = [ground.code for ground in law.grounds_of(GroundKind.CONFIRMATION_COURT, date(2022, 1, 1))]

    assert before == ["court_of_mediation_body"]
    assert len(after) == 5
    assert "court_of_mediation_body" not in after


@pytest.mark.parametrize(
    "path", sorted(Path(services.jurisdiction.__path__[0]).glob("*.py")), ids=lambda path: path.name
)
def test_the_law_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    assert not imported & FORBIDDEN or (path.name == "clock_book.py" and imported & FORBIDDEN == {"uuid"})
    assert ".now(" not in path.read_text(encoding="utf-8")
    assert ".today(" not in path.read_text(encoding="utf-8")


def test_a_clock_without_pauses_takes_under_fifty_microseconds(record_property: Callable[[str, object], None]) -> None:
    law, start, rounds = Law.load(), date(2024, 1, 5), 2_000
    for limit in ("XF-4", "AM-1", "JC-6"):
        fastest = min(_seconds(law, limit, start, rounds) for _ in range(5)) / rounds
        record_property(f"microseconds_{limit}", round(fastest * 1e6, 2))
        assert fastest < 50e-6, f"{limit}: {fastest * 1e6:.1f} µs"


def _seconds(law: Law, limit: str, start: date, rounds: int) -> float:
    begun = time.perf_counter()
    for _ in range(rounds):
        law.due(limit, start)
    return time.perf_counter() - begun
