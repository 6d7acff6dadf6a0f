"""Acts recorded late, offers that time out, acceptances that cross them: what all services make of it (design.md 4 and 5)."""

from schemas.clocks import ClockLapsed, ClockRecomputed, ClockStopped, LapseWithdrawn
from schemas.command import Actor
from schemas.intake import CustodyDenied, OfferWithdrawn
from schemas.people_mediation import CustodyLost
from services.intake.domain.custody_commands import OfferCustody, ReturnOffer, WithdrawOffer
from services.intake.domain.file_commands import CloseCase, CorrectEntry
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.together.town import COMMUNITY, HUB, MEDIATION, NEIGHBOUR, STREET, Town


def in_mediation() -> Town:
    """The community has mediated since Monday; its level has until Wednesday, 4 March."""
    town = Town()
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 14:00")
    return town


def test_an_agreement_in_time_recorded_late_takes_lapse_and_escalation_back():
    town = in_mediation()
    town.time_passes(at("2026-03-05 08:00"))
    assert town.file.custody.open_offer.to_body == STREET
    town.agreed("2026-03-03", recorded="2026-03-05 09:00")
    assert [event.limit for event in town.said("intake", LapseWithdrawn)] == ["LV-L1"]
    assert [event.in_time for event in town.said("intake", ClockStopped) if event.limit == "LV-L1"] == [True]
    assert town.file.custody.open_offer is None
    assert town.round(STREET).situation.kind == "declined"
    assert town.file.custody.custodian == COMMUNITY


def test_an_escalation_already_accepted_stands_with_both_facts_on_file():
    town = in_mediation()
    town.time_passes(at("2026-03-05 08:00"))
    names(town.committee(c.AcceptOffer(), "2026-03-05 08:30", STREET))
    terms = {"form": "oral", "terms": {"terms": ("当场赔偿200元",), "performed_at_once": True}}
    late = town.committee(c.ReachAgreement(**terms), "2026-03-03", recorded="2026-03-05 09:00")
    assert "custody_elsewhere" not in irregularities(late)
    assert town.file.custody.custodian == STREET
    assert town.file.custody.round(town.round().track_id).agreed_in_full
    assert town.said("intake", CustodyDenied) == []
    assert refusal(town.window(CloseCase(result="agreed"), "2026-03-05 10:00", STREET)) == "round_open"
    ended = c.TerminateMediation(reason="withdrawn", routes_told=("向人民法院起诉",))
    names(town.committee(ended, "2026-03-05 11:00", STREET))
    assert names(town.window(CloseCase(result="agreed"), "2026-03-05 12:00", STREET))[0] == "case_closed"


def silent() -> Town:
    """The hub's offer to a community timed out and went to the street."""
    town = Town(by=HUB)
    town.offered("2026-03-02 10:00", by=HUB)
    town.time_passes(at("2026-03-05 08:00"))
    assert town.file.custody.open_offer.to_body == STREET
    return town


def test_an_acceptance_in_time_that_crosses_the_time_out_is_honoured_and_the_next_offer_closed():
    town = silent()
    names(town.committee(c.AcceptOffer(), "2026-03-04", recorded="2026-03-05 09:00"))
    assert town.file.custody.custodian == COMMUNITY
    assert town.round().situation.kind == "preparing"
    assert town.round(STREET).situation.kind == "declined"
    assert [event.limit for event in town.said("intake", LapseWithdrawn)] == ["HO-1"]


def test_once_the_next_body_has_accepted_the_late_acceptance_is_denied_and_its_round_closed():
    town = silent()
    names(town.committee(c.AcceptOffer(), "2026-03-05 08:30", STREET))
    names(town.committee(c.AcceptOffer(), "2026-03-04", recorded="2026-03-05 09:00"))
    assert town.file.custody.custodian == STREET
    assert [event.body for event in town.said("intake", CustodyDenied)] == [COMMUNITY]
    assert town.round().situation.kind == "lost"
    assert [event.body for event in town.said("people_mediation", CustodyLost)] == [COMMUNITY]


def test_an_acceptance_after_the_time_out_is_refused_at_once():
    town = silent()
    assert refusal(town.committee(c.AcceptOffer(), "2026-03-05 09:00")) == "offer_closed"


def test_nobody_accepts_or_returns_an_offer_before_it_was_made():
    town = Town(by=HUB)
    town.offered("2026-03-04 10:00", by=HUB)
    early = town.committee(c.AcceptOffer(), "2026-03-03", recorded="2026-03-04 11:00")
    assert refusal(early) == "before_offer"
    back = c.ReturnOffer(code="not_competent", reason="不在辖区")
    assert refusal(town.committee(back, "2026-03-03", recorded="2026-03-04 11:00")) == "before_offer"
    assert town.file.custody.open_offer is not None


def test_a_withdrawal_and_an_acceptance_that_cross_leave_the_case_with_the_window():
    for first in ("people_mediation", "intake"):
        town = Town()
        town.offered("2026-03-02 10:00")
        acts = {
            "people_mediation": (
                c.AcceptOffer(),
                Actor(user=f"staff.{COMMUNITY}", organisation=COMMUNITY, roles=("clerk",)),
            ),
            "intake": (
                WithdrawOffer(reason="误选"),
                Actor(user=f"clerk.{STREET}", organisation=STREET, roles=("clerk",)),
            ),
        }
        second = next(name for name in acts if name != first)
        _, unheard = town.asks_unheard(first, *acts[first], at("2026-03-02 10:30"))
        names(town.asks(second, *acts[second], at("2026-03-02 10:30")))
        town.hear(unheard)
        assert town.file.custody.custodian == STREET
        assert town.round().is_ended


def test_an_earlier_offer_honoured_late_is_not_outbid_by_a_later_one_that_was_taken_back_unheard():
    town = silent()
    assert names(town.committee(c.AcceptOffer(), "2026-03-04", recorded="2026-03-05 09:00"))
    assert town.states["people_mediation"].custody_heard == 2


def test_a_corrected_registration_counts_a_running_level_clock_again():
    town = Town()
    names(
        town.window(
            CorrectEntry(field="registered_at", new_value="2026-02-27T09:00:00+08:00", reason="误记"),
            "2026-03-02 15:00",
        )
    )
    (again,) = town.said("intake", ClockRecomputed)
    assert (str(again.former_due), str(again.clock.due)) == ("2026-03-04", "2026-03-02")
    town.time_passes(at("2026-03-05 08:00"))
    assert [event.limit for event in town.said("intake", ClockLapsed)] == ["LV-L2"]


def test_a_corrected_registration_judges_a_stopped_level_clock_again():
    town = Town()
    town.offered("2026-03-04 10:00")
    names(town.committee(c.AcceptOffer(), "2026-03-04 11:00"))
    assert [event.in_time for event in town.said("intake", ClockStopped) if event.limit == "LV-L2"] == [True]
    names(
        town.window(
            CorrectEntry(field="registered_at", new_value="2026-02-26T09:00:00+08:00", reason="误记"),
            "2026-03-05 15:00",
        )
    )
    (again,) = town.said("intake", ClockRecomputed)
    assert str(again.clock.due) == "2026-02-28"
    assert [event.in_time for event in town.said("intake", ClockStopped) if event.limit == "LV-L2"] == [True, False]


def test_a_returned_offer_is_offered_elsewhere_under_a_new_number():
    town = Town()
    town.offered("2026-03-02 10:00")
    names(town.committee(c.ReturnOffer(code="not_competent", reason="不在辖区"), "2026-03-02 11:00"))
    names(town.window(OfferCustody(to_body=NEIGHBOUR, channel=MEDIATION), "2026-03-02 12:00"))
    names(town.committee(c.AcceptOffer(), "2026-03-02 13:00", NEIGHBOUR))
    assert (town.file.custody.custodian, town.file.custody.number) == (NEIGHBOUR, 3)
    assert town.said("intake", OfferWithdrawn) == []


def test_the_window_does_not_answer_in_the_place_of_a_committee():
    town = Town()
    town.offered("2026-03-02 10:00")
    answer = town.window(ReturnOffer(code="x", reason="误"), "2026-03-02 11:00", COMMUNITY)
    assert refusal(answer) == "answered_in_channel"
