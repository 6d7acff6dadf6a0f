"""What the network's events say: of a case its rounds and referrals, of a body its register (domain.md 2.5, 2.6)."""

from typing import Any

from schemas import network
from schemas.base import Event
from services.jurisdiction.network_register import Register, entered
from services.views.facts import tracks

Network = dict[str, Any]
"""As `tracks.Tracks`, and `stages` by track id (body, stage, since, mediators), `referrals` by id (partner, channel, route,
from_body, standing, follow_up_on, since). Under a body's key only `register`, which belongs to no case."""
SENT, TAKEN_UP, SENT_BACK, DONE = "referral_sent", "referral_taken_up", "referral_sent_back", "referral_done"
_STAGES: dict[type[Event], str] = {
    network.CustodyReceived: "to_accept_network",
    network.MediationAccepted: "in_mediation",
    network.AppraisalStarted: "appraising",
    network.AppraisalEnded: "in_mediation",
    network.AgreementEffective: "agreed",
    network.MediationTerminated: "terminated",
    network.CustodyLost: "lost",
}
_STANDINGS: dict[type[Event], str] = {
    network.ReferralSent: SENT,
    network.ReferralAccepted: TAKEN_UP,
    network.ReferralReturned: SENT_BACK,
    network.ReferralConcluded: DONE,
}


def fold(known: Network | None, event: Event) -> Network:
    """The facts after `event`."""
    if isinstance(event, network.RegisterEvent):
        return _registered(known, event)
    facts = tracks.fold(known, event)
    facts = {**facts, "stages": facts.get("stages", {}), "referrals": facts.get("referrals", {})}
    match event:
        case network.ReferralEvent():
            return _referred(facts, event)
        case network.BodySealed():
            return _sealed(facts, event.agreement_id)
        case network.MediatorAssigned():
            return _mediators(facts, event.track_id, [event.mediator], ())
        case network.MediatorRecused():
            return _mediators(facts, event.track_id, [], (event.mediator,))
        case network.TrackEvent() if type(event) in _STAGES:
            return _staged(facts, event)
        case _:
            return facts


def register_of(facts: Network | None) -> Register | None:
    """What was entered of a body; None where nothing was."""
    told = (facts or {}).get("register")
    return Register.model_validate_json(told) if told is not None else None


def _registered(known: Network | None, event: network.RegisterEvent) -> Network:
    """Nobody's case: no body is named that could read it as one. Kept as one text, since ids of offices have dots."""
    register = entered(register_of(known), event)
    return {**(known or {"bodies": []}), "register": register.model_dump_json()}


def _staged(facts: Network, event: network.TrackEvent) -> Network:
    if isinstance(event, network.AgreementEffective) and event.partial:
        return facts
    known = facts["stages"].get(event.track_id, {"mediators": []})
    told = {
        **known, "body": tracks.body_of(facts, event.track_id), "stage": _STAGES[type(event)],
        "since": event.occurred_at.isoformat(),
    }  # fmt: skip
    return {**facts, "stages": {**facts["stages"], event.track_id: told}}


def _mediators(facts: Network, track_id: str, new: list[str], gone: tuple[str, ...]) -> Network:
    nothing: Network = {"body": tracks.body_of(facts, track_id), "stage": None, "since": None, "mediators": []}
    known = facts["stages"].get(track_id, nothing)
    names = [name for name in (*known["mediators"], *new) if name not in gone]
    return {**facts, "stages": {**facts["stages"], track_id: {**known, "mediators": list(dict.fromkeys(names))}}}


def _sealed(facts: Network, agreement_id: str) -> Network:
    agreement = facts["agreements"].get(agreement_id)
    if agreement is None:
        return facts
    return {**facts, "agreements": {**facts["agreements"], agreement_id: {**agreement, "sealed": True}}}


def _referred(facts: Network, event: network.ReferralEvent) -> Network:
    if isinstance(event, network.ReferralSent):
        sent = {
            "partner": event.partner, "channel": event.channel.value, "route": event.route,
            "from_body": event.from_body, "standing": SENT, "since": event.occurred_at.isoformat(),
            "follow_up_on": event.follow_up_on.isoformat() if event.follow_up_on else None,
        }  # fmt: skip
        return {**facts, "referrals": {**facts["referrals"], event.referral_id: sent}}
    known = facts["referrals"].get(event.referral_id)
    if known is None:
        return facts
    if isinstance(event, network.ReferralFollowedUp):
        changed = {"follow_up_on": event.next_on.isoformat() if event.next_on else None}
    else:
        changed = {"standing": _STANDINGS[type(event)], "since": event.occurred_at.isoformat()}
    return {**facts, "referrals": {**facts["referrals"], event.referral_id: {**known, **changed}}}
