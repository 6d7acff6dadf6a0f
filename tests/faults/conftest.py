"""Fleets of this test's own installation: five services, or two replicas of one."""

from collections.abc import AsyncIterator

import pytest_asyncio

from deploy.trial.fleet import Fleet
from tests.servers import Installation


@pytest_asyncio.fixture
async def fleet(installation: Installation) -> AsyncIterator[Fleet]:
    """Nothing runs yet; whatever is started is gone when the test ends."""
    fleet = Fleet(installation)
    yield fleet
    await fleet.stop()
