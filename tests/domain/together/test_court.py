"""The court beside the committee: confirmation, objection, revocation, dismissal and what everybody else makes of them (2.4)."""

from schemas.people_mediation import PerformanceUrged
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import CloseCase
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as filing
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.together.town import COMMUNITY, MEDIATION, NEIGHBOUR, Town


def settled() -> tuple[Town, str]:
    """Agreed in writing at the community on 3 March; JC-1 runs until 2 April."""
    town = Town()
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 11:00")
    return town, town.agreed("2026-03-03")


def confirmed() -> tuple[Town, str]:
    """… confirmed on 11 March and served on both on the 12th."""
    town, agreement = settled()
    names(town.applied(agreement, "2026-03-10"))
    town.ruled(agreement, "2026-03-11")
    for party_id in town.parties:
        served = court.ServeRuling(
            agreement_id=agreement, party_id=party_id, service={"method": "direct", "proof": "送达回证"}
        )
        names(town.court(served, "2026-03-12"))
    return town, agreement


def urged(town: Town) -> tuple[str, ...]:
    names(town.committee(c.ReportBreach(what="未付款"), "2026-04-03"))
    names(town.committee(c.UrgePerformance(), "2026-04-04"))
    return town.said("people_mediation", PerformanceUrged)[-1].routes_told


def test_a_confirmed_agreement_lets_the_case_end_as_confirmed_and_be_enforced():
    town, agreement = settled()
    names(town.applied(agreement, "2026-03-10"))
    assert refusal(town.window(CloseCase(result="confirmed"), "2026-03-10 10:00", COMMUNITY)) == "not_confirmed"
    town.ruled(agreement, "2026-03-11")
    assert town.file.custody.custodian == COMMUNITY
    assert urged(town) == ("向人民法院申请强制执行",)
    names(town.window(CloseCase(result="confirmed"), "2026-04-05", COMMUNITY))


def test_one_side_alone_cannot_apply_and_is_told_to_sue_cpl_205():
    town, agreement = settled()
    alone = (filing.Applicant(party_id=town.parties[0]),)
    answer = town.applied(agreement, "2026-03-10", applicants=alone)
    assert refusal(answer) == "not_joint"
    assert "起诉" in answer.message


def test_a_late_application_is_registered_with_its_reason_and_left_to_the_court_cpl_86():
    town, agreement = settled()
    town.time_passes(at("2026-04-10"))
    assert refusal(town.applied(agreement, "2026-04-10")) == "late_reason_missing"
    assert irregularities(town.applied(agreement, "2026-04-10", late_reason="住院")) == ["application_late"]
    assert irregularities(town.court(court.DocketApplication(agreement_id=agreement), "2026-04-11")) == []


def test_an_application_in_time_recorded_after_the_lapse_is_not_late():
    town, agreement = settled()
    town.time_passes(at("2026-04-10"))
    who = tuple(filing.Applicant(party_id=party_id) for party_id in town.parties)
    body = filing.ApplyForConfirmation(agreement_id=agreement, court="wuhu.jinghu.court", applicants=who)
    answer = town.court(body, "2026-04-01", recorded="2026-04-10")
    assert irregularities(answer) == []
    assert names(answer)[1:3] == ["lapse_withdrawn", "clock_stopped"]


def test_an_interested_person_objects_in_six_months_and_the_court_revokes_everywhere():
    town, agreement = confirmed()
    objection = court.FileObjection(
        agreement_id=agreement, by="interested_person", name="案外人", knew_on=at("2026-04-01").date()
    )
    answer = town.court(objection, "2026-09-30")
    assert irregularities(answer) == []
    revoke = court.RevokeConfirmation(agreement_id=agreement, objection_id=answer[0].objection_id)
    names(town.court(revoke, "2026-10-12"))
    assert urged_after_revocation(town) == ("就调解协议向人民法院起诉",)
    refused = town.window(CloseCase(result="confirmed"), "2026-10-13", COMMUNITY)
    assert refusal(refused) == "not_confirmed"
    names(town.window(CloseCase(result="agreed"), "2026-10-13", COMMUNITY))


def urged_after_revocation(town: Town) -> tuple[str, ...]:
    names(town.committee(c.UrgePerformance(), "2026-10-12 10:00"))
    return town.said("people_mediation", PerformanceUrged)[-1].routes_told


def test_an_objection_after_six_months_is_recorded_and_marked():
    town, agreement = confirmed()
    objection = court.FileObjection(
        agreement_id=agreement, by="interested_person", name="案外人", knew_on=at("2026-04-01").date()
    )
    assert irregularities(town.court(objection, "2026-10-12")) == ["objection_late"]


def test_after_a_dismissal_the_same_agreement_is_not_applied_for_again_but_a_new_one_is_cpl_206():
    town, agreement = settled()
    names(town.applied(agreement, "2026-03-10"))
    ground = court.DismissApplication(agreement_id=agreement, ground="content_unclear")
    town.ruled(agreement, "2026-03-11", ground)
    assert refusal(town.applied(agreement, "2026-03-12")) == "already_ruled"
    anew = OfferCustody(to_body=COMMUNITY, channel=MEDIATION, explanation="法院驳回，重新调解")
    names(town.window(anew, "2026-03-13", COMMUNITY))
    town.taken_up("2026-03-13 10:00")
    again = town.agreed("2026-03-14")
    assert names(town.applied(again, "2026-03-15"))[0] == "application_filed"
    town.ruled(again, "2026-03-16")
    assert town.agreement_at_court(agreement).situation.kind == "dismissed"
    assert town.agreement_at_court(again).situation.kind == "confirmed"


def test_a_withdrawn_application_may_be_made_again_and_lateness_is_still_judged():
    town, agreement = settled()
    names(town.applied(agreement, "2026-03-10"))
    names(town.court(filing.WithdrawApplication(agreement_id=agreement), "2026-03-11"))
    assert names(town.applied(agreement, "2026-03-12"))[0] == "application_filed"
    names(town.court(filing.WithdrawApplication(agreement_id=agreement), "2026-03-13"))
    assert refusal(town.applied(agreement, "2026-04-10")) == "late_reason_missing"


def test_another_committee_learns_nothing_of_the_agreement():
    town, agreement = settled()
    assert refusal(town.applied(agreement, "2026-03-10", by=NEIGHBOUR)) == "not_found"
    assert refusal(town.committee(c.HoldSession(), "2026-03-10", NEIGHBOUR)) == "not_found"
    assert refusal(town.window(CloseCase(result="agreed"), "2026-03-10", NEIGHBOUR)) == "not_found"


def test_performance_before_the_application_leaves_nothing_to_apply_for_in_time():
    town, _ = settled()
    names(town.committee(c.RecordPerformance(performance="full"), "2026-03-20"))
    before = len(town.events)
    town.time_passes(at("2026-12-31"))
    assert len(town.events) == before


def test_a_late_recorded_breach_reopens_the_time_to_enforce():
    town, agreement = confirmed()
    names(town.committee(c.RecordPerformance(performance="full"), "2026-04-01"))
    names(town.committee(c.ReportBreach(what="转账被撤回"), "2026-04-03"))
    enforce = court.ApplyForEnforcement(agreement_id=agreement, by=town.parties[0], court="wuhu.jinghu.court")
    assert irregularities(town.court(enforce, "2026-05-01")) == []
