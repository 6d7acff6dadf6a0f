"""A neighbours' case from the street's hub to the community's committee, the court's ruling and the survey."""

from datetime import date, timedelta

from schemas import intake, judicial_confirmation, people_mediation, satisfaction
from schemas.base import Irregularity
from schemas.clocks import Clock, ClockStarted, ClockStopped, Derivation
from schemas.document_service import ServiceMethod, ServiceOfDocument
from schemas.identity import track_id
from schemas.intake import CaseSummary, CloseResult, HandOverReason
from schemas.outside_limits import OutsideEffect, OutsideLimitTold
from schemas.people_mediation import AgreementTerms
from schemas.values import (
    Agreed,
    CaseSource,
    Channel,
    Contact,
    DisputeType,
    DueItem,
    Party,
    PartyKind,
    PartyRole,
    Performance,
    ReceivedVia,
)
from tests.domain.views.log import CASE, Log, actor, at

HUB = "wuhu.jinghu.hub"
COMMITTEE = "wuhu.jinghu.fangcun.community-1.pmc"
OTHER_COMMITTEE = "wuhu.jinghu.fangcun.community-2.pmc"
STREET = "wuhu.jinghu.fangcun.pmc"
COURT = "wuhu.jinghu.court"
CITY = "wuhu.hub"
TRACK, AGREEMENT, APPLICATION = track_id(CASE, 2), "agreement-1", "application-1"
PARTIES = (
    Party(
        party_id="p1", role=PartyRole.APPLICANT, kind=PartyKind.NATURAL, name="楼下住户",
        contact=Contact(phone="0553-0000001", address="方村街道某小区"),
    ),
    Party(party_id="p2", role=PartyRole.RESPONDENT, kind=PartyKind.NATURAL, name="楼上住户"),
)  # fmt: skip
SUMMARY = CaseSummary(
    dispute_type=DisputeType.NEIGHBOR, source=CaseSource.APPLICATION, received_via=ReceivedVia.COUNTER,
    summary="楼上漏水致楼下受损", parties=PARTIES,
)  # fmt: skip
TERMS = AgreementTerms(
    terms=("被申请人赔偿三千元",),
    items=(DueItem(item_id="i1", what="赔偿款", debtor="p2", creditor="p1", due_on=date(2026, 4, 15)),),
)
CIVIL = OutsideLimitTold(
    rule="civil-limitation", limit="LIM-CIVIL", name="民事诉讼时效", route=Channel.LITIGATION, length="3年",
    source="《民法典》第188条[V]", mediation=OutsideEffect.INTERRUPTS, petition=OutsideEffect.DEPENDS,
    interrupted_on=date(2026, 3, 2), told="民事诉讼时效（LIM-CIVIL）3年；抚养费等不适用时效（CC 196）",
)  # fmt: skip
RECOMMENDED = intake.RouteRecommended(
    occurred_at=at("2026-03-02"), row="R17", channel=Channel.PEOPLE_MEDIATION, reason="邻里纠纷", source="R75 20–21 [V]",
    alternatives=(intake.RouteAlternative(channel=Channel.LITIGATION, note="也可以起诉"),),
)  # fmt: skip
CHOSEN = intake.PartyChoiceRecorded(
    occurred_at=at("2026-03-03"), party_id="p1", channel=Channel.LITIGATION, reason="不愿调解", recommended_row="R17",
    recommended=Channel.PEOPLE_MEDIATION, referral_rule="any-litigation", referral_source="PML 3",
)  # fmt: skip
SERVED = ServiceOfDocument(method=ServiceMethod.DIRECT, proof="送达回证已签收")
ROUND = {"track_id": TRACK, "custody_number": 2}


def clock(clock_id: str, limit: str, subject: str, started: str, due: str) -> ClockStarted:
    """A clock as jurisdiction would have made it."""
    last = date.fromisoformat(due)
    made = Clock(
        clock_id=clock_id, limit=limit, name=f"期限{limit}", subject=subject, started_at=at(started), due=last,
        lapses_at=at(due, 0) + timedelta(days=1),
        derivation=Derivation(
            limit=limit, length=1, unit="month", source="R75 33 [V]", started_on=started, counted=30,
            rules_version="r1", calendar_version="c1", in_chinese=f"自{started}起，至{due}届满。",
        ),
    )  # fmt: skip
    return ClockStarted(occurred_at=at(started), clock_id=clock_id, limit=limit, clock=made)


def registered(log: Log) -> None:
    """The hub registers and offers the case to the committee, which accepts; custody moves."""
    clerk, mediator = actor(HUB, "clerk"), actor(COMMITTEE, "mediator")
    log.decide(
        "intake",
        intake.CaseRegistered(
            occurred_at=at("2026-03-02"),
            registering_body=HUB,
            first_handler=HUB,
            handler="clerk.jinghu",
            case=SUMMARY,
            outside_limits=(CIVIL,),
        ),
        clock("c-level", "LV-1", "", "2026-03-02", "2026-03-20"),
        by=clerk,
    )
    log.decide(
        "intake",
        intake.CustodyOffered(
            occurred_at=at("2026-03-03"), custody_number=2, from_body=HUB, to_body=COMMITTEE,
            channel=Channel.PEOPLE_MEDIATION, track_id=TRACK, reason=HandOverReason.ROUTE, case=SUMMARY,
        ),
        clock("c-offer", "HO-1", TRACK, "2026-03-03", "2026-03-05"),
        by=clerk,
    )  # fmt: skip
    log.decide(
        "people_mediation",
        people_mediation.OfferReceived(
            occurred_at=at("2026-03-03"), body=COMMITTEE, from_body=HUB, reason=HandOverReason.ROUTE, case=SUMMARY,
            **ROUND,
        ),
    )  # fmt: skip
    log.decide(
        "people_mediation",
        people_mediation.OfferAccepted(occurred_at=at("2026-03-04"), body=COMMITTEE, **ROUND),
        by=mediator,
    )
    log.decide(
        "intake",
        ClockStopped(
            occurred_at=at("2026-03-04"), clock_id="c-offer", limit="HO-1", in_time=True, reason="已接收移交"
        ),
        intake.CustodyMoved(
            occurred_at=at("2026-03-04"), custody_number=2, from_body=HUB, to_body=COMMITTEE,
            channel=Channel.PEOPLE_MEDIATION, track_id=TRACK, reason=HandOverReason.ROUTE, case=SUMMARY,
        ),
    )  # fmt: skip
    log.decide(
        "people_mediation",
        people_mediation.CustodyReceived(
            occurred_at=at("2026-03-04"), body=COMMITTEE, from_body=HUB, reason=HandOverReason.ROUTE, case=SUMMARY,
            **ROUND,
        ),
    )  # fmt: skip


def mediated(log: Log) -> None:
    """A session, then a written agreement that wants signatures."""
    mediator = actor(COMMITTEE, "mediator")
    log.decide(
        "people_mediation",
        people_mediation.MediationAccepted(occurred_at=at("2026-03-05"), **ROUND),
        clock("c-round", "PM-1", TRACK, "2026-03-05", "2026-04-07"),
        by=mediator,
    )
    log.decide(
        "people_mediation",
        people_mediation.SessionHeld(
            occurred_at=at("2026-03-08"), session_id="s1", number=1, place="社区调解室", present=("p1", "p2"),
            minutes="被申请人承认漏水", **ROUND,
        ),
        by=mediator,
    )  # fmt: skip
    log.decide(
        "people_mediation",
        people_mediation.AgreementReached(
            occurred_at=at("2026-03-10"), agreement_id=AGREEMENT, form=Agreed.WRITTEN, party_ids=("p1", "p2"),
            terms=TERMS,
            irregularities=(Irregularity(code="rights_not_notified", message="调解前未告知权利义务", source="R75 30"),),
            **ROUND,
        ),
        by=mediator,
    )  # fmt: skip


def signed(log: Log) -> None:
    """Everybody signs, the seal is put, the agreement takes effect."""
    moment, agreement = at("2026-03-11"), {"agreement_id": AGREEMENT, **ROUND}
    for party in ("p1", "p2"):
        log.decide("people_mediation", people_mediation.PartySigned(occurred_at=moment, party_id=party, **agreement))
    log.decide("people_mediation", people_mediation.MediatorSigned(occurred_at=moment, mediator="m1", **agreement))
    log.decide(
        "people_mediation",
        people_mediation.CommitteeSealed(occurred_at=moment, body=COMMITTEE, **agreement),
        people_mediation.AgreementEffective(
            occurred_at=moment, number="镜方调〔2026〕1号", form=Agreed.WRITTEN, partial=False, body=COMMITTEE,
            reason=HandOverReason.ROUTE, parties=PARTIES, terms=TERMS, case=SUMMARY, **agreement,
        ),
        ClockStopped(occurred_at=moment, clock_id="c-round", limit="PM-1", in_time=True, reason="已达成调解协议"),
        clock("c-follow", "PM-2", f"{AGREEMENT}/2026-04-15", "2026-04-15", "2026-04-22"),
    )  # fmt: skip


def confirmed(log: Log) -> None:
    """Joint application, docket, ruling; served on one party only."""
    about = {"agreement_id": AGREEMENT}
    log.decide(
        "judicial_confirmation",
        judicial_confirmation.AgreementRegistered(
            occurred_at=at("2026-03-11"), form=Agreed.WRITTEN, mediation_body=COMMITTEE, parties=PARTIES,
            channel=Channel.PEOPLE_MEDIATION, effective_on=date(2026, 3, 11), terms=TERMS, **about,
        ),
        clock("c-apply", "JC-1", AGREEMENT, "2026-03-11", "2026-04-10"),
    )  # fmt: skip
    log.decide(
        "judicial_confirmation",
        judicial_confirmation.ApplicationFiled(
            occurred_at=at("2026-03-16"), application_id=APPLICATION, court=COURT, applicants=("p1", "p2"), **about
        ),
        ClockStopped(occurred_at=at("2026-03-16"), clock_id="c-apply", limit="JC-1", in_time=True, reason="已申请"),
        clock("c-accept", "JC-2", APPLICATION, "2026-03-16", "2026-03-19"),
        by=actor(COURT, "court_clerk"),
    )
    log.decide(
        "judicial_confirmation",
        judicial_confirmation.ApplicationDocketed(
            occurred_at=at("2026-03-18"), application_id=APPLICATION, court=COURT, **about
        ),
        ClockStopped(occurred_at=at("2026-03-18"), clock_id="c-accept", limit="JC-2", in_time=True, reason="已立案"),
    )
    log.decide(
        "judicial_confirmation",
        judicial_confirmation.AgreementConfirmed(
            occurred_at=at("2026-03-25"), application_id=APPLICATION, court=COURT, **about
        ),
    )
    log.decide(
        "judicial_confirmation",
        judicial_confirmation.RulingServed(
            occurred_at=at("2026-03-26"), application_id=APPLICATION, party_id="p1", service=SERVED, **about
        ),
    )


def served_on(party_id: str, day: str, counts: bool = True) -> judicial_confirmation.RulingServed:
    """The ruling reached this party on this day, in a way that counts or not."""
    return judicial_confirmation.RulingServed(
        occurred_at=at(day), agreement_id=AGREEMENT, application_id=APPLICATION, party_id=party_id,
        service=SERVED.model_copy(update={"counts": counts}),
    )  # fmt: skip


def terminated(in_writing: bool) -> people_mediation.MediationTerminated:
    """The committee ends the round and tells the routes, in writing or by word of mouth."""
    return people_mediation.MediationTerminated(
        occurred_at=at("2026-03-12"), body=COMMITTEE, reason=people_mediation.TerminationReason.DEADLOCK,
        routes_told=("向人民法院起诉",), in_writing=in_writing, **ROUND,
    )  # fmt: skip


def notice_served(party_id: str) -> people_mediation.NoticeServed:
    """The termination notice reached this party."""
    return people_mediation.NoticeServed(
        occurred_at=at("2026-03-13"), notice=people_mediation.RoundNotice.TERMINATION_NOTICE, party_id=party_id,
        service=SERVED, **ROUND,
    )  # fmt: skip


def closed_and_rated(log: Log) -> None:
    """Performed, closed, both parties invited; one answers and changes the answer."""
    log.decide(
        "people_mediation",
        people_mediation.PerformanceRecorded(
            occurred_at=at("2026-04-10"), agreement_id=AGREEMENT, performance=Performance.FULL, **ROUND
        ),
    )
    closing = at("2026-04-12")
    log.decide(
        "intake",
        intake.CaseClosed(
            occurred_at=closing, result=CloseResult.CONFIRMED, closing_body=COMMITTEE, handling_body=COMMITTEE,
            channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.NEIGHBOR, parties=PARTIES,
        ),
    )  # fmt: skip
    for party in PARTIES:
        log.decide(
            "satisfaction",
            satisfaction.InvitationIssued(
                occurred_at=closing, invitation_id=f"i-{party.party_id}", party_id=party.party_id,
                party_role=party.role, rated_body=COMMITTEE, channel=Channel.PEOPLE_MEDIATION,
                dispute_type=DisputeType.NEIGHBOR, result="confirmed", round=satisfaction.SurveyRound.CLOSURE,
                delivery="sms",
            ),
        )  # fmt: skip
    log.decide(
        "satisfaction",
        satisfaction.RatingGiven(
            occurred_at=at("2026-04-14"), invitation_id="i-p1", party_id="p1", party_role=PartyRole.APPLICANT,
            rated_body=COMMITTEE, grade=2, comment="等了很久",
        ),
    )  # fmt: skip
    log.decide(
        "satisfaction",
        satisfaction.RatingChanged(
            occurred_at=at("2026-04-20"), invitation_id="i-p1", party_id="p1", former_grade=2, grade=5
        ),
    )


def whole_story() -> Log:
    """All of it."""
    log = Log()
    for chapter in (registered, mediated, signed, confirmed, closed_and_rated):
        chapter(log)
    return log
