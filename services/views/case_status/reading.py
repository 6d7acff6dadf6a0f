"""The status of a case told to one of its parties who holds its code: pure, from a case document."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas import administrative_mediation, intake, judicial_confirmation, people_mediation
from schemas.base import Event
from schemas.registry import wire_name
from services.jurisdiction.clock_values import SHANGHAI
from services.views.case_file.story_of_case import Told, told
from services.views.facts.parties import labels, parties_of
from services.views.facts.sources import Facts
from services.views.petition_status.answers import StatusStep
from services.views.petition_status.reading import is_known, shown_to_party
from services.views.sealing import accused_of
from services.views.sentences import sentence
from services.views.words import Words

Document = Mapping[str, Any]
SHOWN: tuple[type[Event], ...] = (
    intake.CaseRegistered, intake.CustodyMoved, intake.ReferredOutside, intake.CaseClosed, intake.CaseReopened,
    people_mediation.MediationAccepted, people_mediation.AgreementEffective, people_mediation.MediationTerminated,
    administrative_mediation.AgreementEffective,
    judicial_confirmation.ApplicationDocketed, judicial_confirmation.AgreementConfirmed,
    judicial_confirmation.ApplicationDismissed,
)  # fmt: skip
"""What a party is told: where the case went and how it ended; nothing of what was said in mediation."""


class CaseStatus(BaseModel):
    """The whole answer of the status query: nothing of it tells who anybody is."""

    model_config = ConfigDict(frozen=True)

    registered_on: date
    kind_name: str
    status_name: str
    body_name: str
    """Who holds the case; empty where it has ended."""
    steps: tuple[StatusStep, ...]


def may_ask(document: Document, fact: str) -> bool:
    """Whether `fact` is the last four of a party's telephone or identity number (the whole name without both).

    Never for a sealed case: nobody learns here that it exists (XF 30).
    """
    if accused_of(document) is not None:
        return False
    return is_known(fact, parties_of(entry.event for entry in told(document)).values())


def case_status(document: Document, words: Words) -> CaseStatus:
    """Where the case stands and what has happened."""
    facts: Facts = document["intake"]["facts"]
    parties = labels(parties_of(entry.event for entry in told(document)), with_names=False)
    return CaseStatus(
        registered_on=_day(facts["registered_at"]), kind_name=words.word(facts["dispute_type"]),
        status_name=words.word(facts["status"]), body_name=words.body(facts["custodian"]) if facts["custodian"] else "",
        steps=tuple(
            StatusStep(
                on=entry.event.occurred_at.astimezone(SHANGHAI).date(), event=wire_name(type(entry.event)),
                said=_said(entry, parties, words),
            )
            for entry in told(document)
            if isinstance(entry.event, SHOWN)
        ),
    )  # fmt: skip


def _said(entry: Told, parties: Mapping[str, str], words: Words) -> str:
    """The timeline's sentence without what is personal; of the registration its office alone, since the rest is."""
    if isinstance(entry.event, intake.CaseRegistered):
        return f"{words.body(entry.event.registering_body)}登记"
    return sentence(entry.service, wire_name(type(entry.event)), shown_to_party(entry.event), parties, words)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).date()
