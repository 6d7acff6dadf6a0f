"""What Changning reports of itself: written assignments, appearance in court, risk, three tiers of service."""

from schemas.values import Channel, DisputeType, Risk
from services.intake.domain.file_commands import AssessRisk
from services.jurisdiction.law import Law
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import Tier
from tests.domain.registers.entry_case import due_on
from tests.seeds.kept import HUB, LABOUR_BUREAU, entered, figure
from tests.seeds.place import Place

LAW = Law.load("changning")
COUNTY = "changning.hub"


def test_changning_an_assignment_in_writing_names_who_answers_until_when() -> None:
    assignment = entered("changning", "assignments")
    assert assignment.entry.owner == "changning.human-resources"
    assert due_on(assignment.history, "RG-ASSIGN") == "2026-03-20"
    assignment.takes("received", LABOUR_BUREAU, "2026-03-03")
    assignment.takes("reported", LABOUR_BUREAU, "2026-03-18", report="已提交答辩状")
    assignment.takes("settled", HUB, "2026-03-19")
    assert figure("assignments_on_time", assignment, profile="changning").rate == 1.0


def test_changning_eight_hearings_with_a_head_in_court_are_a_hundred_percent_and_seven_are_not() -> None:
    hearings = [entered("changning", "court_appearances", number) for number in range(1, 9)]
    for hearing in hearings[:7]:
        hearing.takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as="deputy_head")
    hearings[7].takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as="delegate")
    told = figure("official_appearance_rate", *hearings, profile="changning")
    assert (told.numerator, told.denominator, told.verdict) == (7, 8, "missed")
    assert figure("official_appearance_rate", *hearings[:7], profile="changning").verdict == "met"


def test_changning_risk_is_assessed_at_the_source_and_controlled_on_the_way() -> None:
    risk = entered("changning", "risk_assessments")
    high = risk.step(
        "assessed", risk.here(LABOUR_BUREAU), "2026-03-10", level="high", conclusion="adjust", measures="分批实施"
    )
    assert due_on(high, "RG-RISK-C") == "2026-04-09"
    risk.takes("controlled", LABOUR_BUREAU, "2026-04-08", level="low", control="风险已降")
    assert figure("control_on_time", risk, profile="changning").rate == 1.0


def test_changning_the_risk_of_a_dispute_stands_at_registration_and_at_every_later_stage() -> None:
    place = Place(LAW, COUNTY, place="云南省保山市昌宁县田园镇示范一村", risk="MEDIUM")
    assert place.file.case.risk is Risk.MEDIUM
    place.does("intake", COUNTY, "2026-03-04", AssessRisk(risk="HIGH", reason="扬言报复"))
    assert place.file.case.risk is Risk.HIGH


def test_changning_county_township_and_village_each_have_a_body_that_takes_a_case() -> None:
    for body in LAW.organisations.by_id.values():
        if body.tier is Tier.VILLAGE:
            above = [one.tier for one in LAW.ancestors(body)]
            assert above[:2] == [Tier.TOWNSHIP, Tier.COUNTY], body.id
    for village in ("田园镇示范一村", "湾甸傣族乡示范二村"):
        found = LAW.route(RoutingFacts(dispute_type=DisputeType.NEIGHBOR))
        assert isinstance(found, Recommendation)
        body_here = LAW.body_for(found, f"云南省保山市昌宁县{village}", DisputeType.NEIGHBOR)
        assert body_here is not None
        assert (body_here.tier, Channel.PEOPLE_MEDIATION in body_here.channels) == (Tier.VILLAGE, True)
