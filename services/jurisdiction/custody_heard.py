"""What the window tells of offers, custody and the case, and the command that a channel gives itself then. Pure: event in, own command
out; None where the event does not concern the channel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import (
    AgentAppointed,
    AgentDismissed,
    CaseClosed,
    CaseReopened,
    CasesMerged,
    CaseUnmerged,
    CaseVoided,
    ContactChanged,
    CustodyDenied,
    CustodyMoved,
    CustodyOffered,
    EntryCorrected,
    GuardianNamed,
    MembersLeft,
    OfferTimedOut,
    OfferWithdrawn,
    PartyAdded,
    PartySucceeded,
    RepresentativesElected,
    RiskRaised,
)
from schemas.registry import wire_name
from schemas.values import Channel
from services.jurisdiction.case_changes import change_told
from services.jurisdiction.concerns import concerns
from services.jurisdiction.custody_commands import (
    CloseOffer,
    DenyCustody,
    HearElsewhere,
    LoseCustody,
    ReceiveCustody,
    ReceiveOffer,
    UpdateCaseInformation,
)
from services.jurisdiction.told import when

WITHDRAWN, TIMED_OUT = "移交已被撤回", "逾期未答复，移交失效"
"""Why an offer is over."""
HELD_ELSEWHERE = "案件已移交其他渠道办理"
CHANGES_OF_THE_CASE: tuple[type[Event], ...] = (
    PartyAdded, RepresentativesElected, MembersLeft, PartySucceeded, AgentAppointed, AgentDismissed, GuardianNamed,
    ContactChanged, RiskRaised, EntryCorrected,
)  # fmt: skip
"""What changes who takes part in a case, or what is written of it."""
TURNS_OF_THE_CASE: tuple[type[Event], ...] = (CaseVoided, CasesMerged, CaseUnmerged, CaseClosed, CaseReopened)
"""What happens to the case as a whole."""
Hears = Callable[[Any, PublishedEvent], CommandBody | None]


@dataclass(frozen=True)
class Window:
    """The window as one channel hears it."""

    channel: Channel
    untouched: str = "窗口对案件整体的处理，不改变本轮调解的记录"
    """What is noted when the case as a whole takes a turn."""

    @property
    def heard(self) -> Mapping[type[Event], Hears]:
        """All of it by event; a channel that hears one of them otherwise puts its own function in its place."""
        return {
            CustodyOffered: self.receive_offer,
            OfferWithdrawn: self.withdraw_offer,
            OfferTimedOut: self.time_out_offer,
            CustodyMoved: self.move_custody,
            CustodyDenied: self.deny_custody,
            **dict.fromkeys(CHANGES_OF_THE_CASE, self.case_changed),
            **dict.fromkeys(TURNS_OF_THE_CASE, self.case_turned),
        }

    def receive_offer(self, event: CustodyOffered, published: PublishedEvent) -> ReceiveOffer | None:
        """A body of the channel was offered the case."""
        if event.channel is not self.channel:
            return None
        return ReceiveOffer(
            **when(event), track_id=event.track_id, custody_number=event.custody_number, from_body=event.from_body,
            to_body=event.to_body, reason=event.reason, case=event.case,
        )  # fmt: skip

    def withdraw_offer(self, event: OfferWithdrawn, published: PublishedEvent) -> CloseOffer | None:
        """An offer to a body of the channel was taken back."""
        return _closed(event, published, WITHDRAWN, told=True) if event.channel is self.channel else None

    def time_out_offer(self, event: OfferTimedOut, published: PublishedEvent) -> CloseOffer | None:
        """An offer to a body of the channel timed out; an event from before the channel was told may be about any channel."""
        if event.channel not in (None, self.channel):
            return None
        return _closed(event, published, TIMED_OUT, told=event.channel is not None)

    def move_custody(self, event: CustodyMoved, published: PublishedEvent) -> ReceiveCustody | LoseCustody | None:
        """Custody came to a body of the channel, or the case is held elsewhere from now on."""
        if not concerns(event, self.channel):
            return None
        if event.channel is self.channel:
            return received(event)
        return LoseCustody(
            **when(event), custody_number=event.custody_number, what=wire_name(type(event)), reason=HELD_ELSEWHERE
        )

    def deny_custody(self, event: CustodyDenied, published: PublishedEvent) -> DenyCustody | None:
        """A round of the channel acted under an old custody number, or was ended from outside."""
        if event.channel is not self.channel:
            return None
        return DenyCustody(**when(event), track_id=event.track_id, reason=event.reason)

    def case_changed(self, event: Event, published: PublishedEvent) -> UpdateCaseInformation | None:
        """Parties, agents, guardians, contacts, risk or an entry changed at the window."""
        return changed(event) if concerns(event, self.channel) else None

    def case_turned(
        self, event: CaseVoided | CasesMerged | CaseUnmerged | CaseClosed | CaseReopened, published: PublishedEvent
    ) -> HearElsewhere | None:
        """The case ended, went on under another code or was taken up again; an open round is told by `CustodyDenied`."""
        if not concerns(event, self.channel):
            return None
        return HearElsewhere(
            **when(event), source=published.service, what=wire_name(type(event)), reason=self.untouched
        )  # fmt: skip


def received(event: CustodyMoved) -> ReceiveCustody:
    """Custody came to the body that the event names."""
    return ReceiveCustody(
        **when(event), track_id=event.track_id, custody_number=event.custody_number, from_body=event.from_body,
        to_body=event.to_body, reason=event.reason, case=event.case,
    )  # fmt: skip


def changed(event: Event) -> UpdateCaseInformation | None:
    """What the event changes of what every channel keeps of the case; None where it changes nothing of it."""
    change = change_told(event)
    return None if change is None else UpdateCaseInformation(**when(event), what=wire_name(type(event)), change=change)


def _closed(event: OfferWithdrawn | OfferTimedOut, published: PublishedEvent, reason: str, *, told: bool) -> CloseOffer:
    return CloseOffer(
        **when(event), track_id=track_id(published.case_code, event.custody_number), what=wire_name(type(event)),
        custody_number=event.custody_number, to_body=event.to_body, reason=reason, channel_told=told,
    )  # fmt: skip
