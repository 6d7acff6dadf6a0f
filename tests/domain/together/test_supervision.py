"""Supervision of deadlines over all services: reminder, warning, breach, order, reply (issue 4, item 5; rule E1)."""

from datetime import datetime, timedelta
from typing import Any

from schemas.clocks import ClockBreached, ClockLapsed, ClockReminded, ClockWarned, LapseWithdrawn, SupervisionEvent
from schemas.command import Actor, Refused
from schemas.intake import (
    BreachNoted,
    LapseWithdrawalNoted,
    OrderGround,
    SupervisionClosed,
    SupervisionOrdered,
)
from services.intake.domain import supervision_commands as supervision
from services.intake.domain.file_commands import CloseCase, VoidCase
from services.intake.domain.supervision_orders import OrderStatus
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.together.town import COMMUNITY, HUB, STREET, Town

CITY = "wuhu.hub"


class RestedTown(Town):
    """A town whose scans may have stood still."""

    def wakes(self, moment: datetime) -> None:
        """After a rest the scans find everything that came due meanwhile, earliest first, at `moment`."""
        while due := sorted(self._due(moment)):
            name = due[0][2]
            clock = self.services[name].due_clock(self.states[name])
            system = Actor(user=f"system:{name}", organisation=name)
            assert not isinstance(self.asks(name, clock.command, system, moment), Refused)

    def timed(self, *kinds: type) -> list[tuple[str, str, str, bool]]:
        """(limit, kind, when it fell due, noticed late) of these events, in the order in which they were told."""
        return [
            (event.limit, type(event).__name__, f"{event.occurred_at:%m-%d %H:%M}", event.noticed_late)
            for _, event in self.events
            if isinstance(event, kinds)
        ]


def in_mediation(town: type[Town] = Town) -> Any:
    """The community has mediated since Monday, 2 March: its level (LV-L1) has until the 4th, the round (PM-1) until 3 April."""
    case = town()
    case.handed_to("2026-03-02 10:00")
    case.taken_up("2026-03-02 14:00")
    return case


def breached() -> Any:
    """The level's time has passed and its breach was told."""
    town = in_mediation()
    town.time_passes(at("2026-03-05 00:00"))
    return town


def test_half_the_time_reminds_the_handler_and_four_fifths_warn_the_supervisor_each_once():
    town = in_mediation()
    town.time_passes(at("2026-03-04 23:00"))
    (reminded,) = [one for one in town.said("intake", ClockReminded) if one.limit == "LV-L1"]
    (warned,) = [one for one in town.said("intake", ClockWarned) if one.limit == "LV-L1"]
    assert (f"{reminded.occurred_at:%d %H:%M}", f"{warned.occurred_at:%d %H:%M}") == ("04 00:00", "04 14:24")
    assert (warned.body, warned.supervisor) == (COMMUNITY, STREET)
    assert not reminded.noticed_late


def test_reminder_and_warning_move_nothing():
    town = in_mediation()
    before = town.file.custody
    town.time_passes(at("2026-03-04 23:00"))
    assert town.file.custody == before
    assert town.file.supervision.orders == ()


def test_a_breach_brings_an_order_of_the_supervisor_with_its_own_clock():
    town = breached()
    (order,) = town.said("intake", SupervisionOrdered)
    assert (order.body, order.supervisor, order.ground, order.limit) == (
        COMMUNITY,
        STREET,
        OrderGround.BREACH,
        "LV-L1",
    )
    reply = town.file.clock_about(order.order_id, "SUP-1")
    assert str(reply.clock.due) == "2026-03-12"
    assert town.file.custody.custodian == COMMUNITY


def test_the_supervised_body_replies_and_the_supervisor_closes():
    town = breached()
    assert refusal(town.window(supervision.CloseSupervision(), "2026-03-06", STREET)) == "no_reply_yet"
    assert refusal(town.window(supervision.ReplyToSupervision(reply="代回复"), "2026-03-06", STREET)) == (
        "not_supervised_body"
    )
    done = town.window(supervision.ReplyToSupervision(reply="已约双方周五再调"), "2026-03-06", COMMUNITY)
    assert names(done) == ["supervision_replied", "clock_stopped"]
    back = town.window(supervision.SendReplyBack(reason="未说明逾期原因"), "2026-03-09", STREET)
    assert names(back) == ["supervision_reply_sent_back", "clock_started"]
    names(town.window(supervision.ReplyToSupervision(reply="当事人外出，已补办延期"), "2026-03-10", COMMUNITY))
    closed = town.window(supervision.CloseSupervision(note="可"), "2026-03-11", STREET)
    assert names(closed) == ["supervision_closed"]
    assert town.file.supervision.orders[0].status is OrderStatus.CLOSED
    again = town.window(supervision.CloseSupervision(order_id=closed[0].order_id), "2026-03-12", STREET)
    assert refusal(again) == "order_settled"


def test_a_late_reply_is_recorded_with_its_mark():
    town = breached()
    late = town.window(
        supervision.ReplyToSupervision(reply="迟复"), "2026-03-12", COMMUNITY, recorded="2026-03-12 10:00"
    )
    assert irregularities(late) == []
    town = breached()
    order = town.file.supervision.orders[0]
    late = town.window(supervision.ReplyToSupervision(reply="迟复", order_id=order.order_id), "2026-03-13", COMMUNITY)
    assert irregularities(late) == ["supervision_reply_late"]


def test_an_order_without_reply_goes_to_the_next_body_above_until_there_is_none():
    town = breached()
    town.time_passes(at("2026-04-30 00:00"))
    about = [
        one for one in town.said("intake", SupervisionOrdered) if one.body == COMMUNITY and one.ground != "own_motion"
    ]
    chain = [(one.supervisor, one.ground) for one in about if one.limit in ("LV-L1", "SUP-1")]
    assert chain[:3] == [
        (STREET, OrderGround.BREACH), (HUB, OrderGround.NO_REPLY), (CITY, OrderGround.NO_REPLY),
    ]  # fmt: skip
    assert "no_supervisor" in [one.code for one in town.said("intake", BreachNoted)]
    assert not [one for one in town.file.supervision.orders if one.supervisor == STREET and one.is_open]


def test_a_stranger_learns_nothing_of_an_order():
    town = breached()
    stranger = "wuhu.jinghu.jingshan.pmc"
    assert refusal(town.window(supervision.ReplyToSupervision(reply="x"), "2026-03-06", stranger)) == "not_found"
    assert refusal(town.window(supervision.IssueSupervision(demand="x"), "2026-03-06", stranger)) == "not_found"
    unknown = supervision.CloseSupervision(order_id="nothing")
    assert refusal(town.window(unknown, "2026-03-06", STREET)) == "no_such_order"


def test_a_body_above_orders_of_its_own_motion_and_once_at_a_time():
    town = in_mediation()
    issued = town.window(supervision.IssueSupervision(demand="请报告进展"), "2026-03-03", HUB)
    assert names(issued) == ["supervision_ordered", "clock_started"]
    again = town.window(supervision.IssueSupervision(demand="再催"), "2026-03-03", STREET)
    assert refusal(again) == "already_supervised"
    upwards = supervision.IssueSupervision(body=STREET, demand="x")
    assert refusal(town.window(upwards, "2026-03-03", COMMUNITY)) == "not_its_supervisor"
    nobody = supervision.IssueSupervision(body="wuhu.jinghu.court", demand="x")
    assert refusal(town.window(nobody, "2026-03-03", HUB)) == "not_on_case"
    closed = supervision.CloseSupervision(result="unfounded", order_id=issued[0].order_id)
    assert names(town.window(closed, "2026-03-03 10:00", HUB)) == ["supervision_closed", "clock_stopped"]


def test_whoever_may_see_the_case_may_urge_and_it_is_counted():
    town = in_mediation()
    party = town.parties[0]
    first = town.window(supervision.UrgeHandling(text="当事人来电询问", on_behalf_of=party), "2026-03-03", STREET)
    second = town.window(supervision.UrgeHandling(text="请尽快"), "2026-03-03 10:00", HUB)
    assert [(one.to_body, one.times) for one in (*first, *second)] == [(COMMUNITY, 1), (COMMUNITY, 2)]
    assert refusal(town.window(supervision.UrgeHandling(text="x"), "2026-03-03", COMMUNITY)) == "urges_itself"
    stranger = supervision.UrgeHandling(text="x", on_behalf_of="nobody")
    assert refusal(town.window(stranger, "2026-03-03", STREET)) == "unknown_party"
    nowhere = supervision.UrgeHandling(text="x", to_body="mars.hub")
    assert refusal(town.window(nowhere, "2026-03-03", STREET)) == "unknown_body"


def test_an_early_stop_drops_the_moments_that_lie_ahead():
    town = in_mediation()
    town.agreed("2026-03-03")
    town.time_passes(at("2026-03-31 00:00"))
    told = {event.limit for _, event in town.events if isinstance(event, SupervisionEvent)}
    assert not told & {"LV-L1", "PM-1"}


def test_an_extension_moves_the_moments_that_lie_ahead_and_repeats_none():
    town = in_mediation()
    town.time_passes(at("2026-03-20 00:00"))
    assert [one.limit for one in town.said("people_mediation", ClockReminded)] == ["PM-1"]
    longer = c.ExtendLimit(by=1, reason="双方同意继续", agreed_by=tuple(town.parties[:2]))
    names(town.committee(longer, "2026-03-20 09:00"))
    town.time_passes(at("2026-05-10 00:00"))
    mine = [
        e for s, e in town.events if s == "people_mediation" and isinstance(e, SupervisionEvent) and e.limit == "PM-1"
    ]
    assert [type(one) for one in mine] == [ClockReminded, ClockWarned, ClockBreached]
    assert f"{mine[1].occurred_at:%m-%d}" == "04-20"


def test_a_case_closed_meanwhile_still_waits_for_the_reply_and_a_voided_one_does_not():
    town = breached()
    names(town.window(CloseCase(result="withdrawn"), "2026-03-05 09:00", COMMUNITY))
    assert town.file.supervision.orders[0].is_open
    names(town.window(supervision.ReplyToSupervision(reply="当事人已撤回"), "2026-03-06", COMMUNITY))
    assert town.file.supervision.orders[0].status is OrderStatus.REPLIED
    voided = Town()
    voided.time_passes(at("2026-03-05 00:00"))
    (order,) = voided.said("intake", SupervisionOrdered)
    offer_back = [one for one in (voided.file.custody.open_offer,) if one]
    assert offer_back
    names(voided.window(VoidCase(reason="误登记"), "2026-03-05 10:00", STREET))
    assert [one.order_id for one in voided.said("intake", SupervisionClosed)] == [order.order_id]
    assert voided.services["intake"].due_clock(voided.file) is None


def test_services_at_rest_for_three_days_each_deadline_fires_once_in_order_marked_late():
    town = in_mediation(RestedTown)
    town.wakes(at("2026-03-06 08:00"))
    told = town.timed(ClockReminded, ClockWarned, ClockLapsed, ClockBreached)
    level = [entry for entry in told if entry[0] == "LV-L1"]
    assert level == [
        ("LV-L1", "ClockReminded", "03-04 00:00", True),
        ("LV-L1", "ClockWarned", "03-04 14:24", True),
        ("LV-L1", "ClockLapsed", "03-05 00:00", True),
        ("LV-L1", "ClockBreached", "03-05 00:00", True),
    ]
    before = len(town.events)
    town.wakes(at("2026-03-06 08:00"))
    assert len(town.events) == before
    (order,) = town.said("intake", SupervisionOrdered)
    assert f"{order.occurred_at:%m-%d %H:%M}" == "03-06 08:00"


def test_an_act_in_time_recorded_after_the_rest_withdraws_lapse_escalation_and_order():
    town = in_mediation(RestedTown)
    town.wakes(at("2026-03-06 08:00"))
    assert town.file.custody.open_offer.to_body == STREET
    town.agreed("2026-03-03", recorded="2026-03-06 09:00")
    assert [one.limit for one in town.said("intake", LapseWithdrawn)] == ["LV-L1"]
    (noted,) = [one for one in town.said("intake", LapseWithdrawalNoted) if one.limit == "LV-L1"]
    assert noted.order_id == town.file.supervision.orders[0].order_id
    assert town.file.supervision.orders[0].status is OrderStatus.WITHDRAWN
    assert town.file.custody.open_offer is None
    town.time_passes(at("2026-03-20 00:00"))
    assert [one for one in town.said("intake", ClockLapsed) if one.limit == "SUP-1"] == []


def test_a_breach_heard_after_the_withdrawal_of_its_lapse_is_noted_alone():
    town = in_mediation()
    system = Actor(user="system:intake", organisation="intake")
    told = {"service": "people_mediation", "clock_id": "c1", "limit": "PM-1"}
    late = supervision.HearClockBreached(
        **told, source_sequence=7, limit_name="人民调解期限", body=COMMUNITY, supervisor=STREET, lapsed_at=at("2026-03-03"),
    )  # fmt: skip
    moment = at("2026-03-03") + timedelta(hours=1)
    names(town.asks("intake", supervision.HearLapseWithdrawn(**told, source_sequence=8), system, moment))
    (noted,) = town.asks("intake", late, system, moment)
    assert (type(noted), noted.code) == (BreachNoted, "lapse_withdrawn")
    again = late.model_copy(update={"source_sequence": 9})
    assert names(town.asks("intake", again, system, moment)) == ["supervision_ordered", "clock_started"]


def test_a_sealed_accusation_is_ordered_about_by_nobody():
    town = in_mediation()
    sealed = town.file.model_copy(update={"case": town.file.case.model_copy(update={"sealed": True})})
    town.states["intake"] = sealed
    told = supervision.HearClockBreached(
        service="people_mediation", source_sequence=9, clock_id="c1", limit="PM-1", limit_name="人民调解期限",
        body=COMMUNITY, supervisor=STREET, lapsed_at=at("2026-03-03"),
    )  # fmt: skip
    system = Actor(user="system:intake", organisation="intake")
    (noted,) = town.asks("intake", told, system, at("2026-03-03"))
    assert noted.code == "sealed"
    town.states["intake"] = sealed
    own = supervision.IssueSupervision(demand="请报告")
    assert refusal(town.window(own, "2026-03-03", COMMUNITY)) == "sealed_no_supervision"
