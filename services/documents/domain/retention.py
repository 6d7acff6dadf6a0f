"""Whether bytes are still wanted, by which rule not, and since when. Pure.

What is asked is the key's whole state: one and the same file may be handed in unused, attached, withdrawn and attached again.
Whatever stands anywhere under the key stands for all of it (issue 8, item 3).
"""

from datetime import datetime
from typing import NamedTuple

from schemas.documents import Ending
from services.documents.domain.state import CaseFile, Register, State
from services.jurisdiction.content_retention import Retention, RetentionRule


class Kept(NamedTuple):
    """Bytes as they are kept under a key."""

    content_hash: str
    handed_in_at: datetime
    """Aware; the last time that somebody handed them in."""


class Period(NamedTuple):
    """By which rule bytes end, and what its days count from."""

    rule: RetentionRule
    since: datetime


def ended(state: State, kept: Kept, now: datetime, rules: Retention) -> Period | None:
    """The period that is over at `now`; None where the bytes stand, or may still be wanted."""
    period = period_of(state, kept, rules)
    return period if period is not None and period.rule.is_over(period.since, now) else None


def period_of(state: State, kept: Kept, rules: Retention) -> Period | None:
    """The period that runs, over or not; None for what stands in a case file or under a number, which has none."""
    if state.kept_register is not None and _is_numbered(state.kept_register, kept.content_hash):
        return None
    if state.case is not None:
        if kept.content_hash in state.case.images:
            return None
        if any(one.content_hash == kept.content_hash for one in state.case.attachments):
            return _as_attached(state.case, kept, rules)
    return Period(rules.rule(Ending.UNUSED), kept.handed_in_at)


def was_decided(state: State, kept: Kept) -> bool:
    """Whether their end was decided before, so that only the bytes are left to go."""
    return any(
        one.content_hash == kept.content_hash and one.handed_in_at >= kept.handed_in_at for one in state.destroyed
    )


def _is_numbered(register: Register, content_hash: str) -> bool:
    return any(
        content_hash == edition.content_hash or any(content_hash == file.file_hash for file in edition.files)
        for one in register.numbers
        for edition in one.editions
    )


def _as_attached(case: CaseFile, kept: Kept, rules: Retention) -> Period | None:
    """Every attachment with these bytes has to have ended; the days count from the last thing that happened to them."""
    found = [one for one in case.attachments if one.content_hash == kept.content_hash]
    standing = [one.stored_at for one in found if one.withdrawn_at is None]
    withdrawn = [one.withdrawn_at for one in found if one.withdrawn_at is not None]
    if not standing:
        return Period(rules.rule(Ending.WITHDRAWN), max(*withdrawn, kept.handed_in_at))
    if case.voided_at is None:
        return None
    return Period(rules.rule(Ending.VOIDED), max(case.voided_at, *standing, *withdrawn, kept.handed_in_at))
