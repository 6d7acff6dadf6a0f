"""Local stores deleted while a process is down and when it was killed in the middle of a decision."""

import shutil
from collections.abc import Sequence

from deploy.drill.strikes import Strike
from deploy.drill.striking import Striker, Struck
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.servers import Installation, ServiceProcess
from deploy.trial.story import Story, Told


def delete_store(installation: Installation, process: ServiceProcess) -> None:
    """Everything that this replica keeps on the disk."""
    folder = installation.data / "services" / installation.name / process.name / process.replica
    shutil.rmtree(folder, ignore_errors=True)


async def deleted_during(striker: Striker, fleet: Fleet, tag: str, strikes: Sequence[Strike]) -> Struck:
    """Killed at these strikes, and started again on an empty disk."""
    fleet.before_restart = lambda process: delete_store(fleet.installation, process)
    try:
        return await striker.tell(tag, strikes)
    finally:
        fleet.before_restart = lambda process: None


async def deleted_between(fleet: Fleet, history: History, tag: str, acts: dict[int, str]) -> Told:
    """Before these acts the service named is stopped, its store deleted, and it is started again."""

    async def before(story: Story, act: int) -> None:
        if act in acts:
            service = acts[act]
            fleet.hold_down(service)
            delete_store(fleet.installation, fleet.of(service))
            await fleet.let_up(service)

    return await Story(fleet, history, tag).tell(before)
