"""What a party is told: short, without anything about the dispute, so that whoever else sees the telephone learns nothing of it."""

from dataclasses import dataclass
from datetime import datetime

from schemas.satisfaction_deliveries import Purpose
from services.jurisdiction.clock_values import SHANGHAI

_OPENINGS = {
    Purpose.INVITATION: "您反映的事项已经办结，请您对办理工作作出评价。",
    Purpose.REMINDER: "您还没有对办理工作作出评价，请您在到期前评价。",
    Purpose.RE_RATING: "您提出的意见已经整改并反馈，请您再次评价。",
}


@dataclass(frozen=True)
class Message:
    """One message to one person. The link and the code stand here and nowhere else."""

    delivery_id: str
    """Named to the channel, so that the same message sent twice is one."""
    phone: str
    subject: str
    text: str
    link: str
    qr_svg: str
    """The link as a QR code, for a printed slip or a mail."""


def compose(
    delivery_id: str,
    phone: str,
    purpose: Purpose,
    link: str,
    code: tuple[str, str],
    until: datetime | None,
    qr_svg: str,
) -> Message:
    """The message. `code`: case code and short code, for whoever answers by telephone or at a counter."""
    case_code, short = code
    last = f"（有效期至{_day(until)}）" if until else ""
    text = (
        f"【满意度评价】{_OPENINGS[purpose]}{last}点击 {link} 评价；也可以拨打当地综治中心电话或者到窗口，报编号 {case_code}、"
        f"评价码 {short}。评价自愿，不公开评价人；请勿转发。"
    )
    return Message(delivery_id, phone, "办理工作满意度评价", text, link, qr_svg)


def bring_link(delivery_id: str, phone: str, link: str, expires_at: datetime, qr_svg: str) -> Message:
    """The message that brings a party its own link; it opens with the second fact alone, which the message does not tell."""
    text = (
        f"【办事链接】这是发给您本人的链接（有效期至{_day(expires_at)}）：{link} 可以查看您的事项的进展，表示同意或者不同意调解，"
        "提出撤回，申请复查、复核。打开时填写您本人电话或者证件号码的后四位。不会操作的，请到当地综治中心窗口办理。"
        "请勿转发，也不要把后四位告诉别人。"
    )
    return Message(delivery_id, phone, "办事链接", text, link, qr_svg)


def _day(lapses_at: datetime) -> str:
    """The last day in time, in Shanghai: a moment before the invitation lapses."""
    last = datetime.fromtimestamp(lapses_at.timestamp() - 1, SHANGHAI)
    return f"{last.month}月{last.day}日"
