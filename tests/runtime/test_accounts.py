"""Every office of every body has an account, and its token is believed."""

import pytest
from typer.testing import CliRunner

from services.command_line.accounts import accounts_of
from services.command_line.main import commands_with
from services.runtime.process import token_verifier
from services.runtime.settings import Settings


@pytest.mark.parametrize(("profile", "body"), [("wuhu", "wuhu.jinghu.fangcun.pmc"), ("mile", "mile.xinshao.pmc")])
def test_a_committee_has_a_clerk_a_mediator_and_a_keeper_of_its_seal(profile: str, body: str) -> None:
    accounts = accounts_of(profile)
    roles = {account.id: account.roles for account in accounts.values() if account.organisation == body}
    assert roles == {
        f"clerk.{body}": ("clerk",), f"mediator.{body}": ("mediator",),
        f"seal-keeper.{body}": ("committee_seal_keeper",),
    }  # fmt: skip
    assert accounts["operator.local"].roles == ("operator",)


async def test_the_printed_token_is_believed_by_every_service(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("MEDIATION_DATA", str(folder))
    printed = CliRunner().invoke(commands_with("token"), ["token", "clerk.wuhu.jinghu.fangcun.pmc"])
    assert printed.exit_code == 0, printed.output
    actor = await token_verifier(Settings.from_environment()).actor(f"Bearer {printed.stdout.strip()}")
    assert (actor.user, actor.organisation) == ("clerk.wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.fangcun.pmc")


def test_an_unknown_account_is_answered_with_those_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = CliRunner().invoke(commands_with("token"), ["token", "方村街道人民"])
    assert answer.exit_code == 1
    assert "seal-keeper.wuhu.jinghu.fangcun.pmc" in answer.output
    assert "没有名为" in answer.output
