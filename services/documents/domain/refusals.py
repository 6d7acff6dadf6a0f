"""What documents refuse: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping
from typing import Any

from schemas.command import Refused

DOCUMENT_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "unknown_template": ("没有这种文书。请从案件的“文书打印”页面选择。", None),
    "template_outdated": ("文书的版式已经更新。请刷新页面，核对后再签发。", "issue 8"),
    "wrong_year": ("文号的年份与签发日期不是同一年。请填写签发日期所在的年份。", "issue 8"),
    "register_code_mismatch": ("登记簿编号与单位、文书种类、年份不一致。请刷新页面后再签发。", None),
    "about_case_invalid": ("案件编号有误，请核对（共17位，末位为校验码）。", None),
    "already_issued": ("这份文书已经签发，文号为{printed}。内容有变的，请修订；签发有误的，请先作废。", "issue 8"),
    "dated_before_last": ("签发时间早于上一文号的签发时间，文号不能倒签。请填写实际签发的时间。", "issue 8"),
    "document_voided": ("文号{printed}已经作废，不能再修订。需要重新出具的，请签发新的文号。", "issue 8"),
    "voided_already": ("文号{printed}已经作废，不需要再次作废。", "issue 8"),
    "edition_changed": ("文号{printed}已有新的一版（第{edition}版）。请刷新页面，核对后再修订。", "issue 8"),
    "content_unchanged": ("内容与现有的一版完全相同，不需要修订，可以直接重新打印。", "issue 8"),
    "void_mark_differs": ("文号{printed}是否作废已有变化。请刷新页面后再打印。", "issue 8"),
    "edition_filed_already": ("{printed}第{edition}版的文件已经保存，请下载已保存的文件。", "issue 8"),
    "attachment_stored_already": ("同一份材料已经存入本案，不需要再次存入。", "issue 8"),
    "attachment_too_large": ("材料超过{largest}MiB。请压缩或者分开后再存入。", "issue 8"),
    "too_many_attachments": ("本案的附件已达{most}份。请合并材料，或者撤回存错的附件。", "issue 8"),
    "attachment_unknown": ("本案没有这份附件。请刷新页面后核对。", None),
    "attachment_withdrawn": ("这份附件已经撤回，不需要再次撤回。", "issue 8"),
    "withdrawn_by_its_body": ("附件由存入的单位撤回，您所在的机构不能代为撤回。", "issue 8"),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None, **told: Any) -> Refused:
    """The refusal of this code; what is `told` fills the sentence and goes along. Raises KeyError for an unknown code."""
    message, source = DOCUMENT_REFUSALS[code]
    return Refused(code, message.format(**told), field, source, told or None)
