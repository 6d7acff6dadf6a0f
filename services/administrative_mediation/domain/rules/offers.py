"""Answering an offer: take it or send it back (design.md section 5)."""

from schemas.administrative_mediation import OfferAccepted, OfferReturned
from schemas.command import Command, Refused
from services.administrative_mediation.domain import sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import AcceptOffer, ReturnOffer
from services.administrative_mediation.domain.refusals import only_in, routes_not_told
from services.administrative_mediation.domain.situations import AwaitingCustody, Declined, Offered
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.acts import before_offer
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment

NOT_COMPETENT = "not_competent"
"""It may be mediated, but by another agency."""


def accept_offer(state: CaseState, track: Track, command: Command[AcceptOffer]) -> Answer:
    """A request for custody; the agency decides on the application only when intake has moved the case here."""
    if isinstance(track.situation, AwaitingCustody):
        return Refused("offer_already_accepted", "已经接收，正在等待办理权移交。")
    if not _closed_after(track, moment(command)) and (refused := _not_offered(track)):
        return refused
    if refused := _before_offer(track, moment(command)):
        return refused
    return (OfferAccepted(**stamp(command, track), body=track.body),)


def return_offer(state: CaseState, track: Track, command: Command[ReturnOffer], law: Law) -> Answer:
    """Send it back as another agency's, or as barred, with the lawful routes told."""
    body = command.body
    if refused := _not_offered(track) or _before_offer(track, moment(command)):
        return refused
    if body.code != NOT_COMPETENT:
        if refused := _unknown_ground(state, track, body, law):
            return refused
        if not body.routes:
            return routes_not_told("LN 8")
    return (
        OfferReturned(
            **stamp(command, track), body=track.body, code=body.code, reason=body.reason, routes=body.routes
        ),
    )  # fmt: skip


def _unknown_ground(state: CaseState, track: Track, body: ReturnOffer, law: Law) -> Refused | None:
    assert state.case is not None  # an offer brings the case with it
    sector = sectors.sector_for(law, track.body, state.case)
    known = {ground.code: ground.text_zh for ground in sectors.grounds_of(law, sector)}
    if body.code in known:
        return None
    grounds = {**known, NOT_COMPETENT: "属于行政调解，但应由其他机关办理"}
    return Refused("unknown_ground", "没有这一退回理由，请从列表中选择。", "code", sector.source, {"grounds": grounds})


def _closed_after(track: Track, at: Moment) -> bool:
    """The offer was taken back or timed out after this moment, and not returned by us."""
    over = track.situation
    return isinstance(over, Declined) and not over.by_us and at.is_before(over.at)


def _before_offer(track: Track, at: Moment) -> Refused | None:
    if track.offered_at is None or not at.is_before(track.offered_at):
        return None
    return before_offer(track.offered_at.at)


def _not_offered(track: Track) -> Refused | None:
    if isinstance(track.situation, Offered):
        return None
    if track.custody_at is not None and not track.is_ended:
        return Refused("custody_already_here", "案件已经由本机关办理。")
    return only_in(track, Offered)
