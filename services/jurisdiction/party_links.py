"""Who may have a personal link to the public pages, how long it opens, and what ends it (issue 8, item 2). Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from pydantic import AwareDatetime

from schemas.base import Event, Value
from schemas.command import Refused
from schemas.intake import (
    CaseSealed,
    ContactChanged,
    GuardianNamed,
    PartyLinkIssued,
    PartyLinkMessageAsked,
    PartySucceeded,
)
from schemas.values import Capacity, Party, PartyKind
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.contacting import is_safe, shares_number

LINK_DAYS = "party_link_days"
"""Parameter: calendar days a link opens, the day of issue not counted."""
LINKS_SENT_UNASKED = "party_links_sent_unasked"
"""Parameter: 1 where a mediating body's taking the case sends both sides their links without anybody asking; 0 where it does not."""
LINKS_SENT_A_DAY = "party_links_sent_a_day"
"""Parameter: how many messages with its link a party is sent in a day (Asia/Shanghai), unasked ones included."""
SHORTEST_FACT = 4
"""The second fact is the last four of the party's telephone or identity number."""


class PartyLink(Value):
    """The last link of a party."""

    number: int
    expires_at: AwareDatetime
    ended: bool = False
    """Void before its time: who holds it or its second fact may be somebody else now."""
    sent: int = 0
    """Messages asked for on the day of issue, with this link or one that it replaced."""

    def opens(self, now: datetime) -> bool:
        """Whether it opens at `now`."""
        return not self.ended and now < self.expires_at


Links = Mapping[str, PartyLink]
"""By party_id."""


def links_after(links: Links, event: Event) -> Links:
    """The links after `event` of intake. Another telephone, guardian or successor ends the party's link; a seal ends all."""
    match event:
        case PartyLinkIssued():
            last = links.get(event.party_id)
            sent = last.sent if last is not None and last.expires_at == event.expires_at else 0
            issued = PartyLink(number=event.link_number, expires_at=event.expires_at, sent=sent)
            return {**links, event.party_id: issued}
        case PartyLinkMessageAsked(party_id=party_id) if party_id in links:
            found = links[party_id]
            return {**links, party_id: found.model_copy(update={"sent": found.sent + 1})}
        case ContactChanged(party_id=party_id) | GuardianNamed(party_id=party_id):
            return _ended(links, party_id)
        case PartySucceeded(former_party_id=party_id):
            return _ended(links, party_id)
        case CaseSealed():
            return {party_id: link.model_copy(update={"ended": True}) for party_id, link in links.items()}
        case _:
            return links


def _ended(links: Links, party_id: str) -> Links:
    found = links.get(party_id)
    return links if found is None else {**links, party_id: found.model_copy(update={"ended": True})}


def second_facts(party: Party) -> tuple[str, ...]:
    """The last four of the party's telephone and identity number, in capitals; none where neither is on file."""
    numbers = (party.contact.phone, party.identity_number)
    return tuple(number[-SHORTEST_FACT:].upper() for number in numbers if number and len(number) >= SHORTEST_FACT)


def cannot_have_link(party: Party, parties: Sequence[Party], *, sealed: bool) -> Refused | None:
    """Why this party gets no link: it could fall into wrong hands, or an office has to see who acts for the party."""
    if sealed:
        return Refused("link_of_sealed_case", "检举控告已经封存，不发放办事链接。", source="XF 30")
    if not is_safe(party):
        return Refused(
            "link_unsafe",
            "这位当事人标记为联系不安全，不发放办事链接，以免他人看到；请当面办理。",
            "party_id",
        )
    if shares_number(party, parties):
        return Refused(
            "link_number_shared",
            "这位当事人与另一方登记了同一个电话，不能以电话后四位核对身份，不发放办事链接；请当面办理。",
            "party_id",
        )
    if party.kind is not PartyKind.NATURAL or party.headcount > 1:
        return Refused(
            "link_for_one_person",
            "单位和群体的表示要由工作人员核对代表权限，不发放办事链接；请由代表人到窗口办理。",
            "party_id",
        )
    if party.capacity is not Capacity.FULL:
        return Refused(
            "link_of_ward",
            "这位当事人须由监护人代为表示，监护关系由工作人员核对，不发放办事链接；请监护人到窗口办理。",
            "party_id",
        )
    if not second_facts(party):
        return Refused(
            "link_without_fact",
            "没有登记这位当事人的电话或者证件号码，无法核对身份。请先补登，再发放办事链接。",
            "party_id",
        )
    return None


def cannot_be_sent(party: Party, *, story: bool) -> Refused | None:
    """Why the link of a party that may have one is not sent by message; it can still be printed."""
    if story:
        return Refused("link_of_story", "公开案例的演示不向任何人发送信息。")
    if not party.contact.phone:
        return Refused(
            "link_without_phone", "没有登记这位当事人的电话，不能发送办事链接；可以打印凭条当面交给本人。", "party_id"
        )
    return None


def sent_enough(link: PartyLink | None, expires_at: datetime, most: int) -> Refused | None:
    """Why one more link, which would open until `expires_at`, is not sent today: a party is not to be flooded with messages.

    Links of one day expire together, and that is counted from the time of recording: a day told for the act changes nothing.
    """
    if link is None or link.expires_at != expires_at or link.sent < most:
        return None
    sentence = f"今天已经向这位当事人发送过 {link.sent} 次办事链接，请明天再发；急需的，可以打印凭条当面交给本人。"
    return Refused("link_sent_enough", sentence, "party_id", parameters={"most": most})


def expiry(issued_at: datetime, days: int) -> datetime:
    """00:00 in Shanghai after `days` calendar days, the day of issue not counted."""
    last = issued_at.astimezone(SHANGHAI).date() + timedelta(days=days)
    return datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
