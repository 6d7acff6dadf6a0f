"""The registry of commands: a name, where its function is, and nothing else; a command is imported when it is called."""

import logging
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import typer

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("services.command_line.run", "启动整个系统并留在前台，按 Ctrl-C 停止"),
    "stop": ("services.command_line.stop", "停止正在运行的系统"),
    "status": ("services.command_line.status", "显示各服务的健康状况、积压和版本；全部就绪时退出码为 0"),
    "play": ("services.command_line.play", "把公开案例作为故事走一遍，打印时间线和期限"),
    "report": ("services.command_line.report", "统计报表：查看、导出、定稿、更正，以及按日志位置复算"),
    "outbox": ("services.command_line.outbox", "列出本机发件箱中待发送的满意度评价消息"),
    "import-survey": ("services.command_line.import_survey", "检查并导入群众满意度调查（与案件评价分列）"),
    "reproduce": ("services.command_line.reproduce", "按公布的统计表造案、走完办理规则，再与公布的数字逐项核对"),
    "due": ("services.command_line.due", "计算一个法定期限的届满日并说明理由"),
    "route": ("services.command_line.route", "说明一件纠纷应当分流到哪里以及依据"),
    "token": ("services.command_line.token", "打印本机某一岗位的登录令牌；不写账号则列出全部账号"),
    "verify": ("services.command_line.verify", "核对视图、本地存储与日志是否一致"),
    "custody-proof": ("services.command_line.custody_proof", "逐个决定核对：办理中的案件始终恰有一个保管机构"),
    "rebuild": ("services.command_line.rebuild", "从日志重建视图"),
    "leftovers": ("services.command_line.leftovers", "列出或者删除升级以后不再使用的集合、主题和表"),
    "dead-letters": ("services.command_line.dead_letters", "列出、查看、重放被搁置的消息"),
}
"""Command, its module, one line of help. The module holds a function `command`, or a Typer `application` of its own.

A class `Form` beside `command` reads its words otherwise than Typer does."""


def commands_with(wanted: str | None = None) -> typer.Typer:
    """The command line with the command `wanted` alone, imported now; with every command when it names none of them."""
    line = typer.Typer(
        add_completion=False, no_args_is_help=True, help="“1+4+N”大调解系统", pretty_exceptions_enable=False
    )
    line.callback()(mediate)
    for name, (module, sentence) in COMMANDS.items():
        if (wanted == name or wanted not in COMMANDS) and find_spec(module):
            _add(line, name, import_module(module), sentence)
    return line


def mediate() -> None:
    """Without a callback Typer would take a single command for the whole application."""


def _add(line: typer.Typer, name: str, module: ModuleType, sentence: str) -> None:
    if isinstance(group := getattr(module, "application", None), typer.Typer):
        line.add_typer(group, name=name, help=sentence)
    else:
        line.command(name, cls=getattr(module, "Form", None), help=sentence)(module.command)


def application() -> None:
    """The entry point: one command is imported, so that none waits for another's imports."""
    # What libraries log has no place among the sentences for the operator; the services' logs are in files.
    logging.getLogger().addHandler(logging.NullHandler())
    commands_with(sys.argv[1] if len(sys.argv) > 1 else None)()


if __name__ == "__main__":
    application()
