"""An alert as a reader may see it: its counts for every body concerned, the codes of cases for who may know the cases."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from schemas.early_warning import WindowCount
from schemas.personal import MASK
from services.views.alerts.projection import SOURCE
from services.views.answered import Answered
from services.views.answers import WorkItem
from services.views.reader import Reader
from services.views.words import Words

ALERT_TO_ANSWER = "alert_to_answer"


class AlertCase(Answered):
    """A counted case."""

    case_code: str
    at: AwareDatetime


class AlertRow(Answered):
    """An alert in a list."""

    alert: str
    rule: str
    name: str
    situation: str
    situation_name: str
    raised_at: AwareDatetime
    again: bool
    addressee: str
    addressee_name: str
    counted: int
    unit: str
    at_least: int
    within_days: int
    usual: float | None
    window_start: AwareDatetime
    window_end: AwareDatetime
    subject: str
    subject_name: str
    place_name: str
    cases: tuple[AlertCase, ...]
    hidden_cases: int
    """Counted cases of bodies that the reader does not stand for."""
    bodies: tuple[str, ...]
    """Names of the bodies concerned."""
    escalation: str
    proposal: str
    proposal_name: str
    cannot_know: str
    source: str
    mark: str
    accepted: int
    """Sequence of the alert's last accepted decision: the ETag that dismissing or answering wants."""
    by_body_name: str
    measure_name: str
    text: str


def alert_row(document: Mapping[str, Any], reader: Reader, words: Words) -> AlertRow:
    """The row of an alert that was raised."""
    told = document[SOURCE]
    count = WindowCount.model_validate(told["count"])
    whole = reader.stands_for(told["addressee"])
    shown = tuple(
        AlertCase(case_code=one.case_code, at=one.at) for one in count.cases if whole or reader.stands_for(one.body)
    )
    text = told.get("text", "")
    return AlertRow(
        alert=document["_id"], rule=count.rule, name=count.name_zh, situation=told["situation"],
        situation_name=words.word(f"alert_{told['situation']}"), raised_at=told["raised_at"], again=told["again"],
        addressee=told["addressee"], addressee_name=words.body(told["addressee"]), counted=count.counted,
        unit=count.unit_zh, at_least=count.at_least, within_days=count.within_days, usual=count.usual,
        window_start=count.window_start, window_end=count.window_end, subject=count.subject,
        subject_name=_subject(count, words), place_name=words.body(count.place) if count.place else "", cases=shown,
        hidden_cases=len(count.cases) - len(shown), bodies=tuple(words.body(body) for body in count.bodies),
        escalation=told["escalation"], proposal=told["proposal"], proposal_name=words.word(told["proposal"]),
        cannot_know=told["cannot_know"], source=words.titled(told["source"]), mark=told["mark"],
        accepted=document.get("accepted", {}).get(SOURCE, 0), by_body_name=words.body(told.get("by_body", "")),
        measure_name=words.word(told["measure"]) if told.get("measure") else "",
        text=text if reader.sees_personal or not text else MASK,
    )  # fmt: skip


def work_item(document: Mapping[str, Any], words: Words) -> WorkItem:
    """An open alert on the work list of its addressee."""
    told = document[SOURCE]
    return WorkItem(
        kind=ALERT_TO_ANSWER, kind_name=words.word(ALERT_TO_ANSWER), case_code=document["_id"],
        organisation=told["addressee"], organisation_name=words.body(told["addressee"]), dispute_type="",
        dispute_type_name="", since=told["raised_at"], subject=told["count"]["name_zh"],
    )  # fmt: skip


def _subject(count: WindowCount, words: Words) -> str:
    """A dispute type, a body or a limit, in Chinese; empty where the rule counts persons."""
    if count.signal == "bad_ratings":
        return words.body(count.subject)
    if count.signal == "idle_clock":
        return words.limit(count.subject)
    return words.word(count.subject) if count.subject else ""
