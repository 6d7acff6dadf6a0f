"""Where the drill strikes follows from the undisturbed telling."""

from deploy.drill.strikes import Strike, in_tellings, sampled, strikes_at

AFTER = [
    {"intake": [1]},
    {"intake": [1, 2], "satisfaction": [1]},
    {"intake": [1, 2, 3, 4], "satisfaction": [1]},
]


def test_every_decision_is_struck_at_a_point_that_is_passed_per_decision() -> None:
    assert strikes_at("after_reading", AFTER) == [
        Strike(0, "intake", "after_reading"),
        Strike(1, "intake", "after_reading"),
        Strike(1, "satisfaction", "after_reading"),
        Strike(2, "intake", "after_reading", 1),
        Strike(2, "intake", "after_reading", 2),
    ]
    assert strikes_at("view_written", AFTER) == [Strike(act, "views", "view_written") for act in range(3)]


def decided(by: str, command: str) -> dict[str, object]:
    return {"actor": {"user": by}, "command_name": command}


def test_who_hears_is_struck_where_it_decided_because_of_what_it_heard() -> None:
    by_hand, by_hour = decided("clerk.fangcun", "accept_offer"), decided("system:intake", "lapse_clock")
    heard = decided("system:people_mediation", "receive_offer")
    after = [
        {"intake": [by_hand]},
        {"intake": [by_hand, by_hour], "people_mediation": [heard]},
        {"intake": [by_hand, by_hour, decided("system:intake", "hear_channel_event")], "people_mediation": [heard]},
    ]
    assert strikes_at("after_hearing", after) == [
        Strike(1, "people_mediation", "after_hearing"),
        Strike(2, "intake", "after_hearing"),
    ]


def test_a_telling_has_one_strike_per_act_and_all_tellings_have_every_strike() -> None:
    strikes = strikes_at("after_reading", AFTER)
    tellings = in_tellings(strikes)
    assert [len(telling) for telling in tellings] == [3, 2]
    assert sorted((strike for telling in tellings for strike in telling), key=strikes.index) == strikes


def test_a_sample_takes_each_act_once_and_the_points_in_turn() -> None:
    assert sampled(("after_reading", "before_commit"), AFTER, 3) == [
        Strike(0, "intake", "after_reading"),
        Strike(1, "intake", "before_commit"),
        Strike(2, "intake", "after_reading"),
    ]
    frozen = sampled(("after_reading",), AFTER, 1, services=("satisfaction",), freeze=True)
    assert frozen == [Strike(1, "satisfaction", "after_reading", freeze=True)]
    assert frozen[0].text == "after_reading:1:pause"
