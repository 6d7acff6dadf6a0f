"""Closing the agency's file (卷宗): only when nothing of the round is open (domain.md section 7)."""

from schemas.administrative_mediation import FileArchived
from schemas.command import Command, Refused
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import ArchiveFile
from services.administrative_mediation.domain.refusals import only_in
from services.administrative_mediation.domain.situations import Agreed, Lost, NotAccepted, Terminated
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment


def archive_file(state: CaseState, track: Track, command: Command[ArchiveFile], law: Law) -> Answer:
    """Ended, signed, told, and nothing owed any more."""
    refused = (
        only_in(track, Agreed, Terminated, NotAccepted, Lost)
        or _unfinished(track)
        or _owes(track)
        or _not_told(state, track, law)
    )
    if refused:
        return refused
    archived = FileArchived(**stamp(command, track), volume_number=command.body.volume_number)
    return archived, *clocks.all_stopped(state, track, moment(command), "归档")


def _unfinished(track: Track) -> Refused | None:
    settled = track.settled_by
    if settled is None or settled.is_in_force:
        return None
    return Refused("agreement_unfinished", "调解书尚缺签名或者印章，不能归档；不再签订的请先终止调解。")


def _owes(track: Track) -> Refused | None:
    if not track.duties_open:
        return None
    return Refused(
        "duty_open",
        "本机关还有应当依法作出的处理，办理后再归档。",
        source="PSL 9",
        parameters={"open": list(track.duties_open)},
    )


def _not_told(state: CaseState, track: Track, law: Law) -> Refused | None:
    """Where the law gives days to tell the parties of the end, the file waits until they have the notice."""
    if not isinstance(track.situation, Terminated) or sectors.sector_of(law, track).notice_limit is None:
        return None
    missing = [party.party_id for party in state.sides if party.party_id not in track.termination_served]
    if not missing:
        return None
    return Refused(
        "termination_not_notified",
        "终止调解的决定尚未送达全部当事人。",
        source="SAMR 21",
        parameters={"party_ids": missing},
    )
