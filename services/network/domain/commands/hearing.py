"""What the network asks of itself when it hears another service. Only the system gives these; none is refused."""

from datetime import date

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import CaseSummary
from schemas.network import ReleaseReason
from schemas.values import Channel


class CloseOffer(CommandBody):
    """Intake took an offer back, or it timed out."""

    track_id: str
    custody_number: int
    to_body: str
    what: str
    """Wire name of intake's event."""
    reason: str


class LoseCustody(CommandBody):
    """The case is held outside the network now; who handles it there is remembered, since a former handler does not mediate."""

    custody_number: int
    """The number that holds now."""
    custodian: str
    channel: Channel
    handler: str | None = None
    case: CaseSummary
    reason: str


class HearRecusal(CommandBody):
    """A mediator of another channel stepped aside in this case."""

    mediator: str
    source: str


class ReceiveReferral(CommandBody):
    """Intake pointed the party to a partner; the custodian waits for its answer."""

    channel: Channel
    partner: str
    from_body: str
    follow_up_on: date | None = None
    reason: PersonalText = ""


class CountWork(CommandBody):
    """A mediator was assigned to a round: one more on the load of the body's register."""

    body: str
    mediator: str
    about: str
    """Case code."""
    track_id: str
    source: str
    what: str


class ReleaseWork(CommandBody):
    """A round is over for one of its mediators, or for all."""

    body: str
    mediator: str | None = None
    """None: for all."""
    about: str
    track_id: str
    why: ReleaseReason
    what: str
