"""The periods that pages offer to choose from, the newest first. Pure."""

from datetime import datetime

from services.jurisdiction.periods import Period, month_of

Choice = tuple[str, str]
"""A period as the read API writes it, and in Chinese."""
_MONTHS, _QUARTERS, _HALVES, _YEARS = 14, 6, 4, 3


def last_month(now: datetime) -> str:
    """The month before the one of `now` (aware): the newest that is over."""
    return Period.parse(month_of(now)).before().text


def offered_periods(now: datetime, asked: str = "") -> dict[str, list[Choice]]:
    """Months, quarters, half-years and years up to `now`, by what they are called; `asked` too where it is none of them."""
    month = month_of(now)
    year, number = int(month[:4]), int(month[5:])
    firsts = {
        "月": (month, _MONTHS), "季度": (f"{year}-Q{(number + 2) // 3}", _QUARTERS),
        "半年": (f"{year}-H{1 if number <= 6 else 2}", _HALVES), "年": (str(year), _YEARS),
    }  # fmt: skip
    found = {name: _back(first, count) for name, (first, count) in firsts.items()}
    if asked and asked not in {text for some in found.values() for text, _ in some}:
        found = {"所选": [(asked, asked)], **found}
    return found


def satisfaction_query(period: str) -> dict[str, str]:
    """The query of the satisfaction figures for a period: a month, quarter or year; none for anything else."""
    if "H" in period or ".." in period:
        return {}
    match len(period):
        case 4:
            return {"year": period}
        case 7 if "Q" in period:
            return {"quarter": period.replace("-", "")}
        case 7:
            return {"month": period}
    return {}


def _back(first: str, count: int) -> list[Choice]:
    period, found = Period.parse(first), []
    for _ in range(count):
        period = Period.parse(_named(period.months))
        found.append((period.text, period.in_chinese))
        period = period.before()
    return found


def _named(months: tuple[str, ...]) -> str:
    """The text of a whole month, quarter, half-year or year."""
    year, number = months[0][:4], int(months[0][5:])
    match len(months):
        case 3:
            return f"{year}-Q{(number + 2) // 3}"
        case 6:
            return f"{year}-H{(number + 5) // 6}"
        case 12:
            return year
    return months[0]
