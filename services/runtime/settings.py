"""Everything a process is told by its environment, read in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

Mode = Literal["production", "test", "story"]
"""`test` and `story` let the clock be moved over the admin port; `production` never does."""

DEFAULT_DATA = Path(__file__).parents[2] / ".data"


DATABASE_HEAP = "MEDIATION_DATABASE_HEAP_MIB"
"""The variable that says how much memory the embedded database may take."""
LEAST_DATABASE_HEAP_MIB = 512
"""With less the embedded database has no room for the parts of its answers."""


class SettingsProblem(ValueError):
    """A variable of the environment has a value that cannot be used; the text is a Chinese sentence."""


@dataclass(frozen=True)
class Settings:
    """What one service process is told. `from_environment` names the variable of each."""

    service: str
    replica: str
    """Stable name of this replica among those of its service: its local store lies under it."""
    host: str
    """The address to listen on: this machine alone, unless a container says otherwise."""
    port: int
    data: Path
    installation: str
    """Prefix of topics, groups and database names that keeps installations on one broker apart; empty for none."""
    profile: str
    """The jurisdiction profile, a folder name of `services/jurisdiction/profiles`."""
    mode: Mode
    token_issuer: str
    token_audience: str
    jwks: str
    """Where the issuer's public keys are: an http(s) address or a file; by default the file of the local stack's issuer."""
    kafka: str
    mongodb: str
    database_epoch: str
    """Goes up after an unclean stop of the embedded database: views filled under another epoch are to be rebuilt."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where the other services are, by name; only the console asks."""
    public_token: str = ""
    """File with the token of the public pages, signed by the configured issuer, read anew for every report; empty: the local
    stack's own issuer signs."""
    public_pages: str = ""
    """Where the public pages are reached from outside, for links on paper; empty: as whoever prints them reaches the console."""
    session_timeout_ms: int = 10_000
    """After this long without a sign of life a group gives a process's partitions to others; the drill makes it 3000."""
    count_every_ms: int = 60_000
    """How often the views count themselves for the metrics; a count costs the database a quarter of a second."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; raises SettingsProblem on a value that cannot be used."""
        values = os.environ if environment is None else environment
        mode = values.get("MEDIATION_MODE", "production")
        if mode not in get_args(Mode):
            raise SettingsProblem(f"MEDIATION_MODE 的值 {mode} 无效：请改为 {'、'.join(get_args(Mode))} 之一。")
        return cls(
            service=values.get("MEDIATION_SERVICE", ""),
            replica=values.get("MEDIATION_REPLICA", "0"),
            host=values.get("MEDIATION_HOST", "127.0.0.1"),
            port=_port(values, "MEDIATION_PORT", 0),
            data=data_folder(values),
            installation=values.get("MEDIATION_INSTALLATION", ""),
            profile=values.get("MEDIATION_PROFILE", "wuhu"),
            mode=cast(Mode, mode),
            token_issuer=values.get("MEDIATION_TOKEN_ISSUER", "urn:mediation:local-issuer"),
            token_audience=values.get("MEDIATION_TOKEN_AUDIENCE", "mediation"),
            jwks=values.get("MEDIATION_JWKS") or str(data_folder(values) / "issuer" / "jwks.json"),
            kafka=values.get("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
            mongodb=values.get("MONGODB_URI", "mongodb://127.0.0.1:27017/"),
            database_epoch=values.get("MEDIATION_DATABASE_EPOCH", ""),
            addresses=_addresses(values.get("MEDIATION_ADDRESSES", "")),
            public_token=values.get("MEDIATION_PUBLIC_TOKEN", ""),
            public_pages=values.get("MEDIATION_PUBLIC_PAGES", ""),
            session_timeout_ms=_milliseconds(values, "MEDIATION_SESSION_TIMEOUT_MS", 10_000),
            count_every_ms=_milliseconds(values, "MEDIATION_COUNT_EVERY_MS", 60_000),
        )

    @property
    def database(self) -> str:
        """The name of the views' database."""
        return f"mediation_{self.installation}" if self.installation else "mediation"

    @property
    def contents_database(self) -> str:
        """The name of the database of what was handed in. Unlike the views it is made of nothing else: it has to be backed up.

        It does not begin with the name of the views' database: the embedded server drops with one whatever begins like it.
        """
        return f"contents_of_{self.database}"

    @property
    def folder(self) -> Path:
        """This replica's own folder, below which its local store lies; no other process writes there."""
        return self.data / "services" / (self.installation or "default") / self.service / self.replica


@dataclass(frozen=True)
class StackSettings:
    """What `mediate run` is told: where data lies, which ports to take, which servers are the operator's own."""

    data: Path
    kafka: str | None
    """The operator's own broker, or None for the embedded one."""
    mongodb: str | None
    """The operator's own database, or None for `mongod` on the PATH or else the embedded one."""
    kafka_port: int
    mongodb_port: int
    first_port: int
    """Port of the first service; the others follow it."""
    database_heap_mib: int | None = None
    """MiB of memory the embedded database may take; None: as the machine has it."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "StackSettings":
        """Read the settings; raises SettingsProblem on a value that cannot be used."""
        values = os.environ if environment is None else environment
        return cls(
            data=data_folder(values),
            kafka=values.get("KAFKA_BOOTSTRAP_SERVERS") or None,
            mongodb=values.get("MONGODB_URI") or None,
            kafka_port=_port(values, "MEDIATION_KAFKA_PORT", 9092),
            mongodb_port=_port(values, "MEDIATION_MONGODB_PORT", 27017),
            first_port=_port(values, "MEDIATION_FIRST_PORT", 8101),
            database_heap_mib=_heap_mib(values),
        )


def data_folder(environment: Mapping[str, str]) -> Path:
    """The one folder that holds all data of an installation on this machine."""
    return Path(environment.get("MEDIATION_DATA") or DEFAULT_DATA).resolve()


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise SettingsProblem(f"{name} 的值 {text} 无效：请改为 1 到 65535 之间的端口号。")
    return int(text)


def _heap_mib(environment: Mapping[str, str]) -> int | None:
    text = environment.get(DATABASE_HEAP, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) >= LEAST_DATABASE_HEAP_MIB):
        raise SettingsProblem(
            f"{DATABASE_HEAP} 的值 {text} 无效：请改为以 MiB 计的整数，不小于 {LEAST_DATABASE_HEAP_MIB}。"
        )
    return int(text)


def _milliseconds(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsProblem(f"{name} 的值 {text} 无效：请改为大于零的毫秒数。")
    return int(text)


def _addresses(text: str) -> dict[str, str]:
    """`intake=http://host:8101 views=http://host:8105`, separated by spaces."""
    pairs = [entry.partition("=") for entry in text.split()]
    if wrong := [name for name, _, address in pairs if not address.startswith(("http://", "https://"))]:
        raise SettingsProblem(
            f"MEDIATION_ADDRESSES 中 {wrong[0]} 的地址无效：请写成“服务名=地址”，地址以 http 或者 https 开头，多个之间用空格分开。"
        )
    return {name: address.rstrip("/") for name, _, address in pairs}
