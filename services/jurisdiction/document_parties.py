"""The particulars of a party that a form asks for: of a person others than of an organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.values import PartyKind, PartyRole
from services.jurisdiction.document_facts import CaseFacts, Told
from services.jurisdiction.document_values import age

_ROLES = {PartyRole.APPLICANT: "申请人", PartyRole.RESPONDENT: "被申请人", PartyRole.THIRD_PARTY: "第三人"}
_OF_A_PERSON = {
    "name": "姓名", "sex": "性别", "ethnicity": "民族", "age": "年龄", "occupation": "职业或者职务",
    "phone": "联系方式", "address": "单位或者住址",
}  # fmt: skip
_OF_AN_ORGANISATION = {
    "name": "名称", "identity_number": "统一社会信用代码", "address": "地址",
    "legal_representative": "法定代表人（负责人）", "phone": "联系方式",
}  # fmt: skip
_OF_A_GROUP = {"name": "姓名或者名称", "headcount": "人数", "phone": "联系方式", "address": "单位或者住址"}
_GROUP_NEEDS = frozenset({"name"})
"""A group whose members are not all named has no sex and no age."""
_SEX = {"male": "男", "female": "女"}


@dataclass(frozen=True)
class Particular:
    """One thing that the form asks about a party."""

    name: str
    """By which the clerk adds it."""
    label: str
    value: str
    required: bool
    from_clerk: bool
    """The case does not tell it."""


def parties_in(role: PartyRole, facts: CaseFacts, occasion: Told) -> tuple[Mapping[str, Any], ...]:
    """The parties on one side; where the occasion names those it concerns, those alone."""
    concerned = occasion.data.get("party_ids")
    return tuple(
        party
        for party in facts.parties
        if party["role"] == role.value and (not concerned or party["party_id"] in concerned)
    )


def heading(role: PartyRole, number: int, party: Mapping[str, Any]) -> str:
    """申请人（1）甲: what stands above a party's particulars."""
    return f"{_ROLES[role]}（{number}）{party['name']}"


def particulars(
    party: Mapping[str, Any], occasion: Told, needed: frozenset[str], added: Mapping[str, str]
) -> tuple[Particular, ...]:
    """What the form asks about a party, with what is known and what the clerk added."""
    group = party.get("headcount", 1) > 1
    labels = _OF_A_GROUP if group else _OF_A_PERSON if party["kind"] == PartyKind.NATURAL.value else _OF_AN_ORGANISATION
    needed = needed & _GROUP_NEEDS if group else needed
    found = []
    for particular, label in labels.items():
        name = f"{party['party_id']}:{particular}"
        known = _known(party, particular, occasion)
        value = known or added.get(name, "").strip()
        found.append(Particular(name, label, value, particular in needed, not known))
    if guardian := party.get("guardian"):
        found.append(Particular("", "监护人", f"{guardian['name']}（{guardian['relation']}）", False, False))
    for agent in party.get("agents") or ():
        power = "特别授权" if agent["may_settle"] else "一般授权"
        found.append(Particular("", "委托代理人", f"{agent['name']}（{power}）", False, False))
    return tuple(found)


def _known(party: Mapping[str, Any], particular: str, occasion: Told) -> str:
    contact = party.get("contact") or {}
    match particular:
        case "age":
            return age(party.get("birth_date"), occasion.occurred_at)
        case "phone":
            return contact.get("phone") or ""
        case "address":
            return contact.get("address") or contact.get("delivery_address") or ""
        case "sex":
            return _SEX.get(party.get("sex") or "", party.get("sex") or "")
        case _:
            return str(party.get(particular) or "")
