"""Referrals to partner channels: sent by the window, answered by the partner or by who was told (domain.md 2.6)."""

import pytest

from schemas.network import PartnerResult
from schemas.values import Channel, DisputeType
from services.network.domain import commands as c
from tests.domain.given_when_then import at, names, refusal
from tests.domain.network.network_case import HUB, PROPERTY, STREET, NetworkCase, clerk, summary

PARTNER = "wuhu.labour-arbitration"
CLERK_OF_HUB, CLERK_OF_PARTNER = clerk(HUB), clerk(PARTNER)


def referred(channel: Channel = Channel.ARBITRATION, kind: DisputeType = DisputeType.MIGRANT_WAGES) -> NetworkCase:
    """A case of wages that a committee holds, and its hub pointed to a partner."""
    case = NetworkCase(case=summary(kind))
    case.custody_goes(number=2, day="2026-03-01")
    told = {"channel": channel, "partner": PARTNER, "from_body": HUB, "follow_up_on": "2026-03-20"}
    assert names(case.hears(c.ReceiveReferral(**told), "2026-03-02")) == ["referral_sent"]
    return case


@pytest.mark.parametrize(
    ("channel", "kind", "route"),
    [
        (Channel.ARBITRATION, DisputeType.MIGRANT_WAGES, "labour_arbitration"),
        (Channel.ARBITRATION, DisputeType.FOREST_LAND, "land_arbitration"),
        (Channel.ARBITRATION, DisputeType.CONTRACT, "commercial_arbitration"),
        (Channel.ADJUDICATION, DisputeType.FOREST_LAND, "adjudication"),
        (Channel.RECONSIDERATION, DisputeType.OTHER, "reconsideration"),
        (Channel.LITIGATION, DisputeType.CONTRACT, "suit"),
        (Channel.POLICE, DisputeType.NEIGHBOR, "police"),
        (Channel.LEGAL_AID, DisputeType.MIGRANT_WAGES, "legal_aid"),
        (Channel.SOCIAL_AID, DisputeType.OTHER, "social_aid"),
        (Channel.STATE_COMPENSATION, DisputeType.OTHER, "state_compensation"),
    ],
)
def test_every_partner_channel_has_its_route_with_what_it_asks_first(channel: Channel, kind: DisputeType, route: str):
    (referral,) = referred(channel, kind).state.referrals.values()
    assert referral.route == route


def test_a_channel_that_is_no_partner_is_noted():
    case = NetworkCase()
    told = c.ReceiveReferral(channel=Channel.PLATFORM, partner="某平台", from_body=HUB)
    assert names(case.hears(told, "2026-03-02")) == ["noted"]


def test_the_partner_takes_it_up_and_ends_it():
    case = referred()
    assert refusal(case.does(c.AcceptReferral(), "2026-03-01", CLERK_OF_PARTNER)) == "before_referral"
    assert names(case.does(c.AcceptReferral(number="1号"), "2026-03-04", CLERK_OF_PARTNER)) == ["referral_accepted"]
    assert refusal(case.does(c.AcceptReferral(), "2026-03-04", CLERK_OF_PARTNER)) == "referral_accepted_already"
    aid = c.ConcludeReferral(result=PartnerResult.AID_GIVEN)
    assert refusal(case.does(aid, actor=CLERK_OF_PARTNER)) == "result_not_possible"
    (done,) = case.does(c.ConcludeReferral(result=PartnerResult.AWARD, number="1号"), "2026-03-30", CLERK_OF_PARTNER)
    assert (done.result, done.told_by) == (PartnerResult.AWARD, PARTNER)
    assert refusal(case.does(c.ReturnReferral(reason="迟了"), "2026-03-31", CLERK_OF_PARTNER)) == "referral_over"


def test_who_sent_it_enters_what_the_partner_said_and_asks_again():
    case = referred()
    asked = c.FollowUpReferral(findings="尚在审查", next_on="2026-03-25")
    assert names(case.does(asked, "2026-03-20", CLERK_OF_HUB)) == ["referral_followed_up"]
    (referral,) = case.state.referrals.values()
    assert referral.follow_up_on.isoformat() == "2026-03-25"
    assert refusal(case.does(asked, "2026-03-25", CLERK_OF_HUB)) == "follow_up_in_past"
    (returned,) = case.does(c.ReturnReferral(reason="超过时效", advice="起诉"), "2026-03-26", CLERK_OF_HUB)
    assert (returned.told_by, returned.advice) == (HUB, "起诉")


def test_the_custodian_knows_of_the_referral_and_strangers_do_not():
    case = referred()
    assert names(case.does(c.AcceptReferral(), "2026-03-04", clerk(STREET))) == ["referral_accepted"]
    assert refusal(case.does(c.AcceptReferral(), "2026-03-04", clerk(PROPERTY))) == "not_found"
    assert refusal(case.does(c.AcceptReferral(referral_id="no"), "2026-03-04", CLERK_OF_HUB)) == "not_found"


def test_nothing_a_partner_did_lies_in_the_future():
    case = referred()
    answer = case.act(CLERK_OF_PARTNER, c.AcceptReferral(occurred_at=at("2026-03-09")), None, at("2026-03-05"))
    assert refusal(answer) == "occurred_in_future"
