"""What registers refuse: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping

from schemas.command import Refused

REGISTER_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "already_entered": ("这个编号已经登记。", None),
    "body_cannot_enter": ("您所在的机构不登记这本台账。请由负责登记的机构办理。", None),
    "story_needs_demonstrator": ("只有演示账号可以登记演示事项。", None),
    "owner_missing": ("请填写责任单位：这本台账的每一项都要有明确的责任单位。", "SEED-C"),
    "owner_unknown": ("没有找到所填的责任单位。请核对机构编号。", None),
    "owner_abolished": ("所填的责任单位在发生之日已经撤销。请填写承接其职责的机构。", None),
    "owner_not_possible": ("所填的机构不能作为这本台账的责任单位。请填写本机构、下级机构或者台账规定的机构。", None),
    "owner_is_concerned": ("被投诉的机构及其下级机构不能作为责任单位。请由其上级机构或者其他机构办理。", "XF 30"),
    "owner_unchanged": ("责任单位没有变化。", None),
    "not_its_owner_to_assign": ("责任单位由登记机构或者责任单位的上级机构变更。", None),
    "body_unknown": ("没有找到所填的机构。请核对机构编号。", None),
    "linked_code_invalid": ("案件编号有误，请核对（共17位，末位为校验码）。", None),
    "starts_in_future": ("期限起算的时间晚于当前时间。请填写实际发生的时间；尚未发生的事项不能登记。", None),
    "entry_closed": ("这一事项已经办结或者作废，不能再办理。需要更正的，请用“更正”。", None),
    "entry_voided": ("这一事项已经作废，不能再更正或者作废。", None),
    "not_its_step": ("这一步由{whose}办理，您所在的机构不能代为办理。", None),
    "step_taken_already": ("这一步已经登记过。需要更正的，请用“更正”。", None),
    "field_unknown": ("这本台账没有这个字段。可以更正的字段：{fields}。", None),
    "field_not_filled": ("这个字段还没有填写过，请在相应的步骤中填写。", None),
    "value_invalid": ("更正后的内容不对：{why}。", None),
    "value_unchanged": ("更正后的内容与原来相同。", None),
    "corrected_by_entering": ("更正和作废由登记机构或者责任单位办理。", None),
    "limit_not_running": ("这一事项没有正在计算的这个期限。请核对时限编号。", None),
    "told_day_not_extended": ("这个期限以文书载明的日期为准，不能延长；文书另定日期的，请更正该日期。", None),
    "no_order": ("没有等待您所在机构办理的督办。", None),
    "order_not_answered": ("被督办机构尚未回复，不能以“已落实”办结督办。", None),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None, **told: str) -> Refused:
    """The refusal of this code. Raises KeyError for a code nobody defined."""
    message, source = REGISTER_REFUSALS[code]
    return Refused(code, message.format(**told), field, source)
