"""The requirements as data: tests/seeds/requirements.yaml, one row for each thing that a document asks of this system."""

from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path("tests/seeds/requirements.yaml")


class Seed(StrEnum):
    """The five documents."""

    WUHU = "wuhu"
    MILE = "mile"
    HANTAI = "hantai"
    HENAN = "henan"
    CHANGNING = "changning"

    @property
    def document(self) -> str:
        """The title of the document."""
        return _TITLES[self]


_TITLES = {
    Seed.WUHU: "《芜湖市推进法治政府建设率先突破实施方案》（2024年）",
    Seed.MILE: "《弥勒市深入推进依法行政加快建设法治政府实施规划（2015—2020年）》",
    Seed.HANTAI: "《汉中市汉台区2017年法治政府建设工作要点》（征求意见稿）",
    Seed.HENAN: "河南省机关事务管理局《贯彻落实〈河南省法治政府建设实施方案（2016—2020年）〉实施意见》",
    Seed.CHANGNING: "《云南昌宁：多措并举 全面深化法治政府建设改革工作》",
}


class Requirement(BaseModel):
    """One requirement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: Seed
    item: str
    """The number in the document; empty where it numbers nothing."""
    prefix: str
    """With what the names of the row's own scenarios begin, after `test_`: the document and the item."""
    words: str
    """The document's words; … stands for what is left out."""
    shown_by: str = ""
    """What of the system shows it, in a few words."""
    scenarios: tuple[str, ...] = ()
    """Tests as pytest names them: `tests/…/test_x.py::test_y`, or the name alone for one of tests/seeds."""
    reason: str = ""
    """Why software cannot show it, or cannot show all of it."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    requirements: tuple[Requirement, ...]


def read(root: Path) -> tuple[Requirement, ...]:
    """Every row below `root`. Raises ValidationError for one that breaks the form."""
    return _File.model_validate(yaml.safe_load((root / FILE).read_text(encoding="utf-8"))).requirements
