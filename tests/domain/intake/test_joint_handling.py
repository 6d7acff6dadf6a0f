"""Rules E7 and E9: several departments meet and name who leads; an agency is asked to mediate of its own motion."""

import pytest

from schemas.intake import LeadUnitNamed, OwnMotionAsked
from schemas.values import DisputeType
from services.intake.domain.file_commands import RecommendRoute
from services.intake.domain.joint_commands import AskOwnMotion, NameLeadUnit
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import BodyKind
from tests.domain.intake.window import COMMUNITY, HUB, LAW, STREET, WindowCase, at, clerk, registered, the_file

FIRST, SECOND, *_ = (body.id for body in LAW.organisations.by_id.values() if body.kind is BodyKind.AGENCY)
DECISION = "由牵头单位五日内拿出方案"


def met(case: WindowCase, *units: str, lead: str) -> WindowCase:
    return case.when(NameLeadUnit(units=units, lead_unit=lead, decision=DECISION), clerk(STREET), at(1))


def asked(case: WindowCase, agency: str) -> WindowCase:
    return case.when(AskOwnMotion(agency=agency, reason="涉及人数较多"), clerk(STREET), at(1))


def test_departments_that_meet_name_one_of_them_to_lead_and_custody_stays_where_it_is() -> None:
    case = registered()
    named = met(case, STREET, FIRST, SECOND, FIRST, lead=FIRST).happened(LeadUnitNamed)
    assert (named.rule, named.lead_unit, named.units, named.source) == ("E7", FIRST, (STREET, FIRST, SECOND), "XF 24")
    assert the_file(case).custody.custodian == STREET


@pytest.mark.parametrize(
    ("units", "lead", "code", "field"),
    [
        ((FIRST, FIRST), FIRST, "too_few_departments", "units"),
        ((FIRST, SECOND), HUB, "lead_not_present", "lead_unit"),
        ((FIRST, "nowhere"), FIRST, "unknown_body", "units"),
    ],
)
def test_one_department_alone_one_who_was_not_there_and_one_nobody_knows_are_refused(
    units: tuple[str, ...], lead: str, code: str, field: str
) -> None:
    met(registered(), *units, lead=lead).then_refused(code, field)


def test_an_agency_is_asked_to_act_unasked_by_rule_e9_where_the_facts_set_it_off() -> None:
    case = registered(dispute_type=DisputeType.ENVIRONMENT)
    assert asked(case, FIRST).happened(OwnMotionAsked).rule == ""
    facts = RoutingFacts(resource_or_safety_event=True)
    many = registered(dispute_type=DisputeType.ENVIRONMENT, headcount=12)
    many.when(RecommendRoute(facts=facts), clerk(STREET), at(0, 10))
    told = asked(many, FIRST).happened(OwnMotionAsked)
    assert (told.rule, told.agency, told.source) == ("E9", FIRST, "SEED-M 34；SZ 44")


def test_a_committee_is_no_agency_that_could_be_asked() -> None:
    asked(registered(), COMMUNITY).then_refused("not_an_agency", "agency")
