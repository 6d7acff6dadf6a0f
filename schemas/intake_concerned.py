"""What the window tells of who has to do with a case, where another service asks (docs/decisions/documents.md)."""

from schemas.base import Event


class BodiesTold(Event):
    """Which bodies have or had to do with the case; told when it is asked, and again when the body asked about joins later."""

    asked_for: str
    """The body about which it was asked; it has to do with the case if it is among `bodies`."""
    bodies: tuple[str, ...] = ()
    """Who registered it, was offered it or held it, in that order; nobody for a case that was never registered."""
    story: bool | None = None
    """Whether it is a played public case; None for a case that was never registered."""
