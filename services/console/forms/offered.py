"""What can be chosen in a field because of the case: its parties, its agreements, the bodies of the jurisdiction."""

from collections.abc import Mapping
from typing import Any

from services.console.chinese import Chinese, day
from services.jurisdiction.law import Law

Offered = Mapping[str, tuple[tuple[str, str], ...]]
"""Pairs of value and Chinese text by key of the field."""

_OF_PARTIES = (
    "party_id", "party_ids", "former_party_id", "requested_by", "agreed_by", "applicants", "creditor", "debtor",
)  # fmt: skip
_OF_BODIES = ("to_body", "first_handler", "mediation_body", "court")


def offered_by(file: Mapping[str, Any] | None, law: Law, words: Chinese) -> Offered:
    """The choices by key of field; without a case only the bodies."""
    bodies = tuple((one.id, one.name_zh) for one in law.organisations.by_id.values() if one.may_hold_custody)
    found: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(_OF_BODIES, bodies)
    if file is None:
        return found
    parties = tuple(
        (str(party["party_id"]), f"{words.word(str(party['role']))}：{party.get('name') or '（不公开）'}")
        for party in file["parties"]
    )
    agreements = tuple(
        (row["agreement_id"], f"{row['number'] or row['form_name']}（{day(row['reached_at'])}达成）")
        for row in file["agreements"]
    )
    return {**found, **dict.fromkeys(_OF_PARTIES, parties), "agreement_id": agreements}
