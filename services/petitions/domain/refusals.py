"""What this service refuses: decisions our bodies are asked to take now (admissibility; design.md section 2)."""

from schemas.base import Value
from schemas.command import Refused
from services.petitions.domain.state import Petition, Track

_TRACKS: dict[str, Refused] = {
    "offered": Refused("offer_not_accepted", "本机构尚未接收该案件，请先决定接收或退回。"),
    "awaiting_custody": Refused("custody_not_here", "案件尚未移交到本机构，办理权移交后再登记信访事项。"),
    "holding": Refused("custody_already_here", "案件已经由本机构办理。"),
    "beside": Refused("custody_already_here", "案件已经由本机构办理。"),
    "declined": Refused("offer_closed", "该移交已经退回、撤回或者逾期失效。"),
    "gone": Refused("custody_elsewhere", "案件现由其他机构办理，本机构已有记录予以保留。"),
}

_SITUATIONS: dict[str, Refused] = {
    "registered": Refused("petition_registered", "信访事项已经登记，尚未转送、交办，也没有由本机构直接办理。", source="XF 22"),
    "with_unit": Refused("petition_with_unit", "信访事项已经转送或者交办，有权处理的单位尚未受理。", source="XF 23"),
    "objected": Refused("objection_undecided", "承办单位已提出异议，请先决定是否同意退回。", source="XF 23"),
    "accepted": Refused("petition_accepted", "信访事项已经受理，尚未按第三十一条区分办理途径。", source="XF 31"),
    "diverted": Refused("petition_diverted", "信访事项已经引导到法定途径，不按信访程序出具意见。", source="XF 31"),
    "handling": Refused("petition_in_handling", "信访事项正在办理，尚未出具处理意见书。", source="XF 32"),
    "opined": Refused("opinion_issued", "处理意见书已经出具。", source="XF 32"),
    "under_review": Refused("under_review", "信访事项正在复查。", source="XF 35"),
    "reviewed": Refused("review_issued", "复查意见已经出具。", source="XF 35"),
    "under_recheck": Refused("under_recheck", "信访事项正在复核。", source="XF 36"),
    "final": Refused(
        "matter_final", "复核意见已经出具，同一事实和理由的请求不再受理；疏导和帮扶继续进行。", source="XF 36"
    ),
    "rejected": Refused("admission_rejected", "该信访事项已经决定不予受理。", source="XF 19"),
    "handed_over": Refused("accusation_handed_over", "检举控告已经移送纪检监察机关。", source="XF 30"),
    "answered": Refused("suggestion_answered", "建议意见已经答复。", source="XF 29"),
    "settled": Refused("petition_settled", "各方已经和解，请办结。", source="XF 33"),
    "concluded": Refused("petition_concluded", "信访事项已经办结；疏导和帮扶可以继续登记。", source="XF 37"),
    "ended": Refused("case_ended", "本案已在窗口办结、作废或者并案，信访事项随之结束，已有记录予以保留。"),
}  # fmt: skip


def only_in(petition: Petition, *situations: type[Value]) -> Refused | None:
    """The refusal that tells where the petition stands, None when it is in one of `situations`."""
    return None if isinstance(petition.situation, situations) else where_it_stands(petition)


def where_it_stands(petition: Petition) -> Refused:
    """The refusal that tells where the petition stands."""
    return _SITUATIONS[petition.situation.kind]


def where_the_track_stands(track: Track) -> Refused:
    """The refusal that tells where the round at this office stands."""
    return _TRACKS[track.situation.kind]


def not_registered() -> Refused:
    """No petition is on file yet."""
    return Refused("petition_not_registered", "本案尚未登记信访事项，请信访部门先登记。", source="XF 22")


def not_entitled(who: str) -> Refused:
    """A body of the case asks for what is another body's to do."""
    return Refused("not_entitled", f"这一事项由{who}办理，您所在的机构可以查看。")


def unknown_party(party_ids: tuple[str, ...], field: str = "party_ids") -> Refused:
    """A party id that is not in the case."""
    return Refused("unknown_party", "本案没有这位当事人，请核对。", field, parameters={"party_ids": list(party_ids)})


def unknown_ground(known: dict[str, str]) -> Refused:
    """A ground the law does not give."""
    return Refused("unknown_ground", "没有这一理由，请从列表中选择。", "ground", parameters={"grounds": known})
