"""The status of a petition told to whoever holds its query code: pure, from a case document."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hmac import compare_digest
from typing import Any

from schemas.base import Event
from schemas.personal import MASK, masked_data
from schemas.petitions import (
    AccusationHandedOver,
    AdmissionRejected,
    HandlingExtended,
    HandlingOpinionIssued,
    OpinionServed,
    PetitionAccepted,
    PetitionClassified,
    PetitionConcluded,
    PetitionDiverted,
    PetitionerNotified,
    PetitionForwarded,
    PetitionRegistered,
    RecheckOpinionIssued,
    RecheckRequested,
    ResponsibleUnitDesignated,
    ReviewOpinionIssued,
    ReviewRejected,
    ReviewRequested,
    SuggestionAnswered,
)
from schemas.registry import encode_data, wire_name
from schemas.values import Party
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.views.case_file.reading import clocks_of
from services.views.case_file.story_of_case import of_source, told
from services.views.facts.parties import labels, parties_of
from services.views.facts.sources import Facts
from services.views.petition_status.answers import PetitionStatus, StatusStep
from services.views.sentences import sentence
from services.views.words import Words

Document = Mapping[str, Any]
SOURCE = "petitions"
SHOWN: tuple[type[Event], ...] = (
    PetitionRegistered, PetitionForwarded, ResponsibleUnitDesignated, PetitionerNotified, PetitionAccepted,
    AdmissionRejected, PetitionClassified, PetitionDiverted, AccusationHandedOver, SuggestionAnswered,
    HandlingExtended, HandlingOpinionIssued, OpinionServed, ReviewRequested, ReviewRejected, ReviewOpinionIssued,
    RecheckRequested, RecheckOpinionIssued, PetitionConcluded,
)  # fmt: skip
"""What a petitioner is shown (domain.md 2.3): registration, each transfer, the notices, the opinions."""
WRITTEN_TO_PETITIONER = ("notice", "way_told", "answer", "reply")
"""Fields of free text that the petitioner has in hand anyhow."""
SHORTEST_FACT = 4
"""A second fact has at least so many characters: the last four of telephone or identity number."""
_WHOSE = {
    "with_unit": "unit", "admitted": "unit", "in_handling": "unit", "under_review": "reviewing_unit",
    "under_recheck": "rechecking_unit",
}  # fmt: skip
_LIMITS = {
    "registered": "XF-1", "with_unit": "XF-2", "in_handling": "XF-4", "handling_opinion": "XF-5",
    "under_review": "XF-6", "review_opinion": "XF-7", "under_recheck": "XF-8",
}  # fmt: skip


def knows_second_fact(document: Document, fact: str) -> bool:
    """Whether `fact` is the last four of a petitioner's telephone or identity number, or, without both, the whole name.

    Every petitioner is compared, in a time that does not tell which one nearly fitted.
    """
    facts: Facts = document[SOURCE]["facts"]
    parties = parties_of(entry.event for entry in told(document))
    return is_known(fact, [parties[one] for one in facts["petitioners"] if one in parties])


def is_known(fact: str, parties: Iterable[Party]) -> bool:
    """Whether `fact` is the second fact of one of these parties."""
    given = fact.strip().upper().encode()
    known = [secret for one in parties for secret in _secrets(one)]
    return len(fact.strip()) > 1 and sum(compare_digest(secret.upper().encode(), given) for secret in known) > 0


def status(document: Document, words: Words) -> PetitionStatus:
    """Where the petition stands and what has happened."""
    facts: Facts = document[SOURCE]["facts"]
    stage = facts["stage"]
    body = facts[_WHOSE.get(stage, "office")] or facts["office"]
    return PetitionStatus(
        registered_on=_day(facts["registered_at"]), kind_name=words.word(facts["kind"]), stage_name=words.word(stage),
        since=_day(facts["since"]), body_name=words.body(body), due=_due(document, stage, words),
        steps=_steps(document, words),
    )  # fmt: skip


def _secrets(party: Party) -> list[str]:
    numbers = (party.contact.phone, party.identity_number)
    lasts = [number[-SHORTEST_FACT:] for number in numbers if number and len(number) >= SHORTEST_FACT]
    return lasts or [party.name]


def _steps(document: Document, words: Words) -> tuple[StatusStep, ...]:
    """Since the last registration; free text is left out but for what was written to the petitioner."""
    events = of_source(document, SOURCE)
    begun = max((place for place, event in enumerate(events) if isinstance(event, PetitionRegistered)), default=0)
    parties = labels(parties_of(entry.event for entry in told(document)), with_names=False)
    return tuple(
        StatusStep(
            on=event.occurred_at.astimezone(SHANGHAI).date(), event=wire_name(type(event)),
            said=sentence(SOURCE, wire_name(type(event)), shown_to_party(event), parties, words),
        )
        for event in events[begun:]
        if isinstance(event, SHOWN)
    )  # fmt: skip


def shown_to_party(event: Event) -> Mapping[str, Any]:
    """Written to the petitioner: notices and answers. Everything else that may tell of a person is left out."""
    data = encode_data(event)
    hidden = masked_data(type(event), data)
    return {name: data[name] if name in WRITTEN_TO_PETITIONER else _nothing(hidden[name]) for name in hidden}


def _nothing(value: Any) -> Any:
    """An empty value in place of a masked one, however deep, so that the sentence leaves it out."""
    if isinstance(value, Mapping):
        return {name: _nothing(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_nothing(entry) for entry in value if entry != MASK]
    return None if value == MASK else value


def _due(document: Document, stage: str, words: Words) -> date | None:
    limit = _LIMITS.get(stage)
    running = [
        row.due
        for row in clocks_of(document, words)
        if row.service == SOURCE and row.limit == limit and row.status == ClockStatus.RUNNING.value and row.due
    ]
    return max(running, default=None)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).date()
