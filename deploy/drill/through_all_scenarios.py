"""What is done to the story that goes through every service: kills, freezes and duplicates as on the short one, at fewer places."""

from deploy.drill.duplicates import Duplicator
from deploy.drill.run import Found, Run
from deploy.drill.story_scenarios import SAME_END, STRUCK
from deploy.drill.strikes import EACH_COMMIT, EACH_DECISION, HEARING, PUBLISHING, Strike, sampled
from deploy.drill.striking import Striker
from deploy.drill.verdict import end_condition
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.story import Story, Told
from deploy.trial.tellings import telling_through_all
from schemas.topics import DECIDING_SERVICES
from services.runtime.checks.difference import first_difference

KILLED, KILLED_TWICE, PAUSED = "全程 杀死 决定", "全程 杀死 其他", "全程 冻结"
DUPLICATED = "全程 重复"
ALL_NAMES = (KILLED, KILLED_TWICE, PAUSED, DUPLICATED)
AT_DECISIONS, ELSEWHERE, PAUSES = 24, 12, 6


class ThroughAll:
    """The scenarios of one fleet, after one undisturbed telling."""

    def __init__(self, run: Run, fleet: Fleet, history: History, undisturbed: Told) -> None:
        self._run = run
        self._fleet = fleet
        self._history = history
        self._undisturbed = undisturbed
        self._striker = Striker(fleet, history, undisturbed, telling_through_all())

    async def all(self) -> None:
        """Kills, duplicates, and last the freezes, which need second replicas."""
        after = self._undisturbed.after
        await self._kills(KILLED, "all-decisions", sampled((*EACH_DECISION, EACH_COMMIT), after, AT_DECISIONS))
        await self._kills(KILLED_TWICE, "all-elsewhere", sampled((*PUBLISHING, HEARING), after, ELSEWHERE))
        await self._duplicated()
        await self._paused()

    async def _kills(self, name: str, tag: str, strikes: list[Strike]) -> None:
        async def work() -> Found:
            return await self._struck(tag, strikes)

        await self._run.scenario(name, f"在 {len(strikes)} 处 kill -9 并重新启动", SAME_END, work)

    async def _paused(self) -> None:
        async def work() -> Found:
            await self._fleet.start(*DECIDING_SERVICES, replicas=2)
            points = ("after_appending", "after_reading", EACH_COMMIT)
            strikes = sampled(points, self._undisturbed.after, PAUSES, DECIDING_SERVICES, freeze=True)
            return await self._struck("all-paused", strikes)

        done = f"{PAUSES} 处冻结（SIGSTOP）到分区移交另一副本，再放行"
        await self._run.scenario(PAUSED, done, SAME_END, work)

    async def _duplicated(self) -> None:
        async def work() -> Found:
            async with self._fleet.kept_running():
                async with Duplicator(self._fleet.installation, 1) as duplicator:
                    story = Story(self._fleet, self._history, "all-duplicated", telling_through_all())
                    told = await story.tell()
                    copies = duplicator.copies + await duplicator.everything()
                await self._history.settle()
            where = first_difference(self._undisturbed.after, told.after) or first_difference(
                self._undisturbed.file, told.file
            )
            problems = [f"与未受扰的故事不同：{where}"] if where else []
            return Found(
                problems + await end_condition(self._fleet.installation, self._history), f"重写 {copies} 条"
            )  # fmt: skip

        await self._run.scenario(DUPLICATED, "每条消息再写一次，事后全部再写一次", SAME_END, work)

    async def _struck(self, tag: str, strikes: list[Strike]) -> Found:
        struck = await self._striker.tell(tag, strikes)
        missing = [] if struck.done == struck.wanted else [f"只发生了 {struck.done} 次，应为 {struck.wanted} 次"]
        problems = struck.problems + missing + await end_condition(self._fleet.installation, self._history)
        return Found(problems, f"{struck.done} 次，日志中 {self._history.superseded} 条作废记录")


async def through_all_scenarios(run: Run) -> None:
    """Start every service, tell the story once undisturbed, then strike it."""
    if not run.wants(*ALL_NAMES):
        return
    async with run.world() as (fleet, history):
        await fleet.start(*(service.name for service in STRUCK))
        undisturbed = await Story(fleet, history, "all-undisturbed", telling_through_all()).tell()
        events = sum(len(told) for told in undisturbed.after[-1].values())
        run.console.print(f"贯穿各服务的故事：{len(undisturbed.after)} 步，{events} 个决定")
        await ThroughAll(run, fleet, history, undisturbed).all()
