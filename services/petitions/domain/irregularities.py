"""The irregularities this service marks on facts: what happened although a rule says otherwise (design.md section 2).

Lateness is judged by the clocks; an act with an assumed date, or under a law that is not loaded, carries no such mark.
"""

from schemas.base import Irregularity
from services.petitions.domain.state import Petition

_CATALOGUE: dict[str, tuple[str, str]] = {
    "too_many_representatives": ("集体走访推选的代表超过五人", "XF 20"),
    "representatives_not_elected": ("多人走访反映共同事项，没有推选代表", "XF 20"),
    "level_skipped": ("没有向有权处理的本级或者上一级机关、单位提出", "XF 20"),
    "forwarded_late": ("超过期限才转送、交办或者办理", "XF 22"),
    "objection_late": ("超过期限才提出异议", "XF 23"),
    "notified_late": ("超过期限才书面告知信访人", "XF 23"),
    "accepted_late": ("受理日期晚于收到之后的告知期限 [INF]", "XF 23"),
    "petitioner_not_notified": ("没有书面告知信访人接收情况以及处理途径和程序的记录", "XF 23"),
    "not_admitted": ("没有受理的记录就出具意见", "XF 23"),
    "not_classified": ("没有按第三十一条区分办理途径就出具意见", "XF 31"),
    "opinion_late": ("超过办理期限才出具处理意见书", "XF 34"),
    "review_right_not_told": ("处理意见书没有告知可以申请复查", "XF 35"),
    "recheck_right_not_told": ("复查意见书没有告知可以申请复核", "XF 36"),
    "internal_seal": ("处理意见书加盖了内设机构的印章，应当加盖单位公章", "XF 32"),
    "review_requested_late": ("超过期限才申请复查；是否复查由上一级机关、单位决定", "XF 35"),
    "recheck_requested_late": ("超过期限才申请复核；是否复核由上一级机关、单位决定", "XF 36"),
    "no_opinion_on_file": ("记录中没有申请所针对的意见", "XF 35"),
    "wrong_reviewing_unit": ("不是向原办理机关、单位的上一级机关、单位提出", "XF 35"),
    "review_opinion_late": ("超过期限才出具复查意见", "XF 35"),
    "recheck_opinion_late": ("超过期限才出具复核意见", "XF 36"),
    "raised_again_after_final": ("复核意见出具后以同一事实和理由再次提出，不再受理；疏导和帮扶继续进行", "XF 36"),
    "receipt_not_recorded": ("没有承办单位收到信访事项的日期，告知和异议的期限无从起算", "XF 23"),
    "consent_not_recorded": ("没有记录双方同意调解，调解应当自愿", "XF 33"),
    "agreement_document_missing": ("和解没有制作书面协议", "XF 33"),
    "recorded_late": ("期限届满后才补录，发生日期在期限之内", "XF 21"),
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


def receipt_missing(petition: Petition) -> str | None:
    """The unit acts on what it must have received, and nothing says when."""
    return "receipt_not_recorded" if petition.undelivered else None
