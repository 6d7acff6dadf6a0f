"""Registering, passing on, objecting, telling, taking up, and the two kinds that have no opinion (XF 17-30)."""

from datetime import date

from schemas.petitions import PetitionKind, PetitionManner, PetitionRegistered, TransferManner
from services.petitions.domain import commands as c
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.petitions.petition_case import (
    CASE,
    CITY,
    HUB,
    OFFICE,
    OTHER_OFFICE,
    OTHER_UNIT,
    SECOND,
    UNIT,
    PetitionCase,
    party,
    summary,
)

DISCIPLINE = "wuhu.discipline"


def visit(**more: object) -> c.RegisterPetition:
    """A grievance brought in person."""
    return c.RegisterPetition(**{"kind": PetitionKind.GRIEVANCE, "manner": PetitionManner.VISIT, **more})


def test_a_stranger_learns_nothing_and_a_body_of_the_case_learns_whose_act_it_is() -> None:
    case = PetitionCase().with_unit()
    assert refusal(case.does(c.AcceptPetition(), "2026-03-04", OTHER_OFFICE)) == "not_found"
    assert refusal(case.does(c.AcceptPetition(), "2026-03-04", OFFICE)) == "not_entitled"
    assert refusal(case.does(c.ConcludePetition(ending="petition_withdrawn"), "2026-03-04", UNIT)) == "not_entitled"
    assert refusal(case.hears_as_person(c.LapseClock(clock_id="x"))) == "not_found"


def test_what_a_body_outside_the_profile_did_is_entered_by_the_office() -> None:
    case = PetitionCase().with_unit(unit="某省属学校")
    assert names(case.does(c.AcceptPetition(), "2026-03-05"))[0] == "petition_accepted"
    assert case.petition.unit == "某省属学校"


def test_a_group_elects_at_most_five_and_more_are_marked_not_refused() -> None:
    six = tuple(party(f"p{number}", PetitionCase().case.parties[0].role) for number in range(1, 7))
    case = PetitionCase(summary(six)).held()
    ids = tuple(one.party_id for one in six)
    assert irregularities(case.does(visit(visitors=20), "2026-03-02 10:00")) == ["representatives_not_elected"]
    assert irregularities(case.does(c.ElectRepresentatives(representatives=ids[:5]), "2026-03-02 10:10")) == []
    too_many = case.does(c.ElectRepresentatives(representatives=ids), "2026-03-02 10:20")
    assert irregularities(too_many) == ["too_many_representatives"]
    assert refusal(case.does(c.ElectRepresentatives(representatives=("x",)), "2026-03-02 10:30")) == "unknown_party"


def test_a_joint_letter_has_no_cap() -> None:
    letter = visit(manner=PetitionManner.LETTER, joint_letter=True, representatives=("p1",), visitors=None)
    assert irregularities(PetitionCase().held().does(letter, "2026-03-02 10:00")) == []


def test_more_than_five_who_came_as_representatives_and_a_skipped_level_are_marked() -> None:
    six = tuple(party(f"p{number}", PetitionCase().case.parties[0].role) for number in range(1, 7))
    told = visit(visitors=6, representatives=tuple(one.party_id for one in six), level_skipped=True)
    marks = irregularities(PetitionCase(summary(six)).held().does(told, "2026-03-02 10:00"))
    assert marks == ["too_many_representatives", "level_skipped"]


def test_a_first_petition_and_a_repeat_one_are_told_apart_and_linked() -> None:
    first = PetitionCase().held()
    first.does(visit(), "2026-03-02 10:00")
    assert first.happened(PetitionRegistered).first_petition
    again = PetitionCase().held()
    assert refusal(again.does(visit(repeat_of="123"), "2026-03-02 10:00")) == "case_code_invalid"
    assert refusal(again.does(visit(repeat_of=CASE), "2026-03-02 10:00")) == "same_case"
    told = again.does(visit(repeat_of=again.query_code_of_another()), "2026-03-02 10:00")
    assert names(told)[:2] == ["petition_registered", "repeat_petition_recorded"]


def test_the_query_code_differs_from_the_case_code_and_is_the_same_when_sent_twice() -> None:
    case = PetitionCase().held()
    case.does(visit(), "2026-03-02 10:00")
    code = case.happened(PetitionRegistered).query_code
    assert code != CASE
    assert len(code) == 17


def test_one_case_has_one_petition() -> None:
    assert refusal(PetitionCase().registered().does(visit(), "2026-03-03")) == "petition_registered"


def test_an_assignment_says_until_when_the_unit_reports_back_and_is_not_over_before() -> None:
    case = PetitionCase().registered()
    assign = c.ForwardPetition(responsible_unit=UNIT, manner=TransferManner.ASSIGN_WITH_REPORT)
    assert refusal(case.does(assign, "2026-03-03")) == "report_due_missing"
    names(case.does(assign.model_copy(update={"report_due": date(2026, 5, 8)}), "2026-03-03"))
    report = c.ReportAssignment(report="已出具意见")
    assert refusal(case.does(report, "2026-03-04", UNIT)) == "petition_with_unit"
    names(case.does(c.AcceptPetition(), "2026-03-05", UNIT))
    assert names(case.does(report, "2026-03-06", UNIT)) == ["assignment_reported"]


def test_only_what_was_assigned_is_reported_back() -> None:
    case = PetitionCase().handled()
    assert refusal(case.does(c.ReportAssignment(report="x"), "2026-03-07", UNIT)) == "not_assigned"


def test_the_unit_objects_within_five_working_days_and_the_sender_decides() -> None:
    case = PetitionCase().with_unit()
    objected = case.does(c.ObjectToTransfer(reason="不属于本单位", proposed_unit=OTHER_UNIT), "2026-03-10", UNIT)
    assert irregularities(objected) == []
    assert refusal(case.does(c.AcceptPetition(), "2026-03-11", UNIT)) == "objection_undecided"
    assert refusal(case.does(c.DecideObjection(approved=False), "2026-03-11")) == "reason_missing"
    decided = case.does(c.DecideObjection(approved=True), "2026-03-11")
    assert clock_events(decided) == [("clock_stopped", "XF-2")]
    assert case.stands == "registered"
    assert names(case.does(c.ForwardPetition(responsible_unit=OTHER_UNIT), "2026-03-12"))[0] == "petition_forwarded"
    assert refusal(case.does(c.AcceptPetition(), "2026-03-12 10:00", UNIT)) == "not_found"


def test_a_late_objection_is_marked_and_a_late_entry_of_a_timely_one_takes_the_lapse_back() -> None:
    late = PetitionCase().with_unit()
    late.lapses("XF-3")
    marks = irregularities(late.does(c.ObjectToTransfer(reason="不属于本单位"), "2026-03-20", UNIT))
    assert marks == ["objection_late"]
    timely = PetitionCase().with_unit()
    timely.lapses("XF-3")
    told = timely.does(c.ObjectToTransfer(reason="不属于本单位"), "2026-03-10", UNIT, recorded="2026-03-20")
    assert irregularities(told) == ["recorded_late"]
    assert clock_events(told) == [("lapse_withdrawn", "XF-3"), ("clock_stopped", "XF-3")]


def test_a_rejected_objection_leaves_it_with_the_unit() -> None:
    case = PetitionCase().with_unit()
    names(case.does(c.ObjectToTransfer(reason="不属于本单位"), "2026-03-10", UNIT))
    names(case.does(c.DecideObjection(approved=False, reason="属于你单位职责"), "2026-03-11"))
    assert names(case.does(c.AcceptPetition(), "2026-03-12", UNIT))[0] == "petition_accepted"


def test_what_the_office_handles_itself_has_no_limit_for_objecting() -> None:
    case = PetitionCase().registered()
    taken = case.does(c.ForwardPetition(responsible_unit=OFFICE), "2026-03-03")
    assert case.started(taken) == {"XF-2": "2026-03-17"}  # from receipt on the 2nd, not from the 3rd
    assert refusal(case.does(c.ObjectToTransfer(reason="x"), "2026-03-04")) == "own_matter"


def test_whose_name_and_address_are_unknown_is_told_nothing_in_writing() -> None:
    case = PetitionCase().registered(identity_known=False)
    assert list(case.started(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03"))) == ["XF-3"]
    names(case.does(c.AcceptPetition(), "2026-03-05", UNIT))
    names(case.does(c.ClassifyPetition(article="article_31_6"), "2026-03-05 10:00", UNIT))
    told = c.IssueHandlingOpinion(decision="explain", answer="x")
    assert irregularities(case.does(told, "2026-03-06", UNIT)) == []


def test_late_forwarding_notice_and_acceptance_are_marked() -> None:
    case = PetitionCase().registered()
    case.lapses("XF-1")
    assert irregularities(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-20")) == ["forwarded_late"]
    case.lapses("XF-2")
    told = case.does(c.NotifyPetitioner(way_told="按信访程序办理"), "2026-04-20", UNIT)
    assert irregularities(told) == ["notified_late"]
    assert refusal(case.does(c.NotifyPetitioner(way_told="再次"), "2026-04-20 10:00", UNIT)) == "already_notified"
    assert irregularities(case.does(c.AcceptPetition(), "2026-04-21", UNIT)) == ["accepted_late"]


def test_a_grave_matter_is_reported_upwards_and_the_handling_goes_on() -> None:
    case = PetitionCase().registered()
    told = case.does(
        c.ReportPetition(reported_to=("区政府", "联席会议办公室"), reason="可能引发冲突"), "2026-03-02 10:00"
    )
    assert names(told) == ["petition_reported"]
    assert case.stands == "registered"


def test_not_taking_up_needs_a_ground_of_the_law_and_the_right_way() -> None:
    case = PetitionCase().with_unit()
    assert refusal(case.does(c.RejectAdmission(ground="因为"), "2026-03-04", UNIT)) == "unknown_ground"
    assert refusal(case.does(c.RejectAdmission(ground="statutory_route"), "2026-03-04", UNIT)) == "routes_not_told"
    told = c.RejectAdmission(ground="statutory_route", routes=("申请行政复议",), number="〔2026〕1号")
    rejected = case.does(told, "2026-03-04", UNIT)
    assert clock_events(rejected) == [("clock_stopped", "XF-2"), ("clock_stopped", "XF-3")]
    assert refusal(case.does(c.AcceptPetition(), "2026-03-05", UNIT)) == "admission_rejected"
    assert names(case.does(c.ConcludePetition(ending="admission_rejected"), "2026-03-06")) == ["petition_concluded"]


def test_by_the_old_regulations_the_grounds_are_those_of_their_day() -> None:
    case = PetitionCase(summary(story=True)).held("2012-01-04")
    names(case.does(visit(), "2012-01-04 10:00"))
    names(case.does(c.ForwardPetition(responsible_unit=UNIT), "2012-01-05"))
    assert refusal(case.does(c.RejectAdmission(ground="statutory_route", routes=("诉讼",)), "2012-01-09", UNIT)) == (
        "unknown_ground"
    )
    told = c.RejectAdmission(ground="statutory_route_2005")
    assert names(case.does(told, "2012-01-09", UNIT))[0] == "admission_rejected"
    assert "2005" in case.clock("XF-2").clock.derivation.source


def test_two_units_agree_or_their_common_superior_designates() -> None:
    case = PetitionCase().registered()
    assert refusal(case.does(c.AgreeOnUnit(responsible_unit=UNIT), "2026-03-03")) == "competence_not_open"
    one = c.DisputeCompetence(units=(UNIT, UNIT))
    assert refusal(case.does(one, "2026-03-03")) == "units_too_few"
    names(case.does(c.DisputeCompetence(units=(UNIT, OTHER_UNIT)), "2026-03-03"))
    designate = c.DesignateUnit(responsible_unit=OTHER_UNIT, reason="投诉针对市场秩序")
    assert refusal(case.does(designate, "2026-03-04", OTHER_OFFICE)) == "not_found"
    assert refusal(case.does(designate, "2026-03-04", OFFICE)) == "not_entitled"
    stranger = c.AgreeOnUnit(responsible_unit="wuhu.health")
    assert refusal(case.does(stranger, "2026-03-04", UNIT)) == "unit_not_concerned"
    found = case.does(designate, "2026-03-05", HUB)
    assert names(found)[0] == "responsible_unit_designated"
    assert list(case.started(found)) == ["XF-2", "XF-3"]
    assert case.petition.unit == OTHER_UNIT


def test_units_without_a_common_superior_go_to_the_joint_conference() -> None:
    case = PetitionCase().registered()
    names(case.does(c.DisputeCompetence(units=(UNIT, "某省属单位")), "2026-03-03"))
    outside = c.HoldJointConference(units=(UNIT, "某省属单位"), lead_unit="另一单位")
    assert refusal(case.does(outside, "2026-03-04")) == "unit_not_concerned"
    held = case.does(c.HoldJointConference(units=(UNIT, "某省属单位"), lead_unit=UNIT), "2026-03-04")
    assert names(held)[:2] == ["joint_conference_held", "responsible_unit_designated"]
    assert case.petition.unit == UNIT


def test_a_conference_takes_nothing_from_a_common_superior() -> None:
    case = PetitionCase().registered()
    names(case.does(c.DisputeCompetence(units=(UNIT, OTHER_UNIT)), "2026-03-03"))
    held = case.does(c.HoldJointConference(units=(UNIT, OTHER_UNIT), lead_unit=UNIT), "2026-03-04")
    assert names(held) == ["joint_conference_held"]
    assert case.petition.unit is None


def test_an_accusation_is_sealed_and_never_reaches_the_accused() -> None:
    case = PetitionCase().held()
    told = visit(kind=PetitionKind.ACCUSATION, manner=PetitionManner.LETTER)
    assert refusal(case.does(told, "2026-03-02 10:00")) == "accused_not_told"
    case.does(told.model_copy(update={"accused_body": UNIT}), "2026-03-02 10:00")
    assert case.happened(PetitionRegistered).sealed
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03")) == "accused_may_not_handle"
    assert refusal(case.does(c.HandOverAccusation(to_body=UNIT), "2026-03-03")) == "accused_may_not_handle"
    assert refusal(case.does(c.HandOverAccusation(to_body=OTHER_UNIT), "2026-03-03")) == "not_a_discipline_organ"
    handed = case.does(c.HandOverAccusation(to_body=DISCIPLINE), "2026-03-03")
    assert clock_events(handed) == [("clock_stopped", "XF-1")]
    assert refusal(case.does(c.AcceptPetition(), "2026-03-04", UNIT)) == "not_found"
    assert names(case.does(c.ConcludePetition(ending="accusation_handed_over"), "2026-03-05")) == ["petition_concluded"]


def test_a_body_below_the_accused_one_gets_nothing_either() -> None:
    case = PetitionCase().held()
    told = visit(kind=PetitionKind.ACCUSATION, accused_body=HUB)
    names(case.does(told, "2026-03-02 10:00"))
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03")) == "accused_may_not_handle"


def test_a_grievance_is_no_accusation_and_no_suggestion() -> None:
    case = PetitionCase().registered()
    assert refusal(case.does(c.HandOverAccusation(to_body=DISCIPLINE), "2026-03-03")) == "not_an_accusation"
    assert refusal(case.does(c.AnswerSuggestion(adopted=True, reply="x"), "2026-03-03")) == "not_a_suggestion"


def test_a_suggestion_gets_an_answer_and_no_sixty_days() -> None:
    case = PetitionCase().registered(kind=PetitionKind.SUGGESTION, manner=PetitionManner.ONLINE)
    names(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03"))
    names(case.does(c.AcceptPetition(), "2026-03-04", UNIT))
    assert refusal(case.does(c.ClassifyPetition(article="article_31_6"), "2026-03-05", UNIT)) == "not_a_grievance"
    answered = case.does(c.AnswerSuggestion(adopted=True, reply="将增设窗口"), "2026-03-05", UNIT)
    assert names(answered)[0] == "suggestion_answered"
    assert all(kept.clock.limit != "XF-4" for kept in case.state.clocks.clocks.values())


def test_nothing_is_registered_in_the_future_nor_on_an_assumed_day() -> None:
    case = PetitionCase().held()
    assert refusal(case.does(visit(), "2026-03-09", recorded="2026-03-02 10:00")) == "occurred_in_future"
    assumed = visit(occurred_at_assumed=True, occurred_at=at("2026-03-01"))
    assert refusal(case.does(assumed, "2026-03-02 10:00")) == "assumed_date_outside_story"


def test_the_office_above_may_lead_but_not_decide() -> None:
    case = PetitionCase().registered()
    assert names(case.does(c.AssignLeader(leader="副市长"), "2026-03-03", CITY)) == ["leader_assigned"]
    assert refusal(case.does(c.AssignLeader(leader="副市长"), "2026-03-04", CITY)) == "already_in_charge"
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-04", CITY)) == "not_entitled"


def test_linking_the_same_earlier_case_twice_is_told() -> None:
    case = PetitionCase(summary((*summary().parties, SECOND))).registered()
    code = case.query_code_of_another()
    assert names(case.does(c.RecordRepeatPetition(repeat_of=code), "2026-03-04")) == ["repeat_petition_recorded"]
    assert refusal(case.does(c.RecordRepeatPetition(repeat_of=code), "2026-03-05")) == "already_linked"
