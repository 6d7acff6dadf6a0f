"""A story over all services, killed and frozen on the way, ends as the undisturbed one (the CI-sized part of `make drill`).

The longer one, through every service, is told once undisturbed; `make drill` strikes it.
"""

import pytest

from deploy.drill.strikes import sampled
from deploy.drill.striking import Striker
from deploy.drill.verdict import end_condition
from deploy.services import SERVICES
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.story import Story
from deploy.trial.tellings import telling_through_all

KILLED_AT = ("after_reading", "after_appending", "before_commit")
FROZEN = ("intake", "people_mediation")


@pytest.mark.timeout(600)
async def test_a_story_killed_at_twelve_points_and_frozen_at_two_ends_as_the_undisturbed_one(fleet: Fleet) -> None:
    await fleet.start(*(service.name for service in SERVICES if not service.only_calls))
    async with History(fleet.installation.kafka, fleet.installation.name) as history:
        undisturbed = await Story(fleet, history, "undisturbed").tell()
        striker = Striker(fleet, history, undisturbed)
        kills = sampled(KILLED_AT, undisturbed.after, 12)
        assert len(kills) == 12
        killed = await striker.tell("killed", kills)
        assert killed.problems == []
        assert killed.done == 12
        long = await Story(fleet, history, "through-all", telling_through_all()).tell()
        told = {event["name"] for decisions in long.after[-1].values() for one in decisions for event in one["events"]}
        assert {
            "petition_diverted",
            "clock_lapsed",
            "lapse_withdrawn",
            "offer_withdrawn",
            "agreement_confirmed",
        } <= told
        await fleet.start(*FROZEN, replicas=2)
        pauses = sampled(("after_appending", "after_reading"), undisturbed.after, 2, FROZEN, freeze=True)
        frozen = await striker.tell("frozen", pauses)
        assert frozen.problems == []
        assert frozen.done == 2
        assert await end_condition(fleet.installation, history) == []
