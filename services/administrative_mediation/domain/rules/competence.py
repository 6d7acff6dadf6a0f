"""Whose duty the matter is: transfer to the competent agency within three working days (SZ 45).

Which of several agencies is competent where they disagree, their common superior says at the window, which moves custody.
"""

from schemas.administrative_mediation import (
    FoundNotCompetent,
    TransferRequested,
)
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.values import Channel
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import (
    FindNotCompetent,
    TransferApplication,
)
from services.administrative_mediation.domain.refusals import only_in
from services.administrative_mediation.domain.situations import Examining
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment

SOURCE = "SZ 45"


def find_not_competent(state: CaseState, track: Track, command: Command[FindNotCompetent], law: Law) -> Answer:
    """AM-2 begins: three working days to hand the matter over. The time to decide is the next agency's."""
    if refused := only_in(track, Examining) or _designated_here(track):
        return refused
    at = moment(command)
    found = FoundNotCompetent(**stamp(command, track), body=track.body, reason=command.body.reason)
    return found, *clocks.started(state, law, law.administrative.transfer_limit, track, at)


def transfer_application(state: CaseState, track: Track, command: Command[TransferApplication], law: Law) -> Answer:
    """The window is asked to offer the case to the competent agency; until that one accepts, this one holds it."""
    body = command.body
    refused = only_in(track, Examining) or _designated_here(track) or _cannot_take(state, track, body.to_body, law)
    if refused:
        return refused
    requested = TransferRequested(**stamp(command, track), body=track.body, to_body=body.to_body, reason=body.reason)
    return requested, *_time_is_kept(state, track, command, law)


def _time_is_kept(state: CaseState, track: Track, command: Command[TransferApplication], law: Law) -> tuple[Event, ...]:
    """Handing over ends AM-2, and this agency's time to decide; the receiving agency's begins when it signs for the file."""
    sector, at = sectors.sector_of(law, track), moment(command)
    decide = clocks.accept_limit(sector, complex_matter=track.complex)
    return (
        *clocks.stopped(state, law.administrative.transfer_limit, track, at, "移送有管辖权的机关"),
        *clocks.stopped(state, decide, track, at, "移送有管辖权的机关"),
    )


def _designated_here(track: Track) -> Refused | None:
    if not track.designated:
        return None
    return Refused("designated_here", "共同上级已经指定由本机关调解，不能再移送。", source=SOURCE)


def _cannot_take(state: CaseState, track: Track, to_body: str, law: Law) -> Refused | None:
    """Only another agency that mediates may be named; in a story also one of the demonstration."""
    agency = law.organisation(to_body)
    if agency is None:
        return Refused("unknown_body", "没有这个机关。请从机构名录中选择。", "to_body", SOURCE)
    if to_body == track.body or Channel.ADMIN_MEDIATION not in agency.channels:
        return Refused(
            "not_a_mediating_agency", f"{agency.name_zh}不承办行政调解，或者就是本机关，请另选。", "to_body", SOURCE
        )
    return None
