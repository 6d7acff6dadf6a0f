"""What other services tell and what it makes registers do to themselves. Pure: event in, own command out."""

from schemas.envelope import PublishedEvent
from schemas.intake import CaseRegistered
from services.registers.domain.commands import NoteCaseRegistered


def lead_became_case(event: CaseRegistered, published: PublishedEvent) -> tuple[str, NoteCaseRegistered] | None:
    """A case was registered that names the lead it came from: the lead's number and what it is to know. None without a lead.

    The code of a sealed case (检举控告) goes no further: the lead is settled, and nobody learns as what (XF 30).
    """
    if not event.lead:
        return None
    heard = NoteCaseRegistered(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        registered_code="" if event.case.sealed else published.case_code, told_by=event.registering_body,
    )  # fmt: skip
    return event.lead, heard
