"""Through which channel messages go, as the environment says."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.runtime.settings import SettingsProblem
from services.satisfaction.delivery.channel import Channel
from services.satisfaction.delivery.gateway import Gateway
from services.satisfaction.delivery.mail import Mail
from services.satisfaction.delivery.outbox import FOLDER, Outbox

CHANNEL = "MEDIATION_DELIVERY"
"""`outbox` (default), `gateway` (MEDIATION_GATEWAY_URL, MEDIATION_GATEWAY_KEY) or `smtp` (MEDIATION_SMTP_HOST, _PORT, _FROM, _TO such
as `{phone}@139.com`, _USER, _PASSWORD, _TLS)."""
PUBLIC = "MEDIATION_PUBLIC_ADDRESS"
"""What links to surveys begin with, e.g. `https://pj.example.gov.cn`."""
PAGES = "MEDIATION_PUBLIC_PAGES"
"""What parties' links begin with: the public pages of the console; without it the console that `MEDIATION_ADDRESSES` names."""
_LOCAL_CONSOLE = "http://127.0.0.1:8110"


@dataclass(frozen=True)
class DeliverySettings:
    """The channel and the begin of links."""

    channel: Channel
    public_address: str
    public_pages: str = _LOCAL_CONSOLE

    @staticmethod
    def from_environment(
        data: Path, port: int, environment: Mapping[str, str] | None = None, console: str = ""
    ) -> "DeliverySettings":
        """Read the settings; `console`: where the console answers, where that is known. Raises SettingsProblem on what cannot be used."""
        values = os.environ if environment is None else environment
        public = values.get(PUBLIC) or f"http://127.0.0.1:{port}"
        pages = values.get(PAGES) or console or _LOCAL_CONSOLE
        return DeliverySettings(_channel(values, data), public.rstrip("/"), pages.rstrip("/"))


def _channel(values: Mapping[str, str], data: Path) -> Channel:
    kind = values.get(CHANNEL) or "outbox"
    match kind:
        case "outbox":
            return Outbox(data / FOLDER)
        case "gateway":
            return Gateway(_needed(values, "MEDIATION_GATEWAY_URL"), values.get("MEDIATION_GATEWAY_KEY", ""))
        case "smtp":
            to = _needed(values, "MEDIATION_SMTP_TO")
            if "{phone}" not in to:
                raise SettingsProblem("MEDIATION_SMTP_TO 无效：收件地址中须有 {phone}，例如 {phone}@139.com。")
            return Mail(
                _needed(values, "MEDIATION_SMTP_HOST"), int(values.get("MEDIATION_SMTP_PORT") or 25),
                _needed(values, "MEDIATION_SMTP_FROM"), to, values.get("MEDIATION_SMTP_USER", ""),
                values.get("MEDIATION_SMTP_PASSWORD", ""), tls=values.get("MEDIATION_SMTP_TLS") == "1",
            )  # fmt: skip
        case _:
            raise SettingsProblem(f"{CHANNEL} 的值 {kind} 无效：请改为 outbox、gateway、smtp 之一。")


def _needed(values: Mapping[str, str], name: str) -> str:
    if not values.get(name):
        raise SettingsProblem(f"没有设置 {name}：{CHANNEL} 为 {values.get(CHANNEL)} 时须设置。")
    return values[name]
