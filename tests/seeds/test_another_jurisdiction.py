"""A jurisdiction is added without touching code: a folder of YAML outside the system, routed and played (issue 6)."""

from pathlib import Path
from shutil import copytree

import httpx
import pytest

from schemas.intake import CustodyOffered
from schemas.network import AgreementTerms
from schemas.values import Channel, DisputeType
from services.intake.domain.file_commands import CloseCase
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain.filing_commands import Applicant, ApplyForConfirmation
from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import gaps
from services.jurisdiction.network_known import register_of
from services.jurisdiction.offices import posts_of
from services.jurisdiction.profile_files import is_profile
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_check import conflicts, dead_rows
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.warning_rules import warning_rules
from services.network.domain import commands as n
from tests.conftest import Services
from tests.domain.given_when_then import at, names
from tests.domain.registers.entry_case import EntryCase
from tests.integration.serving import as_account
from tests.seeds.place import MONDAY, Place

FOLDER = Path(__file__).parent / "another_county"
HUB, COURT, TOURISM = "shifan.hub", "shifan.court", "shifan.tourism-pmc"
TOWN, VILLAGE = "shifan.town.pmc", "shifan.town.village.pmc"
THERE = "示范省示范市示范县示范镇示范村"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The county's folder, somewhere outside the system."""
    return str(copytree(FOLDER, tmp_path_factory.mktemp("elsewhere") / "another_county"))


@pytest.fixture(scope="module")
def law(folder: str) -> Law:
    """The law of the land and what this county says."""
    return Law.load(folder)


def test_its_folder_is_a_profile_and_its_versions_tell_no_path(folder: str, law: Law) -> None:
    assert is_profile(folder)
    assert not is_profile("another_county")
    assert law.settings.name_zh == "示范县"
    assert law.rules_version.startswith("another_county-")
    assert warning_rules(folder, law.escalation_rules).version.startswith("another_county-")
    assert folder not in RegisterLaw.of(law).rules_version


def test_its_routing_is_sound_and_sends_a_tourist_to_its_own_committee(law: Law) -> None:
    assert (dead_rows(law.routing), conflicts(law.routing)) == ((), ())
    found = law.route(RoutingFacts(dispute_type=DisputeType.TOURISM))
    assert isinstance(found, Recommendation)
    body = law.body_for(found, THERE, DisputeType.TOURISM)
    assert body is not None
    assert (found.channel, body.id) == (Channel.INDUSTRY_MEDIATION, TOURISM)


def test_its_tree_clocks_targets_bodies_and_posts_are_its_own(folder: str, law: Law) -> None:
    village = law.organisation(VILLAGE)
    assert village is not None
    assert [one.id for one in law.ancestors(village)] == [TOWN, HUB]
    assert law.parameter("satisfaction_target").value == 0.95
    assert {
        gap.code
        for gap in gaps(law, law.organisation(TOURISM), register_of(None, TOURISM, law), at("2026-03-02").date())
    } == {"full_time_mediators_missing"}
    assert f"clerk.{TOURISM}" in posts_of(folder)
    assert load_catalogue().reports


def test_its_registers_are_the_nations_with_one_of_its_own_and_without_one_it_does_not_keep(folder: str) -> None:
    case = EntryCase(folder)
    names(case.enter("guides_trained", TOURISM, guides=12))
    names(case.step("trained", TOURISM, "2026-03-05"))
    assert case.entry.closed
    catalogue = case.law.catalogue
    assert catalogue.find("legal_advisers") is None
    assert catalogue.not_kept["legal_advisers"] == "由司法所另行登记"
    assert catalogue.find("leads") is not None


def test_a_case_is_played_in_it_from_the_window_to_the_confirmation(law: Law) -> None:
    place = Place(law, HUB, place=THERE, dispute_type="TOURISM")
    place.offered(TOURISM, Channel.INDUSTRY_MEDIATION, HUB, f"{MONDAY} 10:00")
    place.does(
        "network", TOURISM, "2026-03-03", n.AcceptOffer(), n.AcceptMediation(joint_application=True),
        n.AssignMediator(mediator=f"mediator-1.{TOURISM}"), n.NotifyRights(), n.HoldSession(),
        n.ReachAgreement(terms=AgreementTerms(terms=("退还团费800元",))),
        *(n.SignAsParty(party_id=one) for one in place.parties), n.SignAsMediator(mediator=f"mediator-1.{TOURISM}"),
        n.SealAgreement(),
    )  # fmt: skip
    [agreement] = place.states["judicial_confirmation"].agreements
    who = tuple(Applicant(party_id=one) for one in place.parties)
    place.does(
        "judicial_confirmation", COURT, "2026-03-09",
        ApplyForConfirmation(agreement_id=agreement, court=COURT, applicants=who),
        court.DocketApplication(agreement_id=agreement), court.HoldVerification(agreement_id=agreement, present=place.parties),
        court.ConfirmAgreement(agreement_id=agreement),
    )  # fmt: skip
    place.does("intake", TOURISM, "2026-03-10", CloseCase(result="confirmed"))
    told = place.read_by(HUB)
    assert "case_closed" in [entry.event for entry in told.timeline]
    assert any("示范县旅游纠纷人民调解委员会" in entry.sentence for entry in told.timeline)


def test_its_own_limit_counts_and_what_its_village_leaves_goes_up_its_own_tree(law: Law) -> None:
    place = Place(law, VILLAGE, place=THERE)
    place.time_passes(at("2026-03-09 23:00"))
    assert place.said(CustodyOffered) == []
    place.time_passes(at("2026-03-10 01:00"))
    assert [one.to_body for one in place.said(CustodyOffered)] == [TOWN]


def test_the_window_as_it_is_run_registers_a_case_of_a_county_that_lies_in_a_folder(
    services: Services, folder: str
) -> None:
    window = services.start("intake", environment={"MEDIATION_PROFILE": folder})
    window.wait_ready()
    dispute = {
        "dispute_type": "TOURISM", "summary": "退团费用争议", "place": THERE,
        "parties": [
            {"role": "applicant", "kind": "natural", "name": "申请人甲"},
            {"role": "respondent", "kind": "organisation", "name": "某旅行社"},
        ],
    }  # fmt: skip
    headers = as_account(services.installation, f"clerk.{HUB}", HUB, "clerk") | {"Idempotency-Key": "another-county"}
    answer = httpx.post(f"{window.url}/cases", json=dispute, headers=headers, timeout=30, trust_env=False)
    assert answer.status_code == 201, answer.text
    events = {event["name"]: event["data"] for event in answer.json()["events"]}
    assert events["route_recommended"]["body"] == TOURISM
