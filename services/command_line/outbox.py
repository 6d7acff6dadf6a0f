"""`mediate outbox`: the messages that wait in this machine's outbox, for an office that prints or sends them by hand.

Links and codes are the parties' own, so that the list shows neither; `--full` is for whoever sends the messages.
"""

from typing import Annotated

import typer

from services.runtime.settings import Settings
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.outbox import FOLDER, messages_in


def command(
    full: Annotated[bool, typer.Option("--full", help="连同链接和评价码显示全文，只供发送人员使用")] = False,
) -> None:
    """Print the outbox, oldest first."""
    folder = Settings.from_environment().data / FOLDER
    messages = list(messages_in(folder))
    if not messages:
        typer.echo("发件箱里没有消息。")
        return
    for message in messages:
        typer.echo(message.text if full else _covered(message))
    typer.echo(f"共 {len(messages)} 条，文件在 {folder}（每条附二维码）。")


def _covered(message: Message) -> str:
    return f"{message.delivery_id}\t{message.phone[:3]}****{message.phone[-4:]}\t{message.subject}"
