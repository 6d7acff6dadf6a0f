"""What satisfaction makes of alerts that count a case. Their subject is the alert; the case they are about stands in them."""

from schemas.early_warning import CaseWarned, CaseWarningWithdrawn
from schemas.envelope import PublishedEvent
from services.satisfaction.domain.heard_commands import HearWarning, HearWarningWithdrawn
from services.satisfaction.domain.react_own import Elsewhere


def warned(event: CaseWarned, published: PublishedEvent) -> Elsewhere | None:
    """An alert about the handling opens a rectification; of any other satisfaction hears nothing."""
    if not event.to_rectify:
        return None
    body = HearWarning(
        occurred_at=event.occurred_at, alert=published.case_code, name_zh=event.name_zh, to_rectify=event.to_rectify
    )
    return Elsewhere(event.case_code, body)


def withdrawn(event: CaseWarningWithdrawn, published: PublishedEvent) -> Elsewhere:
    """The alert does not count the case any more."""
    return Elsewhere(event.case_code, HearWarningWithdrawn(occurred_at=event.occurred_at, alert=published.case_code))
