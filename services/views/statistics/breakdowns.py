"""What a table has its rows by: the values that always stand there, and what each is called."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from schemas.intake import CloseResult
from schemas.people_mediation import TerminationReason
from schemas.petitions import Article31, OpinionDecision, PetitionEnding, PetitionKind, PetitionManner, ReviewFinding
from schemas.satisfaction_rectification import Established, RectificationEnd, Remedy, Trigger
from schemas.values import Agreed, CaseSource, Channel, DisputeType, ReceivedVia
from services.jurisdiction.indicators import By
from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import BodyKind, Tier
from services.views.words import Words

CLOSED: Mapping[By, type[StrEnum]] = {
    By.TYPE: DisputeType,
    By.SOURCE: CaseSource,
    By.FORM: Agreed,
    By.VIA: ReceivedVia,
    By.KIND: PetitionKind,
    By.MANNER: PetitionManner,
    By.ARTICLE: Article31,
    By.DECISION: OpinionDecision,
    By.FINDING: ReviewFinding,
    By.ENDING: PetitionEnding,
    By.RESULT: CloseResult,
    By.CHANNEL: Channel,
    By.REASON: TerminationReason,
    By.CAUSE: Trigger,
    By.ESTABLISHED: Established,
    By.REMEDY: Remedy,
    By.END: RectificationEnd,
}
"""Breakdowns whose every value stands in the table, counted or not; the others show what occurs."""


class Host(StrEnum):
    """The six hosts of the people's-mediation report (domain.md 3.2)."""

    VILLAGE = "village"
    COMMUNITY = "community"
    TOWNSHIP = "township"
    STREET = "street"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    OTHER = "other_host"
    """A body of none of these kinds, e.g. a county's hub that mediates itself."""


HOSTS_ZH: Mapping[str, str] = {
    Host.VILLAGE: "村调委会", Host.COMMUNITY: "居调委会", Host.TOWNSHIP: "乡镇调委会", Host.STREET: "街道调委会",
    Host.ENTERPRISE: "企事业单位调委会", Host.ASSOCIATION: "社会团体和其他组织调委会", Host.OTHER: "其他机构",
}  # fmt: skip
_BY_TIER: Mapping[Tier, Host] = {
    Tier.GRID: Host.VILLAGE,
    Tier.VILLAGE: Host.VILLAGE,
    Tier.COMMUNITY: Host.COMMUNITY,
    Tier.TOWNSHIP: Host.TOWNSHIP,
    Tier.STREET: Host.STREET,
}


def host_of(law: Law, organisation: str) -> Host:
    """Which of the report's hosts a body is: a trade's committee is one of an association, a committee is what its tier is."""
    body = law.organisation(organisation)
    if body is None:
        return Host.OTHER
    if body.kind is BodyKind.INDUSTRY_PMC:
        return Host.ASSOCIATION
    return _BY_TIER.get(body.tier, Host.OTHER)


def name_of(by: By, value: str, law: Law, words: Words) -> str:
    """What a row is called."""
    named: Mapping[By, Callable[[str], str]] = {
        By.HOST: lambda host: HOSTS_ZH[host],
        By.ORGANISATION: words.body,
        By.MONTH: lambda month: f"{month[:4]}年{int(month[5:])}月",
        By.LIMIT: lambda limit: f"{limit} {found.name_zh}" if (found := law.limit(limit)) else limit,
    }
    return named.get(by, words.word)(value)
