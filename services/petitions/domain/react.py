"""What the window and the mediating channels tell, and what it makes this service do to itself. Pure: event in, own command out.

None where the event does not concern petitions.
"""

from schemas import administrative_mediation, intake, people_mediation
from schemas.envelope import PublishedEvent
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.jurisdiction.concerns import concerns
from services.jurisdiction.custody_heard import Window
from services.jurisdiction.told import when
from services.petitions.domain.commands import (
    HearMediationResult,
    HearOutsideAct,
    HearRepeat,
)

OWN_CHANNEL = Channel.PETITION
WINDOW = Window(OWN_CHANNEL, "窗口对案件整体的处理，不改变信访事项的记录")


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the matter."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearOutsideAct(**when(event), outside=event.outside)


def reported_again(event: intake.FurtherReportRecorded, published: PublishedEvent) -> HearRepeat | None:
    """The same matter was brought again while the case goes on."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearRepeat(
        **when(event), reported_to=event.reported_to, persons=event.persons,
    )  # fmt: skip


def repeat_linked(event: intake.RepeatLinked, published: PublishedEvent) -> HearRepeat | None:
    """The window linked an earlier case of the same matter."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearRepeat(**when(event), repeat_of=event.repeat_of)


def mediated(
    event: people_mediation.AgreementEffective | administrative_mediation.AgreementEffective, published: PublishedEvent
) -> HearMediationResult | None:
    """A round that came about by a referral ended in an agreement on the whole matter; a part of it settles no petition."""
    if event.partial or event.reason is not HandOverReason.REFERRAL:
        return None
    return HearMediationResult(
        **when(event), source=published.service, body=event.body, agreement_id=event.agreement_id, number=event.number,
        party_ids=tuple(party.party_id for party in event.parties), terms=event.terms.terms,
    )  # fmt: skip
