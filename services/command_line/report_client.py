"""Asking the running services about reports as a county office does: reading them, taking them out, freezing and correcting them."""

import uuid
from collections.abc import Mapping
from typing import Any

import httpx
import typer

from deploy.run_state import RunFolder
from services.command_line.local_tokens import token_for
from services.jurisdiction.roles import Role
from services.runtime.settings import Settings, StackSettings

_READ_ATTEMPTS = 5


class Office:
    """The county office of one body, on this machine's stack."""

    def __init__(self, organisation: str) -> None:
        state = RunFolder(StackSettings.from_environment().data).read()
        if state is None or not {"views", "statistics"} <= state.services.keys():
            typer.echo("系统没有在运行：请先在另一个终端执行 make run，等它显示“全部就绪”。", err=True)
            raise typer.Exit(2)
        role = Role.COUNTY_OFFICE.value
        token = token_for(Settings.from_environment())(f"{role}.{organisation}", organisation, (role,))
        headers = {"Authorization": f"Bearer {token}"}
        self.organisation = organisation
        self._views = httpx.Client(base_url=state.services["views"], headers=headers, timeout=60, trust_env=False)
        self._statistics = httpx.Client(
            base_url=state.services["statistics"], headers=headers, timeout=60, trust_env=False
        )

    def read(self, path: str, **query: str) -> Any:
        """The content of a success. Says what went wrong and ends with status 2 otherwise."""
        return self._content(path, query).json()

    def file(self, path: str, **query: str) -> bytes:
        """A file that is taken out."""
        return self._content(path, query).content

    def report(self, report: str, period: str) -> Any:
        """A report with the positions it was computed from; read again while figures keep moving."""
        for _ in range(_READ_ATTEMPTS):
            found = self.read(f"/statistics/{report}", period=period)
            if found["positions"] is not None:
                return found
        typer.echo("本期数字还在变动，无法确定日志位置：请稍后再定稿。", err=True)
        raise typer.Exit(1)

    def editions(self, code: str) -> list[Any]:
        """Every edition of a frozen report, the first first; none where nobody froze it."""
        answered = self._views.get(f"/frozen-reports/{code}", params={"organisation": self.organisation})
        if answered.status_code == httpx.codes.NOT_FOUND:
            return []
        editions: list[Any] = self._checked(answered).json()["editions"]
        return editions

    def act(self, code: str, act: str, body: Mapping[str, Any], etag: int | None = None) -> Any:
        """Freeze or correct, where `etag` tells which edition was seen; the events that happened."""
        headers = {"Idempotency-Key": str(uuid.uuid4())} | ({} if etag is None else {"If-Match": f'"{etag}"'})
        answered = self._statistics.post(f"/statistics/reports/{code}/{act}", json=body, headers=headers)
        return self._checked(answered).json()

    def _content(self, path: str, query: Mapping[str, str]) -> httpx.Response:
        asked = {"organisation": self.organisation, **query}
        return self._checked(self._views.get(path, params=asked))

    @staticmethod
    def _checked(answered: httpx.Response) -> httpx.Response:
        if answered.is_success:
            return answered
        try:
            told = answered.json()
        except ValueError:
            told = {}
        fields = [f"{one.get('field')}：{one.get('message')}" for one in told.get("errors", ())]
        typer.echo("；".join([told.get("detail") or told.get("title") or answered.text, *fields]), err=True)
        raise typer.Exit(2)


def submitted(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is frozen of a report that was read."""
    report = found["report"]
    rows = [dict(zip(("table", "row", "indicator", "count", "of"), row, strict=True)) for row in found["figures"]]
    about = ("report", "organisation", "period", "series", "bodies", "catalogue_version")
    return {
        **{name: report[name] for name in about}, "positions": found["positions"], "digest": found["digest"],
        "figures": rows,
    }  # fmt: skip
