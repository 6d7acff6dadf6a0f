"""What is told of a party's personal link; never the link itself, nor a whole telephone number."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class PartyLinkRow(BaseModel):
    """One link of one party."""

    model_config = ConfigDict(frozen=True)

    party_id: str
    number: int
    """Which of the party's links, counted from 1."""
    issued_at: AwareDatetime
    issued_by_name: str
    """The body that handed it out or had it sent; 系统 where the profile's parameter did."""
    expires_at: AwareDatetime
    opens: bool
    """Whether it opens now; not after another one, another telephone, guardian or successor, or a seal."""
    sent_to: str | None = None
    """The masked number a message was to go to; None for a slip, and for who may not know persons."""
    by_message: bool = False
    """Whether it was to be sent; else it was handed over on paper."""
    status: str = ""
    """`link_asked`, `link_on_its_way`, `link_sent`, `link_waits`, `link_not_sent`; empty for a slip."""
    status_name: str = ""
    status_at: AwareDatetime | None = None
    """When it came to stand so."""
    attempts: int = 0
    via_name: str = ""
    why: str = ""
    """Why the last attempt failed or nothing was sent."""
    retry_at: AwareDatetime | None = None
    """When it is tried again."""
