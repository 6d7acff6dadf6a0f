"""What other services tell and what it makes this service do to itself. Pure: event in, own command out.

None where the event does not concern people's mediation. Industry and court-invited committees come with their own service.
"""

from schemas import intake
from schemas import judicial_confirmation as court
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.values import Channel
from services.jurisdiction.concerns import concerns
from services.jurisdiction.custody_heard import Window
from services.jurisdiction.told import when
from services.people_mediation.domain.commands import (
    HearConfirmation,
    HearOutsideAct,
)
from services.people_mediation.domain.folds.case import bears_on_mediation

OWN_CHANNEL = Channel.PEOPLE_MEDIATION
WINDOW = Window(OWN_CHANNEL)
CourtsWord = (
    court.AgreementConfirmed
    | court.ApplicationDismissed
    | court.ApplicationNotAccepted
    | court.ApplicationWithdrawn
    | court.ConfirmationRevoked
    | court.ConfirmationChanged
)
"""What the court may say about an agreement that this channel has to know."""


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the dispute. What may bar mediation (R75 22) is kept even of a case that never came here."""
    if not concerns(event, OWN_CHANNEL) and not bears_on_mediation(event.outside.channel, event.outside.act):
        return None
    return HearOutsideAct(**when(event), outside=event.outside)


def courts_word(event: CourtsWord, published: PublishedEvent) -> HearConfirmation | None:
    """The court said something about an agreement; None for one of another channel."""
    if event.channel not in (None, OWN_CHANNEL):
        return None
    return HearConfirmation(
        **when(event), agreement_id=event.agreement_id, what=wire_name(type(event)),
    )  # fmt: skip
