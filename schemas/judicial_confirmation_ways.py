"""Events about the ways beside confirmation that make an agreement enforceable, and the base of all about an agreement."""

from schemas.base import Event, PersonalText
from schemas.values import Channel


class AgreementEvent(Event):
    """Base: which agreement of the case it is about."""

    agreement_id: str


class WordToMediator(AgreementEvent):
    """Base of what the court says to the channel that mediated the agreement."""

    channel: Channel | None = None
    """The channel that mediated; None in events from before this was told."""


class EnforceableWayChosen(AgreementEvent):
    """The parties go another way than confirmation to make the agreement enforceable (domain.md 2.4)."""

    choice_id: str
    way: str
    """Code of enforceability.yaml."""
    applicants: tuple[str, ...]
    """party_ids of those who ask."""
    asked_of: str = ""
    """Who is asked, as said."""
    reason: PersonalText = ""


class EnforceableWayStepRecorded(AgreementEvent):
    """What the body chosen did on that way."""

    choice_id: str
    way: str
    step: str
    """Code of the way's step in enforceability.yaml."""
    closes: bool = False
    """Nothing more is to be expected on this way."""
    number: str = ""
    """Number of the document."""
    detail: PersonalText = ""
