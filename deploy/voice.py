"""What the operator reads while the local stack runs: short lines and one table, in Chinese."""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

from deploy.embedded.problems import OperatorProblem
from deploy.embedded.process import ChildProcess
from deploy.service_process import SupervisedService
from deploy.stack import Stack


class Voice:
    """Prints to the operator's terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)

    def doing(self, what: str) -> None:
        """What is being done now."""
        self._console.print(f"… {what}")

    def ready(self, stack: Stack, services: Sequence[SupervisedService], seconds: float) -> None:
        """One table of what runs where, whole on a terminal of 80 columns."""
        table = Table(Column("名称", no_wrap=True), "说明", Column("地址", no_wrap=True), title="全部就绪", box=SIMPLE)
        for name, address, server in (("kafka", stack.kafka, stack.broker), ("mongodb", stack.mongodb, stack.database)):
            kind = "外部服务" if server is None else "Apache Kafka" if server is stack.broker else stack.database_kind
            table.add_row(name, kind, address)
        for service in services:
            table.add_row(service.service.name, service.service.title, service.url)
        self._console.print(table)
        self._console.print(f"用时 {seconds:.1f} 秒。日志在 {stack.settings.data / 'logs'}，每个程序一个文件。")
        address = f"打开 {services[-1].url} 进入工作台，{services[0].url}/docs 查看接口；" if services else ""
        self._console.print(f"{address}按 Ctrl-C 或在另一个终端执行 make stop 停止。")

    def restarting(self, title: str, process: ChildProcess, count: int) -> None:
        """A process ended and is started again."""
        self._console.print(
            f"{title} 已退出（退出码 {process.exit_code}），正在第 {count} 次重新启动；原因见 {process.log}。"
        )

    def stuck(self, title: str) -> None:
        """A process is alive but does not answer."""
        self._console.print(f"{title} 没有响应，正在结束它并重新启动。")

    def problem(self, problem: OperatorProblem) -> None:
        """A problem met while running."""
        self._console.print(problem.sentence)

    def swept(self) -> None:
        """Processes of an earlier run were ended."""
        self._console.print("已清理上次异常退出留下的进程。")

    def stopping(self) -> None:
        """The stop was asked for."""
        self._console.print("正在停止……")

    def stopped(self) -> None:
        """Nothing runs any more."""
        self._console.print("已全部停止。")
