"""What can be chosen in a field because of the act and the case: bodies, colleagues, grounds, parties, agreements, orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.console.chinese import Chinese, day
from services.console.forms.bodies import ASKED, fits_in
from services.console.forms.grounds import coded
from services.console.forms.outside_acts import offered_outside
from services.console.labels import load_labels
from services.jurisdiction.law import Law
from services.jurisdiction.offices import posts_of
from services.jurisdiction.roles import Role

Choices = tuple[tuple[str, str], ...]
Offered = Mapping[str, Choices]
"""Pairs of value and Chinese text by key of the field."""

_OF_PARTIES = (
    "party_id", "party_ids", "former_party_id", "requested_by", "agreed_by", "applicants", "creditor", "debtor",
    "on_behalf_of", "present", "consenting", "paid_by", "represented", "representatives", "from_party",
)  # fmt: skip
_COLLEAGUES = ("to_user", "handler")
_WORK_ON_CASES = frozenset({Role.CLERK, Role.MEDIATOR, Role.COURT_CLERK, Role.COUNTY_OFFICE})
CORRECTED_OF_CASE = (
    "dispute_type", "tags", "source", "received_via", "summary", "requests", "amount_cny", "headcount", "difficulty",
    "place",
)  # fmt: skip
CORRECTED_OF_PARTY = (
    "role", "kind", "name", "identity_number", "sex", "ethnicity", "birth_date", "occupation", "legal_representative",
    "capacity", "headcount",
)  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """Which act is filled in, by whom and when."""

    service: str
    act: str
    organisation: str
    """Of the reader: its colleagues are offered."""
    day: date
    """Asia/Shanghai; the law of this day is offered."""


def offered_by(file: Mapping[str, Any] | None, law: Law, words: Chinese, asking: Asking) -> Offered:
    """The choices by key of field; without a case only what the law and the jurisdiction tell."""
    found: dict[str, Choices] = {
        **_bodies(law, asking.act), **coded(law, asking.service, asking.act, asking.day),
        **offered_outside(asking.service, asking.act, words),
    }  # fmt: skip
    colleagues = tuple(
        (post.id, post.name_zh)
        for post in posts_of(law.profile).values()
        if post.body.id == asking.organisation and not _WORK_ON_CASES.isdisjoint(post.office.roles)
    )
    found |= dict.fromkeys(_COLLEAGUES, colleagues) if colleagues else {}
    return found if file is None else {**found, **_of_case(file, words, asking)}


def _bodies(law: Law, act: str) -> dict[str, Choices]:
    """Bodies that act today, by the field of this act that asks for them."""
    standing = [one for one in law.organisations.by_id.values() if one.abolished is None]
    found: dict[str, Choices] = {}
    for field in {name.rpartition(".")[2] for name in ASKED}:
        if fits := fits_in(act, field):
            found[field] = tuple((one.id, one.name_zh) for one in standing if fits(one))
    return found


def _of_case(file: Mapping[str, Any], words: Chinese, asking: Asking) -> dict[str, Choices]:
    parties = tuple((str(party["party_id"]), _label(party, words)) for party in file["parties"])
    agents = tuple(
        (str(agent["agent_id"]), f"{_label(party, words)}的代理人{agent.get('name') or '（不公开）'}")
        for party in file["parties"]
        for agent in party.get("agents") or ()
    )
    agreements = tuple(
        (row["agreement_id"], f"{row['number'] or row['form_name']}（{day(row['reached_at'])}达成{_not_yet(row)}）")
        for row in file["agreements"]
    )
    orders = tuple(
        (
            row["order_id"],
            f"第 {row['number']} 号，{row['supervisor_name']}（{row['ground_name']}），{row['status_name']}",
        )
        for row in file["supervision"]
    )
    found = {
        **dict.fromkeys(_OF_PARTIES, parties), "agent_id": agents, "agreement_id": agreements, "order_id": orders,
    }  # fmt: skip
    found["representative"] = parties
    if asking.act == "urge_handling":
        found["limit"] = tuple({clock["limit"]: (clock["limit"], clock["name"]) for clock in file["clocks"]}.values())
    if asking.act == "apply_for_enforcement":
        found["by"] = parties
    if asking.act == "correct_entry":
        found["field"] = _entries(file, words)
    return found


def _not_yet(agreement: Mapping[str, Any]) -> str:
    """Two texts of one number are told apart by which of them binds."""
    return "" if agreement["effective_at"] else "，尚未生效"


def _label(party: Mapping[str, Any], words: Chinese) -> str:
    return f"{words.word(str(party['role']))}：{party.get('name') or '（不公开）'}"


def _entries(file: Mapping[str, Any], words: Chinese) -> Choices:
    """Everything of the case that may have been entered wrongly, by the name under which it is put right."""
    labels = load_labels()
    of_case = tuple((f"case.{name}", labels.label("register_case", name)) for name in CORRECTED_OF_CASE)
    of_parties = tuple(
        (f"parties.{party['party_id']}.{name}", f"{_label(party, words)}的{labels.label('register_case', name)}")
        for party in file["parties"]
        for name in CORRECTED_OF_PARTY
    )
    wrong = tuple((f"parties.{party['party_id']}", f"{_label(party, words)}：整项误登记") for party in file["parties"])
    return (*of_case, ("registered_at", "登记时间"), *of_parties, *wrong)
