"""Grounds the law of a day gives for not taking a petition, or a request for review, up."""

from datetime import datetime

from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law


def grounds_on(law: Law, kind: GroundKind, moment: datetime) -> dict[str, str]:
    """Code -> Chinese text of every ground of this kind in force that day."""
    day = moment.astimezone(SHANGHAI).date()
    return {one.code: one.text_zh for one in law.grounds_of(kind, day)}
