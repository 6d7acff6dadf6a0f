"""The irregularities this service marks on facts: what happened although a rule says otherwise (design.md section 2).

| fact | marked when |
|---|---|
| application | the sector wants it together and in writing, or it is late |
| acceptance | decided after the time to decide |
| session, agreement | held elsewhere, after the end, after archiving, before custody; not accepted; no consent; rights not told; nobody named; recusal undecided; past the limit; barred |
| session | traffic: meeting not announced in time; police: a third time, or the second too late |
| agreement | oral in a sector that wants writing; recorded after the lapse |
| effect | the mediating official has not signed |
| performance, breach | the agreement does not bind; the file is archived |

Refused instead (decisions asked of us now): offers, classification, competence, acceptance and declining, representatives, officials,
appraisal, signing, sealing, urging, extending, ending, duties, archiving.
"""

from schemas.base import Irregularity

_CATALOGUE: dict[str, tuple[str, str]] = {
    "custody_elsewhere": ("案件当时不由本机关办理，所记事实保留，由现办理机构处理", "LN 9"),
    "before_custody": ("发生在案件移交到本机关之前", "LN 9"),
    "round_ended": ("发生在本轮调解终止或者不予受理之后", "SZ 25"),
    "file_already_archived": ("卷宗归档之后发生或者补录，应另行附卷", "domain.md 7"),
    "not_taken_up": ("调解前未作出受理决定", "SZ 46"),
    "consent_not_recorded": ("没有记录全部当事人同意调解，调解应当自愿", "SD 22；SZ 21"),
    "rights_not_notified": ("调解前没有告知当事人权利义务", "domain.md 7"),
    "no_mediator": ("没有指定调解人员", "domain.md 7"),
    "recusal_open": ("当事人申请调解人员回避，尚未作出决定", "domain.md 2.0"),
    "past_limit": ("超过调解期限，且没有各方同意延长的记录；应当终止调解", "SZ 25"),
    "recorded_late": ("期限届满后才补录，发生日期在期限之内", "design.md 4"),
    "decided_late": ("超过决定是否受理的期限才作出决定", "SZ 46"),
    "decision_notified_late": ("超过期限才告知投诉人是否受理", "SAMR 14"),
    "barred": ("存在不得调解的情形仍然调解", "LN 8"),
    "application_not_joint": ("各方当事人没有一致书面申请，交通警察可以不予调解", "TR 94"),
    "application_late": ("超过收到事故认定书后申请调解的期限", "TR 94"),
    "meeting_notice_short": ("没有在规定日数之前通知当事人调解的时间、地点", "TRP 85–94"),
    "more_sessions_than_law": ("治安调解一般只调解一次，必要时可以再调解一次；此次已经超过", "PSP 183"),
    "second_session_late": ("第二次治安调解超过第一次调解后的七个工作日", "PSP 183"),
    "should_be_written": ("本领域的调解协议应当采用书面形式", "MED 39；TRP 93"),
    "party_signature_missing": ("调解书缺少当事人签名、盖章或者按指印，尚未生效", "domain.md 2.2"),
    "document_unsealed": ("调解书没有加盖机关印章，尚未生效", "domain.md 2.2"),
    "agreement_dropped": ("该协议没有生效，本轮调解已经结束", "domain.md 2.2"),
    "mediator_signature_missing": ("调解书没有调解人员签名，应当补签", "domain.md 7"),
    "members_not_all_consenting": ("群体一方并非全体成员同意，代表人不得代未同意者处分权利", "SAMR 11；CPL 56"),
    "represented_consent_missing": ("被代表的当事人尚未同意协议，协议尚未生效", "SAMR 11；CPL 56"),
    "routes_not_told": ("终止调解时没有告知其他途径", "domain.md 2.2"),
    "police_not_notified": ("发现激化迹象，没有记录向公安机关报告", "domain.md E6"),
}

CODES: tuple[str, ...] = tuple(_CATALOGUE)
"""Every code, for tests and for the vocabulary of the views."""


def irregular(code: str, source: str | None = None) -> Irregularity:
    """The irregularity of this code with its Chinese sentence and article; `source` where the sector names its own."""
    message, article = _CATALOGUE[code]
    return Irregularity(code=code, message=message, source=source or article)


def marked(*codes: str | None) -> tuple[Irregularity, ...]:
    """The irregularities of these codes in order; None is left out."""
    return tuple(irregular(code) for code in codes if code is not None)
