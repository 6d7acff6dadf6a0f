"""The case after what was heard from outside: summary, successors, custody numbers, channels that took it up, the court."""

from collections.abc import Mapping

from schemas.administrative_mediation import CustodyLost, CustodyReceived, Noted
from schemas.intake import CaseSummary
from schemas.values import Channel
from services.administrative_mediation.domain.state import CaseState

EXCLUDES_MEDIATION: tuple[Channel, ...] = (
    Channel.LITIGATION,
    Channel.ARBITRATION,
    Channel.ADJUDICATION,
    Channel.RECONSIDERATION,
    Channel.PEOPLE_MEDIATION,
    Channel.INDUSTRY_MEDIATION,
    Channel.COURT_MEDIATION,
    Channel.LAW_ENFORCEMENT,
)
"""Ways that may stand against mediation by an agency; which of them do is the sector's."""
_TAKES = (
    "accepted", "referral_accepted", "judgment", "award", "reconsideration_decided", "mediation_accepted",
)  # fmt: skip
_APPLIES = ("suit_filed", "arbitration_applied", "reconsideration_applied")
"""Asked for, and not yet taken up there."""
_RELEASES = (
    "withdrawn", "not_accepted", "terminated", "mediation_failed", "arbitration_refused", "referred", "mediation_terminated",
    "offer_returned",
)  # fmt: skip
_AGREED, _BROKEN = "agreement_effective", "breach_reported"
_CONFIRMS: Mapping[str, bool] = {
    "agreement_confirmed": True,
    "confirmation_revoked": False,
    "application_dismissed": False,
}


def with_summary(state: CaseState, case: CaseSummary) -> CaseState:
    """The case as last heard, and who succeeded whom."""
    heirs = {party.predecessor: party.party_id for party in case.parties if party.predecessor is not None}
    return state.model_copy(update={"case": case, "successors": {**state.successors, **heirs}})


def custody_told(state: CaseState, event: CustodyReceived | CustodyLost) -> CaseState:
    """The highest custody number heard. Who hands the case to an agency no longer mediates it."""
    told = event.custody_number if isinstance(event, CustodyReceived) else event.superseded_by
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, told or 0)}
    if isinstance(event, CustodyReceived):
        changes["taken_elsewhere"] = tuple(one for one in state.taken_elsewhere if one not in _CUSTODY_CHANNELS)
    return state.model_copy(update=changes)


def bears_on_mediation(channel: Channel, act: str) -> bool:
    """Whether this act in this channel may bar mediation by an agency, or lift the bar, so that `noted` keeps it."""
    return channel in EXCLUDES_MEDIATION and act in (*_TAKES, *_APPLIES, *_RELEASES, _AGREED, _BROKEN)


def noted(state: CaseState, event: Noted) -> CaseState:
    """What a note tells: a custody number, an act of another channel, the court's word on an agreement."""
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, event.custody_number or 0)}
    if event.channel in EXCLUDES_MEDIATION:
        changes["taken_elsewhere"] = _taken(state.taken_elsewhere, event.channel, event.what, _TAKES)
        changes["asked_elsewhere"] = _taken(state.asked_elsewhere, event.channel, event.what, _APPLIES)
    if event.channel is Channel.PEOPLE_MEDIATION and event.what in (_AGREED, _BROKEN):
        changes["agreed_elsewhere"] = event.what == _AGREED
    if event.agreement_id is not None and event.what in _CONFIRMS:
        changes["tracks"] = _confirmed(state, event.agreement_id, _CONFIRMS[event.what])
    return state.model_copy(update=changes)


_CUSTODY_CHANNELS = (Channel.PEOPLE_MEDIATION,)
"""Channels that mediate only while they hold the case, so that custody here ends their round."""


def _taken(channels: tuple[Channel, ...], channel: Channel, act: str, taking: tuple[str, ...]) -> tuple[Channel, ...]:
    if act in taking:
        return tuple(dict.fromkeys((*channels, channel)))
    if act in _RELEASES:
        return tuple(one for one in channels if one is not channel)
    return channels


def _confirmed(state: CaseState, agreement_id: str, confirmed: bool) -> Mapping[str, object]:
    """The agreement can, or can no longer, be enforced."""
    track = state.track_of(agreement_id)
    if track is None:
        return state.tracks
    agreements = tuple(
        one.model_copy(update={"confirmed": confirmed}) if one.agreement_id == agreement_id else one
        for one in track.agreements
    )
    return {**state.tracks, track.track_id: track.model_copy(update={"agreements": agreements})}
