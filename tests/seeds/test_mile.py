"""What Mile's plan of 2015 to 2020 asks of mediation and of what stands beside it."""

from datetime import date

from schemas.command import Refused
from schemas.network import PartnerResult
from schemas.people_mediation import FileArchived
from schemas.values import Channel, DisputeType
from services.administrative_mediation.domain import commands as a
from services.intake.domain.custody_commands import ReferOutside
from services.judicial_confirmation.domain.filing_commands import Applicant, ApplyForConfirmation
from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import gaps
from services.jurisdiction.network_known import register_of
from services.jurisdiction.routing_facts import RoutingFacts
from services.network.domain import commands as n
from services.people_mediation.domain import commands as pm
from services.views.matters.catalogue import matters
from services.views.words import words_of
from tests.domain.given_when_then import names, refusal
from tests.domain.people_mediation.committee_case import AT_ONCE
from tests.domain.registers.entry_case import due_on
from tests.seeds.kept import HUB, LABOUR_BUREAU, entered, figure
from tests.seeds.place import MONDAY, Place

LAW = Law.load("mile")
PLACE = "云南省红河哈尼族彝族自治州弥勒市"
COUNTY = "mile.hub"
LABOUR = "mile.human-resources"
VILLAGE = "mile.xinshao.village-1.pmc"
CITIZEN = PLACE + "新哨镇示范一村"


def agency_round() -> Place:
    """Unpaid wages that the labour bureau mediates and settles in writing."""
    place = Place(LAW, COUNTY, dispute_type="MIGRANT_WAGES", place=PLACE)
    place.offered(LABOUR, Channel.ADMIN_MEDIATION, COUNTY, f"{MONDAY} 10:00")
    terms = a.ReachAgreement.model_validate({"form": "written", "terms": {"terms": ["支付工资"]}})
    place.does(
        "administrative_mediation", LABOUR, "2026-03-03", a.AcceptOffer(), a.AcceptApplication(joint_application=True),
        a.AssignMediator(mediator=f"staff.{LABOUR}"), a.NotifyRights(), a.HoldSession(), terms,
        *(a.SignAsParty(party_id=one) for one in place.parties), a.SignAsMediator(), a.SealDocument(),
    )  # fmt: skip
    return place


def village_round() -> Place:
    """A quarrel of neighbours that the village's committee settled."""
    place = Place(LAW, COUNTY, place=CITIZEN)
    place.offered(VILLAGE, Channel.PEOPLE_MEDIATION, COUNTY, f"{MONDAY} 10:00")
    place.does(
        "people_mediation", VILLAGE, "2026-03-03", pm.AcceptOffer(), pm.AcceptMediation(joint_application=True),
        pm.AssignMediator(mediator=f"staff.{VILLAGE}"), pm.NotifyRights(), pm.HoldSession(),
        pm.ReachAgreement(form="oral", terms=AT_ONCE, number="1"),
    )  # fmt: skip
    return place


def test_mile_31_the_ways_of_the_plan_lead_from_mediation_to_one_another_with_their_conditions() -> None:
    named = (
        Channel.ADMIN_MEDIATION, Channel.ADJUDICATION, Channel.RECONSIDERATION, Channel.LITIGATION, Channel.PETITION,
        Channel.ARBITRATION,
    )  # fmt: skip
    for channel in named:
        rule = LAW.referral(Channel.PEOPLE_MEDIATION, channel)
        assert rule is not None, channel
        assert rule.precondition_zh
        assert rule.source


def test_mile_31_labour_arbitration_accepts_what_the_window_sent_and_its_award_comes_back() -> None:
    place = Place(LAW, COUNTY, dispute_type="MIGRANT_WAGES", place=PLACE)
    body = "mile.labour-arbitration"
    refer = ReferOutside(channel=Channel.ARBITRATION, body=body, follow_up_on=date(2026, 3, 20))
    place.does("intake", COUNTY, "2026-03-03", refer)
    place.does("network", body, "2026-03-05", n.AcceptReferral(number="1号"))
    place.does("network", body, "2026-04-05", n.ConcludeReferral(result=PartnerResult.AWARD, number="1号"))
    assert place.states["network"].taken_elsewhere == (Channel.ARBITRATION,)


def test_mile_31_committees_of_trades_are_registered_and_what_they_lack_is_told() -> None:
    trades = LAW.organisations.serving(Channel.INDUSTRY_MEDIATION, PLACE)
    assert {kind for one in trades for kind in one.dispute_types} >= {
        DisputeType.TRAFFIC, DisputeType.MEDICAL, DisputeType.PROPERTY_MGMT, DisputeType.MIGRANT_WAGES,
    }  # fmt: skip
    body = LAW.organisation("mile.property-pmc")
    lacking = {gap.code for gap in gaps(LAW, body, register_of(None, "mile.property-pmc", LAW), date(2019, 1, 2))}
    assert "minority_member_missing" in lacking


def test_mile_33_every_township_and_village_of_the_profile_has_its_committee() -> None:
    for body in LAW.organisations.by_id.values():
        if body.tier.value in ("township", "village"):
            assert Channel.PEOPLE_MEDIATION in body.channels, body.id


def test_mile_33_a_file_is_closed_only_with_registration_record_and_agreement_in_it() -> None:
    place = Place(LAW, COUNTY, place=CITIZEN)
    place.offered(VILLAGE, Channel.PEOPLE_MEDIATION, COUNTY, f"{MONDAY} 10:00")
    place.does("people_mediation", VILLAGE, "2026-03-03", pm.AcceptOffer(), pm.AcceptMediation(joint_application=True))
    archive = pm.ArchiveFile(volume_number="(2026)新人调字第1号")
    assert refusal(place.asked("people_mediation", archive, VILLAGE, "2026-03-04")) == "round_open"
    settled = village_round()
    lacking = settled.asked("people_mediation", archive, VILLAGE, "2026-03-04")
    assert isinstance(lacking, Refused)
    assert lacking.message == "卷宗缺少必备材料：3 身份证明。"
    settled.does(
        "people_mediation",
        VILLAGE,
        "2026-03-05",
        pm.AddFileItem(item="identity"),
        pm.FollowUp(findings="双方和好"),
        archive,
    )
    [archived] = settled.said(FileArchived)
    assert {"rights_notice", "identity", "mediation_record"} <= set(archived.items)


def test_mile_34_the_public_catalogue_names_the_law_by_which_an_agency_mediates() -> None:
    rows = matters(LAW, words_of(LAW), PLACE)
    assert len(rows) >= 18
    assert all(row.basis and row.start_name for row in rows)
    assert any(agency.body == LABOUR for row in rows for agency in row.agencies)


def test_mile_34_resources_environment_safety_and_many_people_are_mediated_unasked() -> None:
    must = {row.code for row in matters(LAW, words_of(LAW)) if row.start == "own_motion"}
    assert must == {"environment_many_people", "resource_development", "public_safety_accident"}
    [rule] = LAW.escalations(RoutingFacts(dispute_type=DisputeType.ENVIRONMENT, headcount=10))
    assert (rule.id, rule.action_zh) == ("E9", "行政机关应当主动调解")


def test_mile_34_the_head_of_an_agency_answers_for_mediation_and_is_confirmed_every_year() -> None:
    role = entered("mile", "responsible_roles")
    assert due_on(role.step("confirmed", LABOUR, "2026-12-01"), "RG-ROLES") == "2027-12-01"
    told = figure("overall_duty_coverage", role, profile="mile")
    assert (told.numerator, told.target) == (1, 1.0)
    assert "弥勒市市场监督管理局" in told.missing


def test_mile_34_the_agreement_of_an_agency_is_handed_to_the_court_for_confirmation() -> None:
    place = agency_round()
    [agreement] = place.states["judicial_confirmation"].agreements
    who = tuple(Applicant(party_id=one) for one in place.parties)
    apply = ApplyForConfirmation(agreement_id=agreement, court="mile.court", applicants=who)
    assert names(place.asked("judicial_confirmation", apply, "mile.court", "2026-03-10"))[0] == "application_filed"


def test_mile_35_who_cannot_appear_sends_a_delegate_and_an_empty_seat_is_marked() -> None:
    delegate, nobody = entered("mile", "court_appearances", 1), entered("mile", "court_appearances", 2)
    assert delegate.takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as="delegate") == []
    assert nobody.takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as="nobody") == ["nobody_appeared"]
    assert figure("delegates", delegate, nobody, profile="mile").rate == 0.5


def test_mile_20_a_case_for_the_police_is_sent_and_their_answer_is_heard_by_the_window() -> None:
    place = Place(LAW, COUNTY, place=CITIZEN)
    refer = ReferOutside(channel=Channel.POLICE, body="mile.police", follow_up_on=date(2026, 3, 10))
    place.does("intake", COUNTY, "2026-03-03", refer)
    place.does("network", "mile.police", "2026-03-04", n.AcceptReferral())
    place.does("network", "mile.police", "2026-03-06", n.ConcludeReferral(result=PartnerResult.HANDLED))
    told = place.names("intake")
    assert told.index("referred_outside") < told.index("outside_act_recorded")


def test_mile_24_deputies_suggestions_and_proposals_of_the_conference_are_answered_in_time() -> None:
    suggestion = entered("mile", "deputies_suggestions", 1)
    proposal = entered("mile", "deputies_suggestions", 2, proposal_kind="cppcc")
    for case in (suggestion, proposal):
        case.takes("replied", LABOUR_BUREAU, "2026-05-29", result="settled", reply="已增设")
        case.takes("answered_back", HUB, "2026-06-01", view="satisfied")
    assert figure("deputies_on_time", suggestion, profile="mile").verdict == "met"
    assert proposal.in_time("RG-CPPCC") is True


def test_mile_24_a_judgment_not_performed_in_time_is_a_breach_of_who_owes_it() -> None:
    judgment = entered("mile", "performance_of_decisions", document_kind="judgment")
    judgment.time_passes("2026-04-10")
    marks = judgment.takes("performed", LABOUR_BUREAU, "2026-04-10", performance="已履行")
    assert marks == ["register_step_late"]


def test_mile_13_a_decision_that_touches_many_is_assessed_before_and_watched_while_its_risk_is_high() -> None:
    risk = entered("mile", "risk_assessments", matter_kind="major_decision")
    high = risk.step("assessed", LABOUR, "2026-03-10", level="high", conclusion="adjust", measures="分批实施")
    assert due_on(high, "RG-RISK-C") == "2026-04-09"


def test_mile_39_the_report_is_heard_at_least_every_half_year() -> None:
    report = entered("mile", "periodic_reports")
    assert due_on(report.history, "RG-REPORT-H") == "2026-09-02"
    assert (
        due_on(report.step("reported", COUNTY, "2026-06-10", main_points="上半年情况"), "RG-REPORT-H") == "2026-12-10"
    )
