"""Grounds the law of a day gives for not taking a petition, or a request for review, up."""

from datetime import datetime

from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.petitions.domain.state import CaseState

NOT_STATED = "not_stated"
"""The published source of a played case does not tell the ground."""


def grounds_on(law: Law, kind: GroundKind, moment: datetime) -> dict[str, str]:
    """Code -> Chinese text of every ground of this kind in force that day."""
    day = moment.astimezone(SHANGHAI).date()
    return {one.code: one.text_zh for one in law.grounds_of(kind, day)}


def left_open(state: CaseState, code: str) -> bool:
    """Only a played public case, whose source does not tell it, may leave the ground open."""
    return state.is_story and code == NOT_STATED
