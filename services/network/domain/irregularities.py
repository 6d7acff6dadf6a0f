"""The irregularities this service marks on facts: what happened although a rule says otherwise (design.md section 2)."""

from schemas.base import Irregularity
from services.jurisdiction.moments import Moment
from services.network.domain.clocks import is_late_entry, is_past_limit
from services.network.domain.recusal import declared_against
from services.network.domain.situations import Appraising, Declined, Lost, Preparing, Terminated
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import taking_part, without_consent

_CATALOGUE: dict[str, tuple[str, str]] = {
    "custody_elsewhere": ("案件当时不由本组织办理，所记事实保留，由现办理机构处理", "R75 22"),
    "before_custody": ("发生在案件移交到本组织之前", "R75 22"),
    "round_ended": ("发生在本轮调解终止之后", "PML 26"),
    "not_taken_up": ("调解前未办理受理登记", "R75 23"),
    "consent_not_recorded": ("没有记录全部当事人同意调解，调解应当自愿", "PML 17"),
    "rights_not_notified": ("调解前没有告知当事人调解的性质、原则、效力和权利义务", "R75 30"),
    "no_mediator": ("没有指定或者由当事人选择调解员", "PML 19"),
    "mediator_should_have_recused": ("调解员申明有应当回避的关系，未经全部当事人同意仍参加调解", "TY 15"),
    "during_appraisal": ("鉴定期间进行调解，鉴定时间不计入调解期限的计算可能因此受影响", "MED 38"),
    "past_limit": ("超过调解期限，且没有各方同意延长的记录；视为调解不成的应当终止", "SZ 25"),
    "past_court_limit": ("超过法院委派、委托调解的期限，且没有各方同意延长的记录", "TY 27"),
    "accepted_elsewhere": ("同一纠纷已由法院、仲裁机构或者行政机关受理或者解决，本组织不宜再调解", "R75 22"),
    "should_be_written": ("这类调解的协议应当采用书面形式", "MED 39"),
    "recorded_late": ("期限届满后才补录，发生日期在期限之内", "PML 27"),
    "party_signature_missing": ("书面协议缺少当事人签名、盖章或者按指印，尚未生效", "PML 29"),
    "mediator_signature_missing": ("书面协议缺少调解员签名，尚未生效", "PML 29"),
    "agreement_unsealed": ("书面协议没有加盖调解组织印章，尚未生效", "PML 29"),
    "agreement_dropped": ("该协议没有生效，本轮调解已经结束", "PML 29"),
    "members_not_all_consenting": ("群体一方并非全体成员同意，未同意者不受协议约束", "CPL 56"),
    "routes_not_told": ("终止调解时没有告知仲裁、行政、司法等途径", "PML 26"),
    "police_not_notified": ("发现激化迹象，没有记录向公安机关或者有关部门报告", "PML 25"),
}

CODES: tuple[str, ...] = tuple(_CATALOGUE)
"""Every code, for tests and for the vocabulary of the views."""


def marked(*codes: str | None) -> tuple[Irregularity, ...]:
    """The irregularities of these codes in order; None is left out."""
    return tuple(
        Irregularity(code=code, message=_CATALOGUE[code][0], source=_CATALOGUE[code][1])
        for code in codes
        if code is not None
    )


def place_in_procedure(track: Track, at: Moment) -> str | None:
    """A round that was not ours, or not open, when it happened; what is recorded late is judged by its own day."""
    match track.situation:
        case Lost(at=over) | Declined(at=over) if at.is_not_before(over):
            return "custody_elsewhere"
        case Terminated(at=over) if at.is_not_before(over):
            return "round_ended"
    if track.custody_at is not None and at.is_before(track.custody_at):
        return "before_custody"
    return None


def of_talks(state: CaseState, track: Track, at: Moment) -> tuple[str | None, ...]:
    """What may be irregular about talks and what came of them."""
    past = "past_court_limit" if track.was_delegated else "past_limit"
    taken = bool(state.taken_elsewhere) and not track.was_delegated
    return (
        place_in_procedure(track, at),
        "not_taken_up" if isinstance(track.situation, Preparing) else None,
        "during_appraisal" if isinstance(track.situation, Appraising) else None,
        "consent_not_recorded" if without_consent(state, track) else None,
        None if track.mediators else "no_mediator",
        "mediator_should_have_recused" if _must_recuse(state, track) else None,
        past if is_past_limit(state, track, at) else None,
        "accepted_elsewhere" if taken else None,
    )


def rights_not_notified(state: CaseState, track: Track, party_ids: tuple[str, ...], at: Moment) -> str | None:
    """Somebody who took part was not told before (R75 30)."""
    present = party_ids or tuple(party.party_id for party in taking_part(state, track))
    told_at = {state.current_id(party_id): when for party_id, when in track.rights_told.items()}
    in_time = all(
        (when := told_at.get(state.current_id(party_id))) is not None and (at.assumed or when <= at.at)
        for party_id in present
    )
    return None if in_time else "rights_not_notified"


def recorded_late(state: CaseState, track: Track, at: Moment) -> str | None:
    """It happened in time, but was recorded only after the lapse."""
    return "recorded_late" if is_late_entry(state, track, at) else None


def _must_recuse(state: CaseState, track: Track) -> bool:
    return any(declared_against(state, track, one.mediator) for one in track.mediators)
