"""The case after what was heard from outside: summary, successors, custody numbers, channels that took it up, the court."""

from collections.abc import Mapping

from schemas.intake import CaseSummary
from schemas.people_mediation import CustodyLost, CustodyReceived, FileItem, Noted
from schemas.values import Channel
from services.people_mediation.domain.folds.rounds import with_item
from services.people_mediation.domain.state import CaseState

EXCLUDES_MEDIATION: tuple[Channel, ...] = (
    Channel.LITIGATION,
    Channel.ARBITRATION,
    Channel.ADJUDICATION,
    Channel.RECONSIDERATION,
    Channel.ADMIN_MEDIATION,
    Channel.INDUSTRY_MEDIATION,
    Channel.COURT_MEDIATION,
)
"""Ways that exclude mediation on the same claim; police, petition, aid and inspection run beside it (design.md section 5)."""
_TAKES = ("accepted", "referral_accepted", "judgment", "award", "reconsideration_decided")
_RELEASES = (
    "withdrawn", "not_accepted", "terminated", "mediation_failed", "arbitration_refused", "referred",
)  # fmt: skip
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
    """The highest custody number heard."""
    told = event.custody_number if isinstance(event, CustodyReceived) else event.superseded_by
    return state.model_copy(update={"custody_heard": max(state.custody_heard, told or 0)})


def bears_on_mediation(channel: Channel, act: str) -> bool:
    """Whether this act in this channel may bar mediation, or lift the bar, so that `noted` keeps it."""
    return channel in EXCLUDES_MEDIATION and act in (*_TAKES, *_RELEASES)


def noted(state: CaseState, event: Noted) -> CaseState:
    """What a note tells: a custody number, an act of another channel, the court's word on an agreement."""
    changes: dict[str, object] = {"custody_heard": max(state.custody_heard, event.custody_number or 0)}
    if event.channel in EXCLUDES_MEDIATION:
        changes["taken_elsewhere"] = _taken(state.taken_elsewhere, event.channel, event.what)
    if event.agreement_id is not None and event.what in _CONFIRMS:
        changes["tracks"] = _confirmed(state, event.agreement_id, _CONFIRMS[event.what])
    return state.model_copy(update=changes)


def _taken(channels: tuple[Channel, ...], channel: Channel, act: str) -> tuple[Channel, ...]:
    if act in _TAKES:
        return tuple(dict.fromkeys((*channels, channel)))
    if act in _RELEASES:
        return tuple(one for one in channels if one is not channel)
    return channels


def _confirmed(state: CaseState, agreement_id: str, confirmed: bool) -> Mapping[str, object]:
    """The agreement can, or can no longer, be enforced (PML 33)."""
    track = state.track_of(agreement_id)
    if track is None:
        return state.tracks
    agreements = tuple(
        one.model_copy(update={"confirmed": confirmed}) if one.agreement_id == agreement_id else one
        for one in track.agreements
    )
    changed = track.model_copy(update={"agreements": agreements})
    with_material = with_item(changed, FileItem.CONFIRMATION_MATERIAL) if confirmed else changed
    return {**state.tracks, track.track_id: with_material}
