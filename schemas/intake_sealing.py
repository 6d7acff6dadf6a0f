"""Event of intake: a case turned out to be an accusation and is sealed from then on (XF 30)."""

from schemas.base import Event


class CaseSealed(Event):
    """No list, search, statistic, survey or timeline shows it to the accused or to anybody off the discipline route.

    A case registered as an accusation is sealed from the start; see `CaseSummary.sealed`.
    """

    accused: tuple[str, ...]
    """Ids or names of the bodies accused, or whose people are."""
    source: str
