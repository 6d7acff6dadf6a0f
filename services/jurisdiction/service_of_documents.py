"""When a service of a document (送达) counts, and what is irregular about one that happened (domain.md 2.7). Pure.

Every channel asks here: courts' rulings, notices of mediation bodies, opinions and notices of petitions. A service is a fact:
never refused, but one that does not count starts no limit, and the document stays on the list of those still to be served.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import Irregularity, PersonalText
from schemas.document_service import ServiceMethod, ServiceOfDocument
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Source, TimeLimits

WITHOUT_HANDING_OVER = (ServiceMethod.LEFT, ServiceMethod.PUBLIC_NOTICE)
"""Ways that need nobody's receipt."""


class ServiceEntry(BaseModel):
    """Part of a command body: how a document was served. The command's `occurred_at` is the day of the service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: ServiceMethod
    proof: PersonalText = ""
    received_by: PersonalText = ""
    refused: bool = False
    witness: PersonalText = ""
    on_film: bool = False
    electronic_agreed: bool = False
    published_on: date | None = None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NoticePeriod(_Part):
    """How long a public notice runs before it counts as served, by the law of some period."""

    valid_from: date
    valid_to: date | None = None
    days: int = Field(gt=0)
    """Calendar days from the first day of the notice."""
    source: Source


class ServiceRule(_Part):
    """One irregularity of serving."""

    code: str
    counts: bool
    text_zh: str
    """What is irregular and what follows."""
    source: Source


class ServiceRuleFile(_Part):
    """The form of `service_of_documents.yaml`."""

    public_notice: tuple[NoticePeriod, ...]
    rules: tuple[ServiceRule, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """The service as an event keeps it, with its irregularities."""

    service: ServiceOfDocument
    irregularities: tuple[Irregularity, ...]

    @property
    def counts(self) -> bool:
        """Whether limits run from it."""
        return self.service.counts


@dataclass(frozen=True)
class ServiceRules:
    """The rules on serving, with their sources as a person reads them."""

    file: ServiceRuleFile
    limits: TimeLimits

    def judge(self, entry: ServiceEntry, on: date) -> Served:
        """The service of `on` (Asia/Shanghai) with everything that is irregular about it."""
        found = [rule for rule in self.file.rules if _BROKEN[rule.code](entry, on, self.file)]
        service = ServiceOfDocument(**entry.model_dump(), counts=all(rule.counts for rule in found))
        marks = (
            Irregularity(code=rule.code, message=rule.text_zh, source=self.limits.said_source(rule.source))
            for rule in found
        )
        return Served(service, tuple(marks))


def notice_is_over(published_on: date | None, on: date, file: ServiceRuleFile) -> bool:
    """Whether a public notice has run out on `on`; never where its first day was not told or the law of that day is not loaded."""
    if published_on is None:
        return False
    period = next((one for one in file.public_notice if _in_force(one, published_on)), None)
    return period is not None and on >= published_on + timedelta(days=period.days)


def read_service_rules(document: Document, limits: TimeLimits) -> ServiceRules:
    """The rules. Raises ProfileMistake for a code the program does not know or misses, and for an instrument nobody named."""
    file = read_as(ServiceRuleFile, document)
    mistakes = list(_mistakes(document, file, limits))
    if mistakes:
        raise ProfileMistake(mistakes)
    return ServiceRules(file, limits)


def _refused_not_left(entry: ServiceEntry, on: date, file: ServiceRuleFile) -> bool:
    return entry.refused and entry.method not in WITHOUT_HANDING_OVER


def _left_unseen(entry: ServiceEntry, on: date, file: ServiceRuleFile) -> bool:
    return entry.method is ServiceMethod.LEFT and not entry.witness and not entry.on_film


def _electronic_unasked(entry: ServiceEntry, on: date, file: ServiceRuleFile) -> bool:
    return entry.method is ServiceMethod.ELECTRONIC and not entry.electronic_agreed


def _notice_running(entry: ServiceEntry, on: date, file: ServiceRuleFile) -> bool:
    return entry.method is ServiceMethod.PUBLIC_NOTICE and not notice_is_over(entry.published_on, on, file)


def _unproved(entry: ServiceEntry, on: date, file: ServiceRuleFile) -> bool:
    return entry.method is not ServiceMethod.LEFT and not entry.proof


_BROKEN: Mapping[str, Callable[[ServiceEntry, date, ServiceRuleFile], bool]] = {
    "service_refused_not_left": _refused_not_left,
    "left_without_witness": _left_unseen,
    "electronic_without_consent": _electronic_unasked,
    "notice_period_not_over": _notice_running,
    "service_unproved": _unproved,
}
"""By code: whether a service breaks the rule. What follows, and the source, are data."""


def _in_force(period: NoticePeriod, day: date) -> bool:
    return period.valid_from <= day and (period.valid_to is None or day <= period.valid_to)


def _mistakes(document: Document, file: ServiceRuleFile, limits: TimeLimits) -> Iterator[Mistake]:
    codes = [rule.code for rule in file.rules]
    for missing in sorted(_BROKEN.keys() - set(codes)):
        yield document.mistake(("rules",), f"缺少送达规则“{missing}”，请补上")
    for position, rule in enumerate(file.rules):
        if rule.code not in _BROKEN:
            known = "、".join(sorted(_BROKEN))
            yield document.mistake(("rules", position, "code"), f"不认识的送达规则“{rule.code}”，应为：{known}")
        if rule.code in codes[:position]:
            yield document.mistake(("rules", position, "code"), f"“{rule.code}”写了两次，应各不相同")
    named = [("public_notice", n, period.source) for n, period in enumerate(file.public_notice)]
    named += [("rules", n, rule.source) for n, rule in enumerate(file.rules)]
    for part, position, source in named:
        if source.instrument not in limits.instruments:
            sentence = f"不认识的法律文件代号“{source.instrument}”，请在 time_limits.yaml 的 instruments 中写明它的全称"
            yield document.mistake((part, position, "source"), sentence)
