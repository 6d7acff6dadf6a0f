"""Bad reviews and unresolved matters of a body and those below it, with where each stands."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime

from services.views.answers import Answered
from services.views.words import Words

PENDING = "appeal_to_decide"


class RectificationRow(Answered):
    """One matter to be put right. Nothing in it tells who gave the review."""

    case_code: str
    rectification_id: str
    body: str
    body_name: str
    supervisor: str | None
    supervisor_name: str
    trigger: str
    trigger_name: str
    stage: str
    """opened, verified, decided, fed_back or closed; appeal_to_decide while an appeal waits."""
    stage_name: str
    since: AwareDatetime
    opened_at: AwareDatetime
    due_on: str | None
    """The date of a plan."""
    named: bool
    """The person agreed to be revisited."""
    repeated: bool
    end: str | None
    end_name: str


def rows(
    documents: Iterable[Mapping[str, Any]], bodies: Set[str], status: str, words: Words, most: int | None = None
) -> tuple[RectificationRow, ...]:
    """The first `most` matters whose body or supervisor is one of `bodies`; `status`: open, closed or all. Longest open first."""
    found = [
        (datetime.fromisoformat(matter["opened_at"]), matter_id, document["_id"], matter)
        for document in documents
        for matter_id, matter in ((document.get("satisfaction", {}).get("facts") or {}).get("matters", {})).items()
        if {matter["body"], matter["supervisor"]} & bodies and status in ("all", _status(matter))
    ]
    in_order = sorted(found, key=lambda one: one[:2])[:most]
    return tuple(_row(code, matter_id, matter, words) for _, matter_id, code, matter in in_order)


def _status(matter: Mapping[str, Any]) -> str:
    return "closed" if matter["stage"] == "closed" else "open"


def _row(case_code: str, matter_id: str, matter: Mapping[str, Any], words: Words) -> RectificationRow:
    stage = PENDING if matter["appeal"] == "pending" else matter["stage"]
    name = words.word(stage if stage == PENDING else f"rectification_{stage}")
    return RectificationRow(
        case_code=case_code, rectification_id=matter_id, body=matter["body"], body_name=words.body(matter["body"]),
        supervisor=matter["supervisor"], supervisor_name=words.body(matter["supervisor"] or ""), trigger=matter["trigger"],
        trigger_name=words.word(matter["trigger"]), stage=stage, stage_name=name, since=matter["since"],
        opened_at=matter["opened_at"], due_on=matter["due_on"], named=matter["named"], repeated=matter["repeated"],
        end=matter["end"], end_name=words.word(matter["end"]) if matter["end"] else "",
    )  # fmt: skip
