"""Rounds that a court delegates (委派) or entrusts (委托): its own track rests, and the file comes back on failure (TY 21, OL 21)."""

from typing import Any, TypedDict

from schemas.command import Refused
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.intake.domain.custody import DELEGATED_BY_COURT, Custody, Holding, Offer
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import CaseFile
from services.jurisdiction.vocabulary import BodyKind

_ONLY_SYSTEM = (HandOverReason.RETURN, HandOverReason.DESIGNATION)
"""Reasons that follow from other commands."""


class Tracks(TypedDict, total=False):
    """What a move does to the court's track, as the event says it."""

    suspends_track: str
    resumes_track: str


def reason_refusal(file: CaseFile, reason: HandOverReason, law: IntakeLaw) -> Refused | None:
    """Why the case cannot be offered for this reason. In a story it happened, whoever is said to have handed it over."""
    if reason in _ONLY_SYSTEM:
        return Refused("reason_reserved", "退回案卷和指定办理有各自的操作，不能作为移交的原因填写。", "reason")
    if reason not in DELEGATED_BY_COURT:
        return None
    if file.custody.waiting_court is not None:
        return Refused("delegated_already", "本案已由法院委派或者委托调解，不能再次委派、委托。", "reason", "TY 21")
    holder = law.organisation(file.custody.custodian)
    if file.case.story or (holder is not None and holder.kind is BodyKind.PEOPLE_COURT):
        return None
    return Refused("not_a_court", "只有法院才能委派或者委托调解。请选择其他移交原因。", "reason", "TY 21")


def tracks_after(custody: Custody, reason: HandOverReason, to_body: str) -> Tracks:
    """Delegation lets the present track rest; the file's return, or the court's taking it up again, lets it go on."""
    court = custody.waiting_court
    if reason in DELEGATED_BY_COURT:
        return {"suspends_track": custody.present.track_id}
    if court is not None and to_body == court.body:
        return {"resumes_track": court.track_id}
    return {}


def channel_of_return(court: Holding, law: IntakeLaw) -> Channel:
    """Where the returned file goes on: in the court's own track, else it is docketed as a suit (TY 21)."""
    body: Any = law.organisation(court.body)
    channels: tuple[Channel, ...] = body.channels if body is not None else ()
    return court.channel or (Channel.LITIGATION if Channel.LITIGATION in channels else channels[0])


def is_delegated(custody: Custody, offer: Offer) -> bool:
    """By this move the case comes to, or stays in, a round that a court delegated."""
    court = custody.waiting_court
    return offer.reason in DELEGATED_BY_COURT or (court is not None and offer.to_body != court.body)


def suit_pending(file: CaseFile) -> Refused | None:
    """After filing the court entrusts no more than the talks: its suit has to end there. A story tells what happened."""
    court = file.custody.waiting_court
    if court is None or file.case.story:
        return None
    reasons = [holding.reason for holding in file.custody.holdings if holding.number > court.number]
    if HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING not in reasons:
        return None
    sentence = "本案系法院立案后委托调解，诉讼尚未终结。请先把案卷退回法院，由法院结案。"
    return Refused("suit_pending", sentence, source="TY 21", parameters={"court": court.body})
