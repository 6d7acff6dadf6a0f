"""The court's part of the published cases pub-05 and pub-24 (tests/cases): played as stories, no verdict on assumed dates."""

from schemas.clocks import ClockStarted, Verdict
from schemas.command import Actor
from schemas.judicial_confirmation import ApplicationDismissed, ApplicationDocketed
from schemas.people_mediation import AgreementTerms
from schemas.values import Agreed, Channel, Party, PartyKind, PartyRole
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.filing_commands import Applicant, JurisdictionBasis
from services.judicial_confirmation.domain.limits import CLOCKS
from services.jurisdiction.clock_commands import SuperviseClock
from services.jurisdiction.demonstration import demonstration_organisation
from services.jurisdiction.vocabulary import Tier
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import COURT_CLERK, CourtCase, applied, docketed, effective

PLAYED = at("2026-11-01")
INSTALMENTS = AgreementTerms(terms=("分期偿还",))
BANK_AND_BORROWER = (
    Party(party_id="bank", role=PartyRole.APPLICANT, kind=PartyKind.ORGANISATION, name="某银行"),
    Party(party_id="borrower", role=PartyRole.RESPONDENT, kind=PartyKind.NATURAL, name="汪某"),
)
RELATIVES = tuple(
    Party(party_id=f"r{number}", role=PartyRole.APPLICANT, kind=PartyKind.NATURAL, name=f"成某{number}")
    for number in range(1, 5)
)


def demonstration(place: str) -> tuple[CourtCase, Actor]:
    """A case of the demonstration jurisdiction and the clerk of its county court."""
    county_court = demonstration_organisation(place, Channel.JUDICIAL_CONFIRMATION, Tier.COUNTY)
    clerk = Actor(user="clerk.demo", organisation=county_court.id, roles=("court_clerk", "demonstrator"))
    return CourtCase("demonstration"), clerk


def test_pub_05_is_delegated_by_the_court_applied_for_and_confirmed_on_one_day() -> None:
    case, clerk = demonstration("安徽省宣城市绩溪县")
    day = "2023-06-20"
    committee = demonstration_organisation("安徽省宣城市绩溪县", Channel.PEOPLE_MEDIATION, Tier.COUNTY)
    names(
        case.takes_effect(
            f"{day} 15:00", mediation_body=committee.id, parties=BANK_AND_BORROWER, terms=INSTALMENTS, story=True,
            court_invited=True, occurred_at_assumed=True,
        )
    )  # fmt: skip
    both = (Applicant(party_id="bank"), Applicant(party_id="borrower"))
    filed = case.applied(
        f"{day} 15:20", clerk, court=clerk.organisation, applicants=both, occurred_at_assumed=True,
        jurisdiction_basis=JurisdictionBasis.INVITING_COURT,
    )  # fmt: skip
    assert irregularities(filed) == []
    assumed = {"occurred_at_assumed": True}
    names(case.court_does(court.DocketApplication, f"{day} 15:30", clerk, **assumed))
    names(case.court_does(court.HoldVerification, f"{day} 15:40", clerk, present=("bank", "borrower"), **assumed))
    ruling = case.court_does(court.ConfirmAgreement, f"{day} 16:30", clerk, **assumed)
    assert names(ruling)[0] == "agreement_confirmed"
    assert irregularities(ruling) == []
    assert case.situation == "confirmed"
    docketing = next(event for event in case.events if isinstance(event, ApplicationDocketed))
    assert docketing.same_day
    clocks = [event.clock for event in case.events if isinstance(event, ClockStarted)]
    assert [clock.limit for clock in clocks] == ["JC-1", "JC-2", "JC-3", "JC-3S", "JC-4"]
    assert all(clock.verdict is Verdict.NOT_JUDGED for clock in clocks)


def test_pub_24_begins_at_the_court_is_confirmed_revoked_on_its_own_finding_and_dismissed() -> None:
    case, clerk = demonstration("某地")
    assumed = {"occurred_at_assumed": True}
    body = window.RegisterAgreementFromParties(
        mediation_body="未载明", channel=Channel.PEOPLE_MEDIATION, form=Agreed.WRITTEN,
        effective_on=at("2012-05-02").date(), parties=RELATIVES, terms=AgreementTerms(terms=("房屋继承",)),
        story=True, occurred_at_assumed=True,
    )  # fmt: skip
    names(case.act(clerk, body, at("2012-05-03")))
    case.agreement_id = next(iter(case.state.agreements))
    everybody = tuple(Applicant(party_id=party.party_id) for party in RELATIVES)
    told = {"court": clerk.organisation, "applicants": everybody, "concerns": ("ownership_of_rights",)}
    filed = case.applied("2012-05-03", clerk, **told, **assumed)
    assert irregularities(filed) == ["concern_ownership_of_rights"]
    names(case.court_does(court.DocketApplication, "2012-05-04", clerk, **assumed))
    names(case.court_does(court.ConfirmAgreement, "2012-05-08", clerk, **assumed))
    names(case.court_does(court.RevokeConfirmation, "2013-03-01", clerk, own_finding=True, **assumed))
    ground = {"ground": "harms_others", "reason": "损害案外人合法权益"}
    names(case.court_does(court.DismissAfterRevocation, "2013-03-01", clerk, **ground, **assumed))
    assert case.situation == "dismissed"
    dismissed = case.events[-1]
    assert isinstance(dismissed, ApplicationDismissed)
    assert CLOCKS.due_in_story(case.state) is None


def story() -> CourtCase:
    """A story whose dates are told."""
    case = CourtCase()
    names(case.takes_effect(story=True))
    return case


def test_in_a_story_no_scan_watches_and_the_next_act_lets_time_pass() -> None:
    case = story()
    assert CLOCKS.due_for_scan(case.state) is None
    assert CLOCKS.due_in_story(case.state) is not None
    answer = case.applied("2026-04-10", late_reason="外出务工")
    assert names(answer)[:2] == ["clock_lapsed", "application_filed"]
    assert irregularities(answer) == ["application_late"]
    docketing = case.court_does(court.DocketApplication, "2026-04-14")
    assert clock_events(docketing)[0] == ("clock_lapsed", "JC-2")


def test_a_live_case_is_scanned() -> None:
    due = CLOCKS.due_for_scan(applied().state)
    assert due is not None
    assert due.lapses_at == at("2026-03-12 12:00")
    assert isinstance(due.command, SuperviseClock)


def test_only_a_story_may_leave_the_courts_ground_open() -> None:
    played = story()
    names(played.applied())
    unstated = {"ground": "not_stated", "reason": "来源未写理由"}
    assert names(played.court_does(court.DeclineApplication, "2026-03-12", **unstated))[0] == "application_not_accepted"
    assert refusal(applied().court_does(court.DeclineApplication, "2026-03-12", **unstated)) == "ground_unknown"
    assert refusal(docketed().court_does(court.DismissApplication, "2026-03-16", **unstated)) == "ground_unknown"
    dismissed = story()
    names(dismissed.applied())
    assert names(docketed(dismissed).court_does(court.DismissApplication, "2026-03-16", **unstated))


def test_a_story_is_made_by_the_demonstration_alone_and_a_live_case_never_goes_to_its_courts() -> None:
    case, clerk = demonstration("某地")
    told = {
        "mediation_body": "未载明", "channel": "PEOPLE_MEDIATION", "effective_on": "2026-03-02",
        "parties": BANK_AND_BORROWER, "terms": INSTALMENTS,
    }  # fmt: skip
    live = window.RegisterAgreementFromParties.model_validate(told)
    assert refusal(case.act(clerk, live, at("2026-03-09"))) == "not_found"
    played = live.model_copy(update={"story": True})
    assert refusal(CourtCase().act(COURT_CLERK, played, at("2026-03-09"))) == "story_needs_demonstrator"
    assert names(case.act(clerk, played, at("2026-03-09")))[0] == "agreement_registered"
    assert refusal(effective().applied(court=clerk.organisation)) == "not_a_people_court"
    assert refusal(effective().applied(actor=clerk, court=clerk.organisation)) == "not_found"
