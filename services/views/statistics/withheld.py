"""Figures of what parties answered: told of whole years and of everything together alone, and of enough answers (issue 7, item 3).

A report is told for bodies, months, quarters and halves, each of which could be taken from the next larger one. What is told for
one body at the top and for no part of a year has nothing that it could be taken from.
"""

from services.jurisdiction.indicators import Indicator, Sums
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period

MONTHS_OF_A_YEAR = 12
PARAMETER = "smallest_cell"
"""The parameter of the profile: from how many answers on a figure stands by itself."""


def is_told(indicator: Indicator, sums: Sums, organisation: str, period: Period, law: Law) -> bool:
    """Whether the figure may be told; always, where it rests on no answers."""
    if not indicator.answers:
        return True
    return (
        len(period.months) == MONTHS_OF_A_YEAR
        and is_top(organisation, law)
        and sums.get(indicator.answers, 0) >= least(law)
    )


def is_top(organisation: str, law: Law) -> bool:
    """Whether nobody stands above the body: its figures are those of everything together."""
    body = law.organisation(organisation)
    return body is not None and not law.ancestors(body)


def least(law: Law) -> int:
    """From how many answers on a figure stands by itself."""
    return int(law.parameter(PARAMETER).value)


def said(law: Law) -> str:
    """What stands in the place of a figure that is not told."""
    return f"不足 {least(law)} 份或者可以推算，不单列"
