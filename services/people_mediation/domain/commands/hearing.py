"""What people's mediation asks of itself when it hears another service. Only the system gives these; none is refused."""

from schemas.command import CommandBody


class HearConfirmation(CommandBody):
    """The court said something about an agreement reached here."""

    agreement_id: str
    what: str
    """Wire name of the event, e.g. `agreement_confirmed`."""
