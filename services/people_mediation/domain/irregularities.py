"""The irregularities this service marks on facts: what happened although a rule says otherwise (design.md section 2).

| fact | marked when |
|---|---|
| session, agreement | held elsewhere, after the end, after archiving, before custody; not taken up; no consent on file; rights not told; no mediator; recusal undecided; past the limit; taken up by a court or agency |
| agreement | oral although it must be written; oral and its content not recorded; recorded after the lapse |
| performance, breach, follow-up | the agreement lacks a party's, the mediator's signature or the seal; it was dropped; the file is archived |
| signature of a group | not all members consented |
| refusal that ends a round | other routes not told |
| danger signs | police not told |

Refused instead (decisions asked of us now): accepting and returning offers, taking up, assigning and recusing mediators,
signing, sealing, urging, ending, extending, adding to the file and archiving.
"""

from schemas.base import Irregularity

_CATALOGUE: dict[str, tuple[str, str]] = {
    "custody_elsewhere": ("案件当时不由本调委会办理，所记事实保留，由现办理机构处理", "R75 22"),
    "before_custody": ("发生在案件移交到本调委会之前", "R75 22"),
    "round_ended": ("发生在本轮调解终止之后", "PML 26"),
    "file_already_archived": ("卷宗归档之后发生或者补录，应另行附卷", "PML 27"),
    "not_taken_up": ("调解前未办理受理登记", "R75 23"),
    "consent_not_recorded": ("没有记录全部当事人同意调解，调解应当自愿", "PML 17"),
    "rights_not_notified": ("调解前没有告知当事人调解的性质、原则、效力和权利义务", "R75 30"),
    "no_mediator": ("没有指定或者由当事人选择调解员", "PML 19"),
    "recusal_open": ("当事人要求调解员回避，尚未作出决定", "R75"),
    "past_limit": ("超过调解期限，且没有各方同意延长的记录；不同意继续的应当终止调解", "R75 33"),
    "past_court_limit": ("超过法院委派、委托调解的期限，且没有各方同意延长的记录", "TY 27"),
    "accepted_elsewhere": ("同一纠纷已由法院、仲裁机构或者行政机关受理或者解决，不属于人民调解的受理范围", "R75 22"),
    "should_be_written": (
        "应当订立书面协议：当事人要求书面、不能当场履行，或者属于疑难复杂纠纷（宁波规定，本地参照）",
        "NB 24",
    ),
    "oral_terms_not_recorded": ("口头协议的内容没有由调解员记录", "PML 28"),
    "recorded_late": ("期限届满后才补录，发生日期在期限之内", "PML 27"),
    "party_signature_missing": ("书面协议缺少当事人签名、盖章或者按指印，尚未生效", "PML 29"),
    "mediator_signature_missing": ("书面协议缺少调解员签名，尚未生效", "PML 29"),
    "agreement_unsealed": ("书面协议没有加盖调委会印章，尚未生效", "PML 29"),
    "agreement_dropped": ("该协议没有生效，本轮调解已经结束", "PML 29"),
    "represented_consent_missing": ("被代表的当事人尚未同意协议，代表人不得代其和解，协议尚未生效", "CPL 56"),
    "members_not_all_consenting": ("群体一方并非全体成员同意，代表人不得代未同意者处分权利（参照）[INF]", "CPL 56"),
    "routes_not_told": ("终止调解时没有告知仲裁、行政、司法等途径", "PML 26"),
    "confirmation_right_not_told": ("没有告知医患双方可以就调解协议共同申请司法确认的记录", "MED 39"),
    "police_not_notified": ("发现激化迹象，没有记录向公安机关或者有关部门报告", "PML 25"),
}

CODES: tuple[str, ...] = tuple(_CATALOGUE)
"""Every code, for tests and for the vocabulary of the views."""


def irregular(code: str) -> Irregularity:
    """The irregularity of this code with its Chinese sentence and article."""
    message, source = _CATALOGUE[code]
    return Irregularity(code=code, message=message, source=source)


def marked(*codes: str | None) -> tuple[Irregularity, ...]:
    """The irregularities of these codes in order; None is left out."""
    return tuple(irregular(code) for code in codes if code is not None)
