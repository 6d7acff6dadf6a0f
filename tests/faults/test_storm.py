"""Random kills under many commands for two replicas (the CI-sized part of `make drill`)."""

import pytest

from deploy.drill.storm import REPLICAS, storm
from deploy.trial.feeding import SERVICE
from deploy.trial.fleet import Fleet
from deploy.trial.history import History


@pytest.mark.timeout(600)
async def test_three_random_kills_under_three_thousand_commands_lose_nothing_and_leave_one_history(
    fleet: Fleet,
) -> None:
    await fleet.start(SERVICE, replicas=REPLICAS)
    async with History(fleet.installation.kafka, fleet.installation.name, (SERVICE,)) as history:
        assert await storm(fleet, history, "storm", count=3_000, kills=3) == []
