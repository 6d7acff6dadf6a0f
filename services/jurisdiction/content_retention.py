"""How long handed-in bytes are kept: data with sources and marks, and the day on which a period is over (issue 8, item 3). Pure.

No source that was read tells a period (domain.md section 7: short, long, permanent [GK]). So only what never became, or is no
longer, part of a file has days; what stands in a case file or under an issued document is not destroyed here at all.
Files of their own (content_retention.yaml), which are no part of the law's version: no decision on a case rests on them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from schemas.documents import Ending
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.profile_files import PROFILES, Document, read_as, read_document
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark

FILE = "content_retention.yaml"
CASE_FILE, ISSUED = "case_file_content", "issued_document_content"
WITHOUT_END = (CASE_FILE, ISSUED)
"""Codes of what this system never destroys."""


class RetentionRule(BaseModel):
    """One kind of bytes, and how long it is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name_zh: str = Field(min_length=1)
    days: int | None = Field(default=None, ge=1, le=36_500)
    """Calendar days; None: kept without end."""
    source: str = Field(min_length=1)
    mark: Mark

    def is_over(self, since: datetime, now: datetime) -> bool:
        """Whether the last day is past: the day of `since` does not count, the last one is kept whole (Asia/Shanghai)."""
        if self.days is None:
            return False
        last = since.astimezone(SHANGHAI).date() + timedelta(days=self.days)
        return now.astimezone(SHANGHAI).date() > last


class Retention(BaseModel):
    """The rules of one jurisdiction, each kind once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[RetentionRule, ...]

    def rule(self, code: str) -> RetentionRule:
        """The rule with this code; what `load_retention` gives has every one."""
        return next(rule for rule in self.rules if rule.code == code)


@cache
def load_retention(profile: str, folder: Path = PROFILES) -> Retention:
    """The rules of a profile, a city's own in the place of the national ones. Raises ProfileMistake with file and line."""
    document = read_document(folder / "national" / FILE)
    national = read_as(Retention, document)
    mistakes = list(_mistakes(national, document))
    for code in sorted({*Ending, *WITHOUT_END} - {rule.code for rule in national.rules}):
        mistakes.append(document.mistake(("rules",), f"缺少“{code}”的保管期限"))
    own, city = folder / profile / FILE, Retention(rules=())
    if own.exists():
        document = read_document(own)
        city = read_as(Retention, document)
        mistakes += _mistakes(city, document)
    if mistakes:
        raise ProfileMistake(mistakes)
    told = {rule.code for rule in city.rules}
    return Retention(rules=(*city.rules, *(rule for rule in national.rules if rule.code not in told)))


def _mistakes(told: Retention, document: Document) -> Iterator[Mistake]:
    for place, rule in enumerate(told.rules):
        if rule.code in {one.code for one in told.rules[:place]}:
            yield document.mistake(("rules", place, "code"), f"“{rule.code}”写了两次")
        if rule.code in WITHOUT_END and rule.days is not None:
            sentence = "案卷材料和已编号的文书不由本系统销毁，不能写天数；期满的鉴定和销毁由档案工作决定"
            yield document.mistake(("rules", place, "days"), sentence)
        elif rule.code in set(Ending) and rule.days is None:
            yield document.mistake(("rules", place), f"“{rule.code}”要写明保管天数")
        elif rule.code not in {*Ending, *WITHOUT_END}:
            yield document.mistake(("rules", place, "code"), f"没有“{rule.code}”这种材料")
