"""Thanks (表扬): an event of its own, since a word of thanks is no grade and no rate counts it."""

from schemas.base import Event, PersonalText
from schemas.values import Channel


class ThanksRecorded(Event):
    """Somebody thanked a body for the handling of the case."""

    body: str
    """Id or name of the body thanked."""
    channel: Channel | None = None
    """In which channel it had handled the case."""
    text: PersonalText
