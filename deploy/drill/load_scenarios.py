"""What is done to services under load: random kills, servers gone, poison."""

from deploy.drill.outages import CATCH_UP_REBUILT_SECONDS, CATCH_UP_SECONDS, broker_killed, database_down
from deploy.drill.poison import FRAGILE, Poison
from deploy.drill.run import Found, Run
from deploy.drill.storm import REPLICAS, storm

COMMANDS, KILLS = 30_000, 20
STORM, DATABASE, DATABASE_KILLED, BROKER, POISON = (
    "随机杀死", "数据库停三十秒", "数据库被杀三十秒", "消息服务器被杀", "毒丸与过大",
)  # fmt: skip


async def load_scenarios(run: Run) -> None:
    """Each on an installation of its own."""
    if run.wants(STORM):
        await _storm(run)
    if run.wants(DATABASE, DATABASE_KILLED, BROKER):
        await _outages(run)
    if run.wants(POISON):
        await _poison(run)


async def _storm(run: Run) -> None:
    async with run.world(("intake",)) as (fleet, history):
        await fleet.start("intake", replicas=REPLICAS)

        async def work() -> Found:
            problems = await storm(fleet, history, "storm", COMMANDS, KILLS)
            return Found(problems, f"重新启动 {fleet.restarts} 次，{history.superseded} 条作废记录")

        done = f"窗口两个副本，{COMMANDS} 条命令中 {KILLS} 次 kill -9，每十条重复一条"
        await run.scenario(STORM, done, "无一丢失，无一决定两次，两个副本同为日志的折叠", work)


async def _outages(run: Run) -> None:
    async with run.world(("intake",)) as (fleet, history):
        await fleet.start("intake", "views")

        async def stopped() -> Found:
            outcome = await database_down(fleet, history, run.database, killed=False)
            return Found(outcome.problems, outcome.told)

        async def killed() -> Found:
            outcome = await database_down(fleet, history, run.database, killed=True)
            return Found(outcome.problems, outcome.told)

        async def broker() -> Found:
            outcome = await broker_killed(fleet, history, run.broker)
            return Found(outcome.problems, outcome.told)

        done = "每秒 100 条命令，停数据库 30 秒"
        await run.scenario(DATABASE, done, f"命令全部成功，视图 {CATCH_UP_SECONDS:.0f} 秒内赶上", stopped)
        rebuilt = f"命令全部成功，视图重建并在 {CATCH_UP_REBUILT_SECONDS:.0f} 秒内赶上"
        await run.scenario(DATABASE_KILLED, "同上，但 kill -9 数据库", rebuilt, killed)
        durable = "没有未落日志的 2xx，60 秒内恢复服务，重复提交只有一件"
        await run.scenario(BROKER, "每秒 100 条命令，kill -9 消息服务器 5 秒", durable, broker)


async def _poison(run: Run) -> None:
    async with run.world(("intake",)) as (fleet, history):
        await fleet.start("intake", module=FRAGILE)

        async def work() -> Found:
            return Found(await Poison(fleet, history).run())

        done = "不能解码的记录，使规则出错的命令，超过 512 KiB 的决定"
        await run.scenario(POISON, done, "只搁置该案，邻案照办，修复后重放依序办理，分区仍可写", work)
