"""What the list of supervision orders answers."""

from services.views.answers import ClockRow
from services.views.case_answers import SupervisionRow


class OrderRow(SupervisionRow):
    """An order in the list of a body and those below it."""

    case_code: str
    """The case; of an order about an entry, the entry's number."""
    register_code: str = ""
    """The register where the order is about an entry."""
    story: bool
    open: bool
    """Somebody still has to do something about it."""
    clock: ClockRow | None
    """Until when the answer is due, while one is waited for."""
