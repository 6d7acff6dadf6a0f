"""What went out with the entries as they stood, in words, so that somebody can put it right after a correction."""

from services.intake.domain.law import IntakeLaw, name_of
from services.intake.domain.state import Notice, NoticeKind
from services.jurisdiction.clock_book import SHANGHAI

_WORDS = {
    NoticeKind.OFFERED: "向{to}发出移交",
    NoticeKind.REFERRED_OUTSIDE: "转介至{to}",
    NoticeKind.SURVEYED: "向当事人发出满意度评价邀请",
    NoticeKind.CONSENT_REQUESTED: "向当事人征询调解意愿",
    NoticeKind.RIGHTS_NOTIFIED: "向当事人告知权利义务",
    NoticeKind.ROUTES_TOLD: "向当事人告知终止调解及其他途径",
}


def said(notice: Notice, law: IntakeLaw) -> str:
    """E.g. `2026-03-02 向方村街道人民调解委员会发出移交`; the day is Shanghai's."""
    day = notice.at.astimezone(SHANGHAI).date().isoformat()
    return f"{day} {_WORDS[notice.kind].format(to=name_of(law, notice.to))}"
