"""The case after what was heard from outside, what was declared of mediators, and its referrals."""

from collections.abc import Mapping

from schemas.intake import CaseSummary
from schemas.network import (
    CustodyLost,
    CustodyReceived,
    HandledElsewhere,
    MediatorRecused,
    Noted,
    ReferralAccepted,
    ReferralConcluded,
    ReferralEvent,
    ReferralFollowedUp,
    ReferralReturned,
    ReferralSent,
    RelationDeclared,
    RelationLifted,
)
from schemas.values import Channel
from services.network.domain.referral import Referral, ReferralStanding
from services.network.domain.state import CaseState, Relation

EXCLUDES_MEDIATION: tuple[Channel, ...] = (
    Channel.LITIGATION,
    Channel.ARBITRATION,
    Channel.ADJUDICATION,
    Channel.RECONSIDERATION,
    Channel.COURT_MEDIATION,
)
"""Ways that exclude mediation on the same claim; police, petition and aid run beside it (design.md section 5)."""
_TAKES = ("accepted", "referral_accepted", "judgment", "award", "reconsideration_decided")
_RELEASES = ("withdrawn", "not_accepted", "terminated", "arbitration_refused", "referral_returned", "referred")
_STANDINGS: Mapping[type[ReferralEvent], ReferralStanding] = {
    ReferralAccepted: ReferralStanding.ACCEPTED,
    ReferralReturned: ReferralStanding.RETURNED,
    ReferralConcluded: ReferralStanding.CONCLUDED,
}


def with_summary(state: CaseState, case: CaseSummary) -> CaseState:
    """The case as last heard, and who succeeded whom."""
    heirs = {party.predecessor: party.party_id for party in case.parties if party.predecessor is not None}
    return state.model_copy(update={"case": case, "successors": {**state.successors, **heirs}})


def custody_told(state: CaseState, event: CustodyReceived | CustodyLost) -> CaseState:
    """The highest custody number heard, and who holds the case under it."""
    number = event.custody_number if isinstance(event, CustodyReceived) else event.superseded_by or 0
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, number)}
    if isinstance(event, CustodyReceived) and number >= state.custody_heard:
        changes["custodian"] = event.body
    return state.model_copy(update=changes)


def handled_elsewhere(state: CaseState, event: HandledElsewhere) -> CaseState:
    """Who holds and handles the case in another channel: the custodian, and a former handler of later rounds."""
    told = with_summary(state, event.case)
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, event.custody_number)}
    if event.custody_number >= state.custody_heard:
        changes["custodian"] = event.custodian
    if event.handler is not None:
        before = state.handled_by.get(event.channel.value, ())
        accounts = tuple(dict.fromkeys((*before, event.handler)))
        changes["handled_by"] = {**state.handled_by, event.channel.value: accounts}
    return told.model_copy(update=changes)


def bears_on_mediation(channel: Channel, act: str) -> bool:
    """Whether this act in this channel may bar mediation, or lift the bar, so that `noted` keeps it."""
    return channel in EXCLUDES_MEDIATION and act in (*_TAKES, *_RELEASES)


def noted(state: CaseState, event: Noted) -> CaseState:
    """What a note tells: a custody number, an act of another channel."""
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, event.custody_number or 0)}
    if event.channel in EXCLUDES_MEDIATION:
        changes["taken_elsewhere"] = _taken(state.taken_elsewhere, event.channel, event.what)
    return state.model_copy(update=changes)


def recused_elsewhere(state: CaseState, event: MediatorRecused) -> CaseState:
    """Stepped aside in this case once is stepped aside in it for good."""
    return state.model_copy(update={"recused": tuple(dict.fromkeys((*state.recused, event.mediator)))})


def relation_declared(state: CaseState, event: RelationDeclared) -> CaseState:
    """The last declaration of one ground about one mediator and party counts."""
    same = (event.mediator, event.ground, event.party_id)
    others = tuple(one for one in state.relations if (one.mediator, one.ground, one.party_id) != same)
    relation = Relation(
        mediator=event.mediator, ground=event.ground, party_id=event.party_id, accepted_by=event.accepted_by
    )
    return state.model_copy(update={"relations": (*others, relation)})


def relation_lifted(state: CaseState, event: RelationLifted) -> CaseState:
    """Nothing stands against the mediator on this ground any more."""
    left = tuple(one for one in state.relations if (one.mediator, one.ground) != (event.mediator, event.ground))
    return state.model_copy(update={"relations": left})


def referral(state: CaseState, event: ReferralEvent) -> CaseState:
    """The referral as the partner, or who asked after it, last told."""
    if isinstance(event, ReferralSent):
        sent = Referral(
            referral_id=event.referral_id, channel=event.channel, route=event.route, partner=event.partner,
            from_body=event.from_body, sent_at=event.occurred_at, sent_at_assumed=event.occurred_at_assumed,
            follow_up_on=event.follow_up_on,
        )  # fmt: skip
        return _put(state, sent)
    known = state.referrals.get(event.referral_id)
    if known is None:
        return state
    if isinstance(event, ReferralFollowedUp):
        return _put(state, known.model_copy(update={"follow_up_on": event.next_on}))
    return _put(state, known.model_copy(update={"standing": _STANDINGS[type(event)]}))


def _put(state: CaseState, referral: Referral) -> CaseState:
    return state.model_copy(update={"referrals": {**state.referrals, referral.referral_id: referral}})


def _taken(channels: tuple[Channel, ...], channel: Channel, act: str) -> tuple[Channel, ...]:
    if act in _TAKES:
        return tuple(dict.fromkeys((*channels, channel)))
    if act in _RELEASES:
        return tuple(one for one in channels if one is not channel)
    return channels
