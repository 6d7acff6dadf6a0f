"""What this service refuses: decisions an agency is asked to take now (admissibility; design.md section 2)."""

from schemas.base import Value
from schemas.command import Refused
from services.administrative_mediation.domain.situations import AwaitingCustody, Offered
from services.administrative_mediation.domain.state import Track

_SITUATIONS: dict[str, Refused] = {
    "offered": Refused("offer_not_accepted", "本机关尚未接收该案件，请先决定接收或退回。"),
    "awaiting_custody": Refused("custody_not_here", "案件尚未移交到本机关，目前只能做准备。"),
    "examining": Refused("not_accepted_yet", "尚未决定是否受理，请先审查并作出决定。", source="LN 9"),
    "handing_over": Refused("handing_over", "案件正在移送有管辖权的机关，等待其接收。", source="SZ 45"),
    "consent_pending": Refused("consent_pending", "已经受理，正在征求当事人意见。", source="SD 22；SZ 21"),
    "in_mediation": Refused("already_accepted", "案件已经受理，正在调解中。"),
    "appraising": Refused("appraisal_running", "正在鉴定、检测，结束后再办理。", source="MED 38；SAMR 20"),
    "agreed": Refused("already_agreed", "本轮调解已经达成协议。"),
    "terminated": Refused("round_ended", "本轮调解已经终止。"),
    "not_accepted": Refused("declined_already", "本机关已经决定不予受理。"),
    "lost": Refused("custody_elsewhere", "案件现由其他机构办理，本机关不能再作决定，已有记录予以保留。"),
    "declined": Refused("offer_closed", "该移交已经退回、撤回或者逾期失效。"),
    "archived": Refused("file_archived", "卷宗已经归档。"),
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


def unknown_party(party_ids: tuple[str, ...], field: str = "party_id") -> Refused:
    """A party id that is not in the case."""
    return Refused("unknown_party", "本案没有这位当事人，请核对。", field, parameters={"party_ids": list(party_ids)})


def no_agreement() -> Refused:
    """The round has no agreement, or not this one."""
    return Refused("no_agreement", "本轮调解没有这份协议，请核对。", "agreement_id")


def routes_not_told(source: str) -> Refused:
    """Other lawful ways have to be told together with the decision."""
    return Refused(
        "routes_not_told",
        "须同时告知当事人可以依法申请行政裁决、行政复议、仲裁或者提起诉讼等途径，请填写已告知的途径。",
        "routes_told",
        source,
    )


def wrong_role(office: str) -> Refused:
    """This act belongs to an office."""
    return Refused("wrong_role", f"此事只能由{office}办理。")
