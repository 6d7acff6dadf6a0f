"""Answering an offer: accept it, or send it back (design.md section 5)."""

from schemas.command import Command, Refused
from schemas.petitions_custody import OfferAccepted, OfferReturned
from services.jurisdiction.acts import before_offer
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import AcceptOffer, ReturnOffer
from services.petitions.domain.refusals import unknown_ground, where_the_track_stands
from services.petitions.domain.rules.grounds import grounds_on
from services.petitions.domain.situations import AwaitingCustody, Declined, Offered
from services.petitions.domain.state import Track

NOT_COMPETENT = "not_competent"
"""A matter for petitions, but for another office."""


def accept_offer(track: Track, command: Command[AcceptOffer]) -> Answer:
    """A request for custody. One that occurred before the offer lapsed is passed on: intake arbitrates."""
    if isinstance(track.situation, AwaitingCustody):
        return Refused("offer_already_accepted", "已经接收，正在等待办理权移交。")
    if not _closed_after(track, moment(command)) and not isinstance(track.situation, Offered):
        return where_the_track_stands(track)
    return _too_early(track, command) or (OfferAccepted(**stamp(command, track), body=track.body),)


def return_offer(track: Track, command: Command[ReturnOffer], law: Law) -> Answer:
    """Send it back as no matter for petitions, with the right way told, or as another office's."""
    body = command.body
    if not isinstance(track.situation, Offered):
        return where_the_track_stands(track)
    if refused := _too_early(track, command):
        return refused
    if body.code != NOT_COMPETENT:
        known = grounds_on(law, GroundKind.PETITION_NOT_ACCEPTED, command.occurred_at)
        if body.code not in known:
            return unknown_ground({**known, NOT_COMPETENT: "属于信访事项，但由其他机构办理"})
        if not body.routes:
            return Refused("routes_not_told", "须告知当事人应当通过的途径，请填写已告知的途径。", "routes", "XF 22")
    return (
        OfferReturned(
            **stamp(command, track), body=track.body, code=body.code, reason=body.reason, routes=body.routes
        ),
    )  # fmt: skip


def _closed_after(track: Track, at: Moment) -> bool:
    over = track.situation
    return isinstance(over, Declined) and not over.by_us and at.is_before(over.at)


def _too_early(track: Track, command: Command[AcceptOffer] | Command[ReturnOffer]) -> Refused | None:
    if track.offered_at is None or not moment(command).is_before(track.offered_at):
        return None
    return before_offer(track.offered_at.at)
