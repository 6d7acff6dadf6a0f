"""Every channel before a real server of its kind: what is taken, what is refused, and what is sent again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from aiosmtpd.controller import Controller
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from deploy.embedded.ports import HOST, free_ports
from services.runtime.qr import qr_svg
from services.runtime.settings import SettingsProblem
from services.satisfaction.delivery.channel import NotTaken, OutcomeUnknown
from services.satisfaction.delivery.gateway import Gateway
from services.satisfaction.delivery.mail import Mail
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.outbox import Outbox, messages_in
from services.satisfaction.delivery.settings import DeliverySettings
from tests.runtime.counting_loop import until

LINK = "https://pj.example.gov.cn/surveys/1K3W9QZ8D7V5M2P6A/i1/secret"
MESSAGE = Message("i1-1", "13900000001", "办理工作满意度评价", f"请点击 {LINK}", LINK, qr_svg(LINK))


class Mailbox:
    """What the mail server took; `answers` are given to the next mails, then it says yes."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.mails: list[Any] = []

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:  # aiosmtpd's name
        if address.startswith("unknown"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        if self.answers and self.answers[0] == "silence":
            await asyncio.sleep(3)
        return self.answers.pop(0) if self.answers else "250 taken"


@asynccontextmanager
async def mail_server(mailbox: Mailbox) -> AsyncIterator[int]:
    controller = Controller(mailbox, hostname=HOST, port=free_ports(1))
    await asyncio.to_thread(controller.start)
    try:
        yield int(controller.port)
    finally:
        await asyncio.to_thread(controller.stop, no_assert=True)


def mail(port: int, to: str = "{phone}@139.example", seconds: float = 5.0) -> Mail:
    return Mail(HOST, port, "pj@example.gov.cn", to, seconds=seconds)


async def test_a_mail_server_takes_the_message_with_its_qr_code_under_the_id_of_the_delivery() -> None:
    mailbox = Mailbox()
    async with mail_server(mailbox) as port:
        reference = await mail(port).send(MESSAGE)
    [(to, taken)] = mailbox.mails
    assert (reference, taken["Message-ID"], to) == ("<i1-1@example.gov.cn>", reference, ["13900000001@139.example"])
    assert LINK in taken.get_body().get_content()
    [code] = list(taken.iter_attachments())
    assert code.get_content_type() == "image/svg+xml"
    assert b"<svg" in code.get_content()


async def test_a_mail_server_that_refuses_for_now_and_for_good_and_one_that_is_away() -> None:
    async with mail_server(Mailbox("451 later", "554 never")) as port:
        with pytest.raises(NotTaken) as for_now:
            await mail(port).send(MESSAGE)
        with pytest.raises(NotTaken) as for_good:
            await mail(port).send(MESSAGE)
        with pytest.raises(NotTaken) as nobody:
            await mail(port, to="unknown{phone}@139.example").send(MESSAGE)
    assert (for_now.value.permanent, for_good.value.permanent, nobody.value.permanent) == (False, True, True)
    with pytest.raises(NotTaken, match="unreachable"):
        await mail(free_ports(1)).send(MESSAGE)


async def test_a_mail_server_that_falls_silent_after_the_mail_leaves_the_outcome_unknown() -> None:
    async with mail_server(Mailbox("silence")) as port:
        with pytest.raises(OutcomeUnknown):
            await mail(port, seconds=0.5).send(MESSAGE)


class Platform:
    """A message platform that knows repetitions by their key."""

    def __init__(self) -> None:
        self.arrived: dict[str, dict[str, Any]] = {}
        self.answers: list[int] = []
        self.keys: list[str] = []

    async def take(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer k":
            return JSONResponse({}, 401)
        key = request.headers["idempotency-key"]
        self.keys.append(key)
        status = self.answers.pop(0) if self.answers else 200
        if status in (200, 502):
            self.arrived[key] = await request.json()  # 502: taken, and the answer was lost on the way
        return JSONResponse({"id": f"m-{key}"}, status)


@asynccontextmanager
async def platform() -> AsyncIterator[tuple[Platform, str]]:
    there, port = Platform(), free_ports(1)
    app = FastAPI()
    app.add_api_route("/messages", there.take, methods=["POST"])
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_config=None, ws="none", lifespan="off"))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started or task.done())
        yield there, f"http://{HOST}:{port}/messages"
    finally:
        server.should_exit = True
        await task


async def test_a_gateway_takes_one_message_however_often_it_is_sent() -> None:
    async with platform() as (there, url):
        gateway = Gateway(url, "k")
        there.answers = [502]
        with pytest.raises(NotTaken) as lost:
            await gateway.send(MESSAGE)
        assert await gateway.send(MESSAGE) == "m-i1-1"
        assert (lost.value.reason, lost.value.permanent) == ("unreachable", False)
        assert (there.keys, list(there.arrived)) == (["i1-1", "i1-1"], ["i1-1"])
        assert there.arrived["i1-1"] == {"id": "i1-1", "to": "13900000001", "text": MESSAGE.text}
        there.answers = [422, 429]
        with pytest.raises(NotTaken) as wrong:
            await gateway.send(MESSAGE)
        with pytest.raises(NotTaken) as busy:
            await gateway.send(MESSAGE)
        assert (wrong.value.permanent, busy.value.permanent) == (True, False)
        await gateway.close()
    away = Gateway(url, "k")
    with pytest.raises(NotTaken, match="unreachable"):
        await away.send(MESSAGE)
    await away.close()


async def test_the_outbox_keeps_one_file_per_delivery_readable_by_its_owner_alone(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert await outbox.send(MESSAGE) == await outbox.send(MESSAGE) == "i1-1.json"
    assert list(messages_in(tmp_path / "outbox")) == [MESSAGE]
    files = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert files == ["i1-1.json", "i1-1.svg"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "outbox").iterdir())
    assert list(messages_in(tmp_path / "nowhere")) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(NotTaken):
        await Outbox(tmp_path / "file").send(MESSAGE)


def test_the_environment_names_the_channel_and_says_in_chinese_what_is_missing(tmp_path: Path) -> None:
    def channel(**values: str) -> str:
        return DeliverySettings.from_environment(tmp_path, 8104, values).channel.name

    assert channel() == "outbox"
    assert channel(MEDIATION_DELIVERY="gateway", MEDIATION_GATEWAY_URL="http://x") == "gateway"
    smtp = {
        "MEDIATION_DELIVERY": "smtp",
        "MEDIATION_SMTP_HOST": "x",
        "MEDIATION_SMTP_FROM": "a@b",
        "MEDIATION_SMTP_TO": "{phone}@c",
    }
    assert channel(**smtp) == "smtp"
    with pytest.raises(SettingsProblem, match="phone"):
        channel(**(smtp | {"MEDIATION_SMTP_TO": "a@b"}))
    with pytest.raises(SettingsProblem, match="MEDIATION_GATEWAY_URL"):
        channel(MEDIATION_DELIVERY="gateway")
    with pytest.raises(SettingsProblem, match="无效"):
        channel(MEDIATION_DELIVERY="pigeon")
    assert DeliverySettings.from_environment(tmp_path, 8104, {}).public_address == "http://127.0.0.1:8104"
