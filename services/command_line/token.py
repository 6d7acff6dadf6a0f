"""`mediate token`: prints a bearer token of the local stack's issuer for an office of the profile's bodies."""

from typing import Annotated

import typer

from services.command_line.accounts import accounts_of
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.runtime.local_issuer import LIFETIME, LocalIssuer
from services.runtime.settings import Settings

Wanted = Annotated[str, typer.Argument(metavar="[账号]", help="账号，或其中一部分；留空则列出全部账号")]
Hours = Annotated[float, typer.Option("--hours", help="有效小时数")]


def command(account: Wanted = "", hours: Hours = LIFETIME / 3600) -> None:
    """Print the token alone, so that it can be used in a header; with no or part of an account print the matching ones."""
    settings = Settings.from_environment()
    try:
        accounts = accounts_of(settings.profile)
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        raise typer.Exit(1) from None
    if account in accounts:
        issuer = LocalIssuer(settings.data / "issuer", settings.token_issuer)
        typer.echo(issuer.token(accounts[account], hours * 3600))
        return
    matching = [found for found in accounts.values() if account in found.id or account in found.office]
    for found in matching:
        typer.echo(f"{found.id}\t{found.office}\t{'、'.join(found.roles)}")
    if account:
        typer.echo(f"没有名为 {account} 的账号。" + ("请从以上账号中选用。" if matching else ""), err=True)
        raise typer.Exit(1)
