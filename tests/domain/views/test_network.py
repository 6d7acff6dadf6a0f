"""The network as people read it: rounds in the case file, the work list of its bodies, the register and the gap report (domain.md 2.5, 5)."""

from datetime import date

from schemas import intake
from schemas.identity import body_key
from schemas.network import PartnerResult, TerminationReason
from schemas.values import Channel, DisputeType
from services.jurisdiction.law import Law
from services.network.domain import commands as c
from services.views.answers import CaseFile
from services.views.case_file.reading import case_file
from services.views.network.reading import body_row, gap_report, mediating
from services.views.reader import Reader
from services.views.words import words_of
from services.views.work_list.reading import work_list
from tests.domain.network.network_case import (
    CASE,
    COURT,
    HUB,
    ROUTES,
    STREET,
    TRAFFIC,
    NetworkCase,
    clerk,
    register_of,
    summary,
)
from tests.domain.views.log import Log, actor, at, view_named

LAW = Law.load("wuhu")
WORDS = words_of(LAW)
DAY = date(2026, 3, 30)
KEY = body_key(TRAFFIC)


def logged(case: NetworkCase, key: str = CASE) -> Log:
    """The case's events as the network wrote them, one decision each, after its registration."""
    log = Log()
    if key == CASE:
        registered = intake.CaseRegistered(
            occurred_at=at("2026-03-01", 8), registering_body=HUB, first_handler=HUB, handler="clerk", case=case.case
        )
        log.decide("intake", registered, case=CASE, by=actor(HUB))
    for event in case.events:
        log.decide("network", event, case=key, by=actor(case.body))
    return log


def items(case: NetworkCase, organisation: str = TRAFFIC) -> list[tuple[str, tuple[str, ...]]]:
    document = logged(case).document(view_named("boards"), CASE) or {}
    found = work_list([document], [], organisation, at("2026-03-30"), WORDS)
    return [(item.kind, item.missing) for item in found if item.kind != "in_hand"]


def read(case: NetworkCase, organisation: str = TRAFFIC) -> CaseFile:
    document = logged(case).document(view_named("case_file"), CASE)
    assert document is not None
    return case_file(document, Reader.of(actor(organisation, "clerk"), LAW), WORDS)


def test_a_round_waits_to_be_taken_up_and_then_for_a_mediator() -> None:
    case = NetworkCase().held()
    assert items(case) == [("to_accept_network", ())]
    case.does(c.AcceptMediation(joint_application=True))
    assert items(case) == [("without_mediator", ())]
    case.does(c.AssignMediator(mediator=f"mediator-1.{TRAFFIC}"))
    assert items(case) == []


def test_an_agreement_waits_for_signatures_and_stands_in_the_case_file() -> None:
    case = NetworkCase().agreed()
    assert items(case) == [("waiting_for_signatures", ("当事人 2 人", "调解员签名", "调解委员会印章"))]
    case.signs()
    (agreement,) = read(case).agreements
    assert (agreement.body, agreement.missing, agreement.effective_at is not None) == (TRAFFIC, (), True)
    assert items(case) == []


def test_the_limit_of_a_round_is_the_bodys_duty_on_the_boards() -> None:
    (clock,) = read(NetworkCase(reason=intake.HandOverReason.COURT_DELEGATION_BEFORE_FILING).held()).clocks
    assert (clock.limit, clock.organisation, clock.service) == ("TY-1", TRAFFIC, "network")


def test_the_timeline_tells_the_round_in_sentences() -> None:
    case = NetworkCase().in_mediation()
    case.does(c.HoldSession(online=True, present=("p1", "p2"), minutes="各让一步"), "2026-03-06")
    case.does(c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES), "2026-03-07")
    said = [entry.sentence for entry in read(case).timeline]
    assert "镜湖区道路交通事故人民调解委员会终止调解（调解不成）。告知：仲裁；向人民法院起诉" in said
    assert any(sentence.startswith("第 1 次调解（在线）") and "记录：各让一步" in sentence for sentence in said)
    assert not any("各让一步" in entry.sentence for entry in read(case, HUB).timeline), "it stays with the body (TY 22)"


def test_a_referral_is_looked_after_by_who_sent_it() -> None:
    case = NetworkCase(case=summary(DisputeType.MIGRANT_WAGES))
    told = {"channel": Channel.ARBITRATION, "partner": "wuhu.labour-arbitration", "from_body": HUB}
    case.hears(c.ReceiveReferral(**told, follow_up_on="2026-03-20"), "2026-03-02")
    assert items(case, HUB) == [("referral_to_follow_up", ("期限至 2026-03-20",))]
    case.does(c.FollowUpReferral(findings="尚在审查", next_on="2026-04-02"), "2026-03-20", clerk(HUB))
    assert items(case, HUB) == [("referral_to_follow_up", ("期限至 2026-04-02",))]
    case.does(c.ReturnReferral(reason="超过时效"), "2026-03-21", clerk(HUB))
    assert items(case, HUB) == [("referral_returned_to_hub", ())]
    said = [entry.sentence for entry in read(case, HUB).timeline]
    assert "芜湖市劳动人事争议仲裁委员会退回转介：超过时效" in said


def test_what_a_partner_concluded_needs_nothing_more() -> None:
    case = NetworkCase(case=summary(DisputeType.MIGRANT_WAGES))
    told = {"channel": Channel.LEGAL_AID, "partner": "wuhu.legal-aid", "from_body": HUB, "follow_up_on": "2026-03-20"}
    case.hears(c.ReceiveReferral(**told), "2026-03-02")
    case.does(c.ConcludeReferral(result=PartnerResult.AID_GIVEN), "2026-03-05", clerk("wuhu.legal-aid"))
    assert items(case, HUB) == []


def test_the_register_shows_what_was_entered_over_what_the_profile_says() -> None:
    register = register_of(TRAFFIC)
    before = body_row(LAW, LAW.organisation(TRAFFIC), {}, DAY, WORDS)
    assert (before.entered, before.sequence, before.invited_by) == (False, 0, ("镜湖区人民法院",))
    assert [gap.code for gap in before.gaps] == ["full_time_mediators_missing"]
    fresh = {"title": "专职人民调解员三", "full_time": True, "load_limit": 5, "term_began_on": "2025-07-01"}
    register.does(c.RegisterMediator(body=TRAFFIC, mediator=f"mediator-4.{TRAFFIC}", **fresh))
    work = {"body": TRAFFIC, "mediator": f"mediator-4.{TRAFFIC}", "about": "x", "track_id": "t"}
    register.hears(c.CountWork(**work, source="network", what="mediator_assigned"), "2026-03-05")
    document = logged(register, KEY).document(view_named("case_file"), KEY)
    assert document is not None
    after = body_row(LAW, LAW.organisation(TRAFFIC), {KEY: document}, DAY, WORDS)
    assert (after.key, after.sequence, after.load, after.gaps) == (KEY, 2, 1, ())
    assert after.mediators[-1].load == 1
    assert after.mediators[-1].term_ends_on == date(2028, 7, 1)


def test_a_register_is_nobodys_case_and_asks_nobody_for_anything() -> None:
    register = register_of(TRAFFIC)
    register.does(c.RegisterBody(body=TRAFFIC, invited_by=(COURT,)))
    for view in ("case_file", "boards"):
        document = logged(register, KEY).document(view_named(view), KEY) or {}
        assert document["network"]["facts"]["bodies"] == []
        assert not document["network"].get("items")
    assert not Reader.of(actor(TRAFFIC, "clerk"), LAW).may_read(document)


def test_the_gap_report_counts_bodies_by_what_they_lack() -> None:
    found = mediating(LAW, [STREET, "wuhu.jinghu.jingshan.pmc", TRAFFIC, HUB])
    assert HUB not in [body.id for body in found], "a hub is no mediating body"
    report = gap_report([body_row(LAW, body, {}, DAY, WORDS) for body in found], DAY)
    assert (report.bodies, report.bodies_with_gaps) == (3, 2)
    assert report.by_code == {"专职调解员不足": 2, "没有妇女委员": 1}
    assert "《芜湖市推进法治政府建设率先突破实施方案》第28条 [V]" in {
        gap.source for row in report.rows for gap in row.gaps
    }
