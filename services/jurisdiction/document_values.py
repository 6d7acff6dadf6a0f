"""How values of the record are written in a document."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, assert_never

from schemas.personal import MASK
from schemas.values import PartyRole
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.document_facts import CaseFacts, Names
from services.jurisdiction.document_templates import Said


def said_in_chinese(value: Any, said: Said, facts: CaseFacts, names: Names) -> str:
    """`value` as a document says it; empty where there is nothing to say."""
    if value in (None, "", [], ()):
        return ""
    if value == MASK or (isinstance(value, list) and MASK in value):
        return MASK
    match said:
        case "text":
            return str(value)
        case "day":
            return day(str(value))
        case "moment":
            return moment(str(value))
        case "numbered":
            return "\n".join(f"{number}. {entry}" for number, entry in enumerate(value, 1))
        case "joined":
            return "、".join(str(entry) for entry in value)
        case "body":
            return names.body(str(value))
        case "bodies":
            return "、".join(names.body(str(entry)) for entry in value)
        case "words":
            return "、".join(names.word(str(entry)) for entry in value)
        case "contents":
            return "\n".join(f"{number}. {names.word(str(entry))}" for number, entry in enumerate(value, 1))
        case "word":
            return names.word(str(value))
        case "post":
            return names.post(str(value))
        case "party":
            return facts.name_of(str(value))
        case "parties":
            return "、".join(facts.name_of(str(entry)) for entry in value)
        case "names":
            return "、".join(str(party["name"]) for party in value)
        case "applicants":
            return "、".join(str(party["name"]) for party in value if party["role"] == PartyRole.APPLICANT.value)
        case "items":
            return "\n".join(items_in_chinese(value, facts))
        case "yes_no":
            return "是" if value else "否"
    assert_never(said)


def items_in_chinese(items: Sequence[Mapping[str, Any]], facts: CaseFacts) -> tuple[str, ...]:
    """What is to be done by whom until when, a numbered sentence each."""
    return tuple(_item(number, item, facts) for number, item in enumerate(items, 1))


def day(text: str) -> str:
    """2026年3月2日 in Shanghai, from a date or an aware moment in ISO 8601."""
    on = date.fromisoformat(text) if len(text) == len("2026-03-02") else _here(text).date()
    return f"{on.year}年{on.month}月{on.day}日"


def moment(text: str) -> str:
    """2026年3月2日9时30分 in Shanghai."""
    at = _here(text)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02}分"


def age(birth_date: str | None, at: str) -> str:
    """Age in full years on the Shanghai day of `at`; what was written as the birth date where it is no date."""
    try:
        born = date.fromisoformat(birth_date or "")
    except ValueError:
        return birth_date or ""
    on = _here(at).date()
    return f"{on.year - born.year - ((on.month, on.day) < (born.month, born.day))}周岁"


def _here(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(SHANGHAI)


def _item(number: int, item: Mapping[str, Any], facts: CaseFacts) -> str:
    told: Sequence[str] = (
        f"{number}. {facts.name_of(item['debtor'])}",
        f"于{day(item['due_on'])}前" if item.get("due_on") else "",
        f"在{item['place']}" if item.get("place") else "",
        f"向{facts.name_of(item['creditor'])}" if item.get("creditor") else "",
        f"履行：{item['what']}",
        f"，金额{_yuan(item['amount_cny'])}元" if item.get("amount_cny") is not None else "",
        f"，方式：{item['manner']}" if item.get("manner") else "",
    )
    return "".join(told)


def _yuan(amount: float) -> str:
    return f"{amount:,.2f}".removesuffix(".00")
