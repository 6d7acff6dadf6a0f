"""What the proof of custody can find wrong, in words."""

from collections.abc import Mapping
from enum import StrEnum


class Code(StrEnum):
    """Stable codes of violations."""

    NEVER_REGISTERED = "never_registered"
    REGISTERED_TWICE = "registered_twice"
    NO_CUSTODIAN = "no_custodian"
    TWO_CUSTODIANS = "two_custodians"
    BODY_OUTSIDE = "body_outside"
    NUMBER_NOT_RISING = "number_not_rising"
    NO_CAUSE = "no_cause"
    NO_SUCH_OFFER = "no_such_offer"
    TWO_OFFERS = "two_offers"
    OFFER_LEFT_OPEN = "offer_left_open"
    DESIGNATION_NOT_FOLLOWED = "designation_not_followed"
    COURT_TRACK = "court_track"
    WRONG_TRACK = "wrong_track"
    NOT_OPEN = "not_open"
    NOT_CLOSED = "not_closed"
    NOT_MERGED = "not_merged"


ORPHANED = (Code.NEVER_REGISTERED, Code.NO_CUSTODIAN)
"""Nobody holds the case."""
DOUBLY_HELD = (Code.REGISTERED_TWICE, Code.TWO_CUSTODIANS)
"""Two bodies hold it at once."""

VIOLATIONS_ZH: Mapping[Code, str] = {
    Code.NEVER_REGISTERED: "案件没有登记就有了保管的变动",
    Code.REGISTERED_TWICE: "同一案件登记了两次，有两个保管机构",
    Code.NO_CUSTODIAN: "案件仍在办理，却没有保管机构",
    Code.TWO_CUSTODIANS: "由并非保管机构的机构移交、办结或者恢复办理，等于有两个保管机构",
    Code.BODY_OUTSIDE: "保管机构不在系统内，不能持有案件",
    Code.NUMBER_NOT_RISING: "保管号没有严格递增",
    Code.NO_CAUSE: "保管权转移没有依据：没有被接收的移交，没有指定，也不是退回法院",
    Code.NO_SUCH_OFFER: "答复或者收回了并不存在、或者已有答复的移交",
    Code.TWO_OFFERS: "同时有两个等待答复的移交",
    Code.OFFER_LEFT_OPEN: "案件已经结束，仍有等待答复的移交",
    Code.DESIGNATION_NOT_FOLLOWED: "已经指定办理机构，保管权没有随之转移",
    Code.COURT_TRACK: "暂停或者恢复的不是委派、委托案件的法院程序",
    Code.WRONG_TRACK: "轮次编号与案件编号、保管号不符",
    Code.NOT_OPEN: "案件已经结束，保管仍有变动",
    Code.NOT_CLOSED: "案件没有办结就恢复办理",
    Code.NOT_MERGED: "案件没有并入他案就解除合并",
}
