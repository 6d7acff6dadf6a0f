"""A case document told to one reader: pure, from the events and folds the document keeps."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from schemas.clocks import ClockStarted
from schemas.personal import masked_data
from schemas.topics import CASE_SERVICES
from schemas.values import Party
from services.views.answers import AnswersGiven, CaseFile, CaseRow, ClockRow
from services.views.case_file import rows
from services.views.case_file.route import outside_limits, route
from services.views.case_file.story_of_case import of_source, told
from services.views.case_file.timeline import timeline
from services.views.clock_rows import clock_row
from services.views.facts import clocks
from services.views.facts.parties import Parties, labels, parties_of
from services.views.facts.sources import SOURCES, Facts
from services.views.reader import Reader
from services.views.satisfaction.invitations import invitations_after
from services.views.sealing import SEEN_BY
from services.views.words import Words

Document = Mapping[str, Any]
MEDIATING = ("people_mediation", "administrative_mediation", "network")
"""Services before which parties agree."""


def facts_of(document: Document, service: str) -> Facts | None:
    """The fold that the document keeps of a source; None before its first event."""
    facts: Facts | None = document.get(service, {}).get("facts")
    return facts


def case_file(document: Document, reader: Reader, words: Words) -> CaseFile:
    """The whole case as this reader may see it."""
    custody = facts_of(document, "intake") or {}
    parties = parties_of(entry.event for entry in told(document))
    said = labels(parties, with_names=reader.sees_personal)
    own = of_source(document, "intake")
    status, result, kind = custody.get("status", "open"), custody.get("result"), custody.get("dispute_type")
    return CaseFile(
        case_code=document["_id"], story=bool(custody.get("story")), status=status, status_name=words.word(status),
        result=result, result_name=words.word(result) if result else "", dispute_type=kind,
        dispute_type_name=words.word(kind) if kind else "", registered_at=custody.get("registered_at"),
        first_handler=custody.get("first_handler"), first_handler_name=words.body(custody.get("first_handler", "")),
        custodian=custody.get("custodian"), custodian_name=words.body(custody.get("custodian") or ""),
        parties=_shown(parties, reader), custody=rows.custody(custody, words),
        supervision=rows.supervision(custody, words),
        agreements=tuple(
            row for service in MEDIATING for row in rows.agreements(facts_of(document, service), said, words)
        ),
        confirmations=rows.confirmations(facts_of(document, "judicial_confirmation"), said, words),
        documents=tuple(row for service in SOURCES for row in rows.documents(service, facts_of(document, service), said, words)),
        petition=rows.petition(facts_of(document, "petitions"), words),
        satisfaction=_answers(document), clocks=clocks_of(document, words),
        route=route(own, reader, words), outside_limits=outside_limits(own, words),
        timeline=timeline(document, reader, said, words), at=document["at"], accepted=document["accepted"],
    )  # fmt: skip


def clocks_of(document: Document, words: Words) -> tuple[ClockRow, ...]:
    """Every clock of the case in every service, whatever became of it, by due date; undated ones last."""
    story = bool((facts_of(document, "intake") or {}).get("story"))
    found = [
        clock_row(document["_id"], service, kept, words, story=story)
        for service in CASE_SERVICES
        for kept in _folded_clocks(document, service).values()
    ]
    return tuple(sorted(found, key=lambda row: (row.due is None, row.due, row.started_at, row.clock_id)))


ROW = (
    *(
        f"intake.facts.{name}"
        for name in ("status", "dispute_type", "risk", "registered_at", "custodian", "result", "story", "handler")
    ),
    *SEEN_BY,
)
"""What `case_row` is told from, and what says who may be shown it."""


def case_row(document: Document, words: Words) -> CaseRow:
    """The case in a list: nothing personal in it."""
    custody = document["intake"]["facts"]
    result = custody["result"]
    return CaseRow(
        case_code=document["_id"], status=custody["status"], status_name=words.word(custody["status"]),
        dispute_type=custody["dispute_type"], dispute_type_name=words.word(custody["dispute_type"]),
        risk=custody["risk"], registered_at=custody["registered_at"], custodian=custody["custodian"],
        custodian_name=words.body(custody["custodian"] or ""), result=result,
        result_name=words.word(result) if result else "", story=custody["story"], handler=custody["handler"],
    )  # fmt: skip


def _folded_clocks(document: Document, service: str) -> clocks.Clocks:
    """The clocks of one source, folded from its events beside the facts that say whose duty each is."""
    source = SOURCES.get(service)
    facts: Facts | None = None
    kept: clocks.Clocks = {}
    for event in of_source(document, service):
        if source is not None:
            facts = source.fold(facts, event)
            kept = clocks.fold(kept, event, partial(source.owner, facts))
        else:
            kept = clocks.fold(kept, event, _nobodys)
    return kept


def _nobodys(started: ClockStarted) -> None:
    """An invitation's expiry is no body's duty."""


def _shown(parties: Parties, reader: Reader) -> tuple[dict[str, Any], ...]:
    data = (party.model_dump(mode="json") for party in parties.values())
    return tuple(data if reader.sees_personal else (masked_data(Party, party) for party in data))


def _answers(document: Document) -> AnswersGiven:
    """Counted from the same fold as the satisfaction figures."""
    invitations = invitations_after(of_source(document, "satisfaction")).values()
    asked = [invitation for invitation in invitations if not invitation["cancelled"]]
    answered = [invitation for invitation in asked if invitation["last"] is not None]
    return AnswersGiven(
        invited=len(asked), answered=len(answered), simulated=sum(invitation["simulated"] for invitation in answered)
    )
