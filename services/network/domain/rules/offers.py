"""Answering an offer: sign for it or send it back (design.md section 5; R75 22, 24)."""

from schemas.command import Command, Refused
from schemas.network import OfferAccepted, OfferReturned
from services.jurisdiction.acts import before_offer
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.network.domain.answers import Answer, stamp
from services.network.domain.commands import AcceptOffer, ReturnOffer
from services.network.domain.refusals import only_in, routes_not_told
from services.network.domain.regimes import regime_of
from services.network.domain.situations import AwaitingCustody, Declined, Offered
from services.network.domain.state import CaseState, Track

NOT_COMPETENT = "not_competent"
"""The matter is admissible, but for another body."""


def accept_offer(state: CaseState, track: Track, command: Command[AcceptOffer], law: Law) -> Answer:
    """A request for custody. A body signs for nothing that its kind may not mediate, or without the approval it needs."""
    if isinstance(track.situation, AwaitingCustody):
        return Refused("offer_already_accepted", "已经接收，正在等待办理权移交。")
    if not _closed_after(track, moment(command)) and (refused := _not_offered(track)):
        return refused
    if refused := _before_offer(track, moment(command)) or _not_its_matter(state, track, law):
        return refused
    procedure = command.body.summary_procedure
    return (OfferAccepted(**stamp(command, track), body=track.body, summary_procedure=procedure),)


def return_offer(state: CaseState, track: Track, command: Command[ReturnOffer], law: Law) -> Answer:
    """Send it back as inadmissible, with the lawful routes told (R75 22, 24), or as not ours to handle."""
    body = command.body
    if refused := _not_offered(track) or _before_offer(track, moment(command)):
        return refused
    if body.code != NOT_COMPETENT:
        day = command.occurred_at.astimezone(SHANGHAI).date()
        known = {one.code: one.text_zh for one in law.grounds_of(GroundKind.PEOPLE_MEDIATION_INADMISSIBLE, day)}
        if body.code not in known:
            grounds = {**known, NOT_COMPETENT: "不属于本组织的调解范围或者地域"}
            return Refused(
                "unknown_ground", "没有这一退回理由，请从列表中选择。", "code", "R75 22", {"grounds": grounds}
            )
        if not body.routes:
            return routes_not_told("R75 24")
    return (
        OfferReturned(**stamp(command, track), body=track.body, code=body.code, reason=body.reason, routes=body.routes),
    )


def _not_its_matter(state: CaseState, track: Track, law: Law) -> Refused | None:
    """Labour and consumer disputes are not for commercial bodies, others not for labour bodies (domain.md 2.5)."""
    if state.case is None or state.case.story:
        return None
    regime, kind = regime_of(law, track, state.case), state.case.dispute_type
    organisation = law.organisation(track.body)
    labour_only = organisation is not None and any(
        one.only_these_types and organisation.kind in one.kinds and kind not in one.dispute_types
        for one in law.network.regimes
    )
    if kind in regime.excluded_types or labour_only:
        return Refused(
            "matter_excluded", "这类纠纷不属于该类调解组织的受理范围，请退回并说明其他途径。", source=regime.source,
            parameters={"dispute_type": kind.value},
        )  # fmt: skip
    return None


def _closed_after(track: Track, at: Moment) -> bool:
    """The offer was taken back or timed out after this moment, and not returned by us."""
    over = track.situation
    return isinstance(over, Declined) and not over.by_us and at.is_before(over.at)


def _before_offer(track: Track, at: Moment) -> Refused | None:
    if track.offered_at is None or not at.is_before(track.offered_at):
        return None
    return before_offer(track.offered_at.at)


def _not_offered(track: Track) -> Refused | None:
    if track.custody_at is not None and not track.is_ended:
        return Refused("custody_already_here", "案件已经由本组织办理。")
    return only_in(track, Offered)
