"""What this service refuses: decisions our body is asked to take now (admissibility; design.md section 2)."""

from schemas.base import Value
from schemas.command import Refused
from services.network.domain.situations import AwaitingCustody, Offered
from services.network.domain.state import CaseState, Track

_SITUATIONS: dict[str, Refused] = {
    "offered": Refused("offer_not_accepted", "本组织尚未接收该案件，请先决定接收或退回。"),
    "awaiting_custody": Refused(
        "custody_not_here", "案件尚未移交到本组织，目前只能做准备：指定调解员、征求当事人意见。"
    ),
    "preparing": Refused("not_accepted_yet", "案件尚未受理，请先受理。", source="R75 23"),
    "in_mediation": Refused("already_accepted", "案件已经受理，正在调解中。"),
    "appraising": Refused("appraisal_running", "正在鉴定，调解暂停；请先登记鉴定结束。"),
    "agreed": Refused("already_agreed", "本轮调解已经达成协议。"),
    "terminated": Refused("round_ended", "本轮调解已经终止。", source="PML 26"),
    "lost": Refused("custody_elsewhere", "案件现由其他机构办理，本组织不能再作决定，已有记录予以保留。"),
    "declined": Refused("offer_closed", "该移交已经退回、撤回或者逾期失效。"),
}


def only_in(track: Track, *situations: type[Value]) -> Refused | None:
    """The refusal that tells where the round stands, None when it is in one of `situations`."""
    return None if isinstance(track.situation, situations) else _SITUATIONS[track.situation.kind]


def where_it_stands(track: Track) -> Refused:
    """The refusal that tells where the round stands."""
    return _SITUATIONS[track.situation.kind]


def not_ours_yet(track: Track) -> Refused | None:
    """What happened can be recorded once custody has moved here, not before (design.md section 5)."""
    return _SITUATIONS["awaiting_custody"] if isinstance(track.situation, Offered | AwaitingCustody) else None


def strangers(state: CaseState, party_ids: tuple[str, ...], field: str = "party_id") -> Refused | None:
    """Party ids that are not in the case."""
    unknown = [party_id for party_id in party_ids if state.party(party_id) is None]
    if not unknown:
        return None
    return Refused("unknown_party", "本案没有这位当事人，请核对。", field, parameters={"party_ids": unknown})


def no_agreement() -> Refused:
    """The round has no agreement, or not this one."""
    return Refused("no_agreement", "本轮调解没有这份协议，请核对。", "agreement_id")


def routes_not_told(source: str) -> Refused:
    """Other lawful ways have to be told together with the decision."""
    return Refused(
        "routes_not_told",
        "须同时告知当事人可以依法通过仲裁、行政、司法等途径维护权利，请填写已告知的途径。",
        "routes_told",
        source,
    )
