"""What the system itself asks: reactions to other services' and other cases' events, and lapsed clocks. No person may send these."""

from pydantic import AwareDatetime

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import CaseSummary, CloseResult
from schemas.values import Channel
from services.jurisdiction.clock_commands import LapseClock as LapseClock


class HearOfferAccepted(CommandBody):
    """A channel's body accepted an offer: a request that custody move."""

    channel: Channel
    track_id: str
    custody_number: int
    body: str
    handler: str | None = None
    """User who accepted."""


class HearOfferReturned(CommandBody):
    """A channel's body sent an offer back."""

    channel: Channel
    track_id: str
    custody_number: int
    body: str
    code: str
    reason: PersonalText


class HearChannelEvent(CommandBody):
    """A channel announced something about its track, or the court about an agreement."""

    channel: Channel
    track_id: str
    """The agreement's id for judicial confirmation, which stands beside custody."""
    what: str
    """Wire name of the event."""
    custody_number: int | None = None
    body: str | None = None
    partial: bool = False
    """Of an agreement: part of the claims or parties only."""
    sealed: bool = False
    """Of a petition: it is an accusation (XF 30)."""
    accused: tuple[str, ...] = ()


class HearDangerSigns(CommandBody):
    """A mediator saw signs of violence or escalation (PML 25)."""

    channel: Channel
    track_id: str
    signs: PersonalText


class HearBodiesAsked(CommandBody):
    """Another service asks who has to do with the case, for this body."""

    body: str


class HearDiversion(CommandBody):
    """A petition was diverted to a statutory route (XF 31(1)-(5))."""

    track_id: str
    route: Channel | None = None
    to_body: str
    notice: PersonalText


class HearMediationReferral(CommandBody):
    """Both sides of a petition want mediation: the case is to be offered to this body (XFT)."""

    track_id: str
    custody_number: int
    to_body: str
    channel: Channel
    explanation: PersonalText = ""


class HearTransferRequested(CommandBody):
    """A body of a channel is not competent and wants the case offered to the one that is (SZ 45)."""

    channel: Channel
    track_id: str
    custody_number: int
    to_body: str
    reason: PersonalText


class HearPartnerAnswer(CommandBody):
    """A partner outside answered a referral (domain.md 2.6)."""

    channel: Channel
    partner: str
    act: str
    """A word of the case-file act list."""
    detail: PersonalText = ""


class RegisterChild(CommandBody):
    """Members of a group case went their own way: this is their case."""

    parent: str
    case: CaseSummary
    body: str
    handler: str | None = None
    first_handler: str
    requested_at: AwareDatetime


class HearChildCase(CommandBody):
    """What became of a case that came out of this one."""

    child: str
    what: str
    """Wire name of the child's event."""
    result: CloseResult | None = None


class AbsorbDuplicate(CommandBody):
    """Another case was merged into this one."""

    duplicate: str
    by_body: str
    """The body that merged; it must have standing here too."""
    reason: PersonalText


class ReleaseDuplicate(CommandBody):
    """A merge into this case was undone."""

    duplicate: str
    reason: PersonalText


class UndoMerge(CommandBody):
    """The case this one was merged into cannot take it."""

    into: str
    reason: PersonalText
