"""The irregularities this service marks on facts: what happened although a rule says otherwise (design.md section 2)."""

from schemas.base import Irregularity

_CATALOGUE: dict[str, tuple[str, str]] = {
    "named_not_revisited": ("实名差评没有回访本人，只查阅了案卷；实名差评回访率应为百分之百", "domain.md 5"),
    "plan_not_kept": ("反馈整改结果的日期晚于台账承诺的完成日期", "domain.md 5"),
}

CODES: tuple[str, ...] = tuple(_CATALOGUE)
"""Every code, for tests and for the vocabulary of the views."""


def marked(*codes: str | None) -> tuple[Irregularity, ...]:
    """The irregularities of these codes in order; None is left out."""
    return tuple(_irregular(code) for code in codes if code is not None)


def _irregular(code: str) -> Irregularity:
    message, source = _CATALOGUE[code]
    return Irregularity(code=code, message=message, source=source)
