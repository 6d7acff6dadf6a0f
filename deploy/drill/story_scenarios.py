"""Everything that is done to a story over all five services."""

from deploy.drill.duplicates import Duplicator
from deploy.drill.lost_stores import deleted_between, deleted_during
from deploy.drill.run import Found, Run
from deploy.drill.stale_views import frozen_before_writing
from deploy.drill.strikes import (
    EACH_COMMIT,
    EACH_DECISION,
    HEARING,
    PUBLISHING,
    VIEW,
    Strike,
    in_tellings,
    sampled,
    strikes_at,
)
from deploy.drill.striking import Striker, Struck
from deploy.drill.verdict import end_condition
from deploy.services import SERVICES
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.story import Story, Told
from schemas.topics import DECIDING_SERVICES
from services.runtime.checks.difference import first_difference

SAME_END = "各步之后与未受扰的故事相同，视图和本地存储等于日志，每方当事人只邀请一次"
EVERYWHERE = (*EACH_DECISION, EACH_COMMIT)
"""At every decision (issue 3)."""
BESIDES = (*PUBLISHING, HEARING, VIEW)
BESIDES_STRIKES = 9
PAUSES = 15
DELETIONS = 8
STRUCK = tuple(service for service in SERVICES if not service.only_calls)
"""Services that have something to lose."""
NAMES = ("杀死", "冻结", "重复", "删除本地存储")


class StoryScenarios:
    """The scenarios of one fleet; the undisturbed story is told first, whatever was run before."""

    def __init__(self, run: Run, fleet: Fleet, history: History, undisturbed: Told) -> None:
        self._run = run
        self._fleet = fleet
        self._history = history
        self._undisturbed = undisturbed
        self._striker = Striker(fleet, history, undisturbed)

    async def all(self) -> None:
        """Kills, duplicates, deleted stores, and last the pauses, which need second replicas."""
        for point in EVERYWHERE:
            for number, strikes in enumerate(in_tellings(strikes_at(point, self._undisturbed.after)), 1):
                await self._kills(f"杀死 {point} 之{number}", f"killed-{point}-{number}", strikes)
        for point in BESIDES:
            await self._kills(
                f"杀死 {point}", f"killed-{point}", sampled((point,), self._undisturbed.after, BESIDES_STRIKES)
            )
        for times in (1, 5):
            await self._duplicates(times)
        await self._deleted_during()
        await self._deleted_between()
        await self._frozen_views()
        await self._pauses()

    async def _kills(self, name: str, tag: str, strikes: list[Strike]) -> None:
        async def work() -> Found:
            return await self._judged(await self._striker.tell(tag, strikes))

        await self._run.scenario(name, f"在 {len(strikes)} 处 kill -9 并重新启动", SAME_END, work)

    async def _pauses(self) -> None:
        async def work() -> Found:
            await self._fleet.start(*DECIDING_SERVICES, replicas=2)
            points = ("after_appending", "after_reading", "before_commit")
            strikes = sampled(points, self._undisturbed.after, PAUSES, DECIDING_SERVICES, freeze=True)
            return await self._judged(await self._striker.tell("paused", strikes))

        done = f"{PAUSES} 处冻结（SIGSTOP）到分区移交另一副本，再放行"
        await self._run.scenario("冻结", done, SAME_END, work)

    async def _frozen_views(self) -> None:
        async def work() -> Found:
            await self._fleet.start("views", replicas=2)
            problems = await frozen_before_writing(self._fleet, self._history, "frozen-views")
            return Found(problems + await end_condition(self._fleet.installation, self._history))

        done = "视图两个副本，一个在写入之前冻结，另一个办完，再放行，写完即被杀"
        await self._run.scenario("冻结视图", done, "过时的写入不生效，视图等于日志", work)

    async def _duplicates(self, times: int) -> None:
        async def work() -> Found:
            async with self._fleet.kept_running():
                async with Duplicator(self._fleet.installation, times) as duplicator:
                    told = await Story(self._fleet, self._history, f"duplicated-{times}").tell()
                    at_once = duplicator.copies
                    later = await duplicator.everything()
                await self._history.settle()
            found = await self._same(told)
            return Found(found.problems, f"当时重写 {at_once} 条，事后再重写 {later} 条")

        done = f"命令、决定、事件的每条消息再写 {times} 次，事后全部再写 {times} 次"
        await self._run.scenario(f"重复 {times} 次", done, SAME_END, work)

    async def _deleted_during(self) -> None:
        async def work() -> Found:
            strikes = sampled(("after_appending",), self._undisturbed.after, DELETIONS)
            return await self._judged(await deleted_during(self._striker, self._fleet, "deleted-during", strikes))

        await self._run.scenario("删除本地存储 办理中", f"{DELETIONS} 处 kill -9 后在空目录上启动", SAME_END, work)

    async def _deleted_between(self) -> None:
        async def work() -> Found:
            acts = {number * 3 + 1: service.name for number, service in enumerate([*STRUCK, *STRUCK[:2]])}
            told = await deleted_between(self._fleet, self._history, "deleted-between", acts)
            return await self._same(told)

        await self._run.scenario("删除本地存储 两步之间", "停下服务、删除存储、再启动，各服务轮流", SAME_END, work)

    async def _same(self, told: Told) -> Found:
        await self._history.settle()
        where = first_difference(self._undisturbed.after, told.after) or first_difference(
            self._undisturbed.file, told.file
        )
        problems = [f"与未受扰的故事不同：{where}"] if where else []
        return Found(problems + await end_condition(self._fleet.installation, self._history))

    async def _judged(self, struck: Struck) -> Found:
        missing = [] if struck.done == struck.wanted else [f"只发生了 {struck.done} 次，应为 {struck.wanted} 次"]
        problems = struck.problems + missing + await end_condition(self._fleet.installation, self._history)
        return Found(problems, f"{struck.done} 次，日志中 {self._history.superseded} 条作废记录")


async def story_scenarios(run: Run) -> None:
    """Start the five services, tell the story once undisturbed, then do everything to it."""
    async with run.world() as (fleet, history):
        await fleet.start(*(service.name for service in STRUCK))
        undisturbed = await Story(fleet, history, "undisturbed").tell()
        events = sum(len(told) for told in undisturbed.after[-1].values())
        run.console.print(f"未受扰的故事：{len(undisturbed.after)} 步，{events} 个决定")
        await StoryScenarios(run, fleet, history, undisturbed).all()
