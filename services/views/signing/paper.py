"""How an agreement and its layers are called before whoever mediated (domain.md 2.1, 2.2, section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """The words of one channel."""

    title: str
    mediator: str
    seal: str


PAPERS: Mapping[str, Paper] = {
    "people_mediation": Paper("人民调解协议书", "调解员", "人民调解委员会印章"),
    "administrative_mediation": Paper("行政调解协议书", "调解人员", "机关印章"),
    "network": Paper("调解协议书", "调解员", "调解组织印章"),
}
"""By service."""

CHANNELS = tuple(PAPERS)
"""Services whose agreements are signed so; they tell them in the same forms."""
