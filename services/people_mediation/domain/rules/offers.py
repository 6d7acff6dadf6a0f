"""Answering an offer: take it or send it back (design.md section 5; R75 22, 24)."""

from schemas.command import Command, Refused
from schemas.people_mediation import OfferAccepted, OfferReturned
from services.jurisdiction.acts import before_offer
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import AcceptOffer, ReturnOffer
from services.people_mediation.domain.moments import Moment, moment
from services.people_mediation.domain.refusals import only_in, routes_not_told
from services.people_mediation.domain.situations import AwaitingCustody, Declined, Offered
from services.people_mediation.domain.state import CaseState, Track

NOT_COMPETENT = "not_competent"
"""The matter is admissible, but for another committee (R75 21)."""


def accept_offer(state: CaseState, track: Track, command: Command[AcceptOffer]) -> Answer:
    """A request for custody; mediation begins only when intake has moved it here.

    An acceptance that occurred before the offer lapsed is passed on: intake honours it unless the next body has accepted.
    """
    if isinstance(track.situation, AwaitingCustody):
        return Refused("offer_already_accepted", "已经接收，正在等待办理权移交。")
    if not _closed_after(track, moment(command)) and (refused := _not_offered(track)):
        return refused
    if refused := _before_offer(track, moment(command)):
        return refused
    procedure = command.body.summary_procedure
    return (OfferAccepted(**stamp(command, track), body=track.body, summary_procedure=procedure),)


def return_offer(state: CaseState, track: Track, command: Command[ReturnOffer], law: Law) -> Answer:
    """Send it back as inadmissible, with the lawful routes told (R75 22, 24), or as not ours to handle (R75 21)."""
    body = command.body
    if refused := _not_offered(track) or _before_offer(track, moment(command)):
        return refused
    if body.code != NOT_COMPETENT:
        day = command.occurred_at.astimezone(SHANGHAI).date()
        known = {one.code: one.text_zh for one in law.grounds_of(GroundKind.PEOPLE_MEDIATION_INADMISSIBLE, day)}
        if body.code not in known:
            grounds = {**known, NOT_COMPETENT: "不属于本调委会的调解范围或者地域"}
            return Refused(
                "unknown_ground", "没有这一退回理由，请从列表中选择。", "code", "R75 22", {"grounds": grounds}
            )
        if not body.routes:
            return routes_not_told("R75 24")
    return (
        OfferReturned(
            **stamp(command, track), body=track.body, code=body.code, reason=body.reason, routes=body.routes,
            in_writing=body.in_writing,
        ),
    )  # fmt: skip


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
        return Refused("custody_already_here", "案件已经由本调委会办理。")
    return only_in(track, Offered)
