"""Where a petition stands, who has it, its opinions and whom they were served on: folded from petitions' events (domain.md 2.3)."""

from typing import Any

from schemas import petitions as p
from schemas.base import Event
from schemas.intake import CaseSummary
from schemas.petitions import OpinionStage
from schemas.values import PartyRole

Petitions = dict[str, Any]
"""`stage` (a word of vocabulary.yaml) with `since`, `office`, `unit`, `reviewing_unit`, `rechecking_unit`, `kind`, `sealed`,
`accused_body`, `query_code`, `assigned`, `undelivered` (sent then, receipt not on file), `leader`, `calls_for_leader`, `opinions` by id, `petitioners`, `withdrawal` (a petitioner declared it then, nobody answered), and the `bodies`
that had to do with it; the accused body is never one of them."""

_NOBODY: Petitions = {
    "stage": None, "since": None, "registered_at": None, "office": None, "unit": None, "reviewing_unit": None,
    "rechecking_unit": None, "kind": None, "sealed": False, "accused_body": None, "query_code": None,
    "assigned": None, "leader": None, "calls_for_leader": None, "simple": False, "first_handler": None,
    "undelivered": None, "withdrawal": None,
    "opinions": {}, "petitioners": [], "bodies": [],
}  # fmt: skip
_STAGES: dict[type[Event], str] = {
    p.TransferObjected: "objected",
    p.PetitionAccepted: "admitted",
    p.AdmissionRejected: "admission_rejected",
    p.AccusationHandedOver: "accusation_handed_over",
    p.SuggestionAnswered: "suggestion_answered",
    p.PetitionClassified: "in_handling",
    p.PetitionDiverted: "petition_diverted",
    p.PetitionSettled: "petition_settled",
    p.HandlingOpinionIssued: "handling_opinion",
    p.ReviewRequested: "under_review",
    p.ReviewOpinionIssued: "review_opinion",
    p.RecheckRequested: "under_recheck",
    p.RecheckOpinionIssued: "recheck_opinion",
    p.PetitionConcluded: "petition_concluded",
}


def fold(known: Petitions | None, event: Event) -> Petitions:
    """The petition after `event`."""
    facts = {**(known or _NOBODY), **_changes(known or _NOBODY, event)}
    stage = _STAGES.get(type(event))
    return _staged(facts, event, stage) if stage else facts


def _changes(facts: Petitions, event: Event) -> Petitions:
    match event:
        case p.OfferReceived() | p.CustodyReceived():
            held = {"office": event.body} if isinstance(event, p.CustodyReceived) else {}
            return {**held, **_with(facts, event.body), "petitioners": _petitioners(event.case)}
        case p.CaseInformationUpdated():
            return {"petitioners": _petitioners(event.case)}
        case p.PetitionRegistered():
            known = _with({**facts, "accused_body": event.accused_body}, event.office)
            return {
                **_NOBODY, "petitioners": facts["petitioners"], **known, "office": event.office,
                "kind": event.kind.value, "sealed": event.sealed, "accused_body": event.accused_body,
                "query_code": event.query_code, "stage": "registered", "since": event.occurred_at.isoformat(),
                "registered_at": event.occurred_at.isoformat(), "first_handler": facts["first_handler"],
            }  # fmt: skip
        case p.PetitionForwarded():
            due = event.report_due.isoformat() if event.report_due else None
            on_its_way = event.occurred_at.isoformat() if event.arrives_later else None
            told = {
                "unit": event.responsible_unit, "assigned": due, "undelivered": on_its_way,
                **_with(facts, event.responsible_unit),
            }  # fmt: skip
            return {**told, "stage": "with_unit", "since": event.occurred_at.isoformat()}
        case p.ResponsibleUnitDesignated():
            told = {"unit": event.responsible_unit, "undelivered": None, **_with(facts, event.responsible_unit)}
            return {**told, "stage": "with_unit", "since": event.occurred_at.isoformat()}
        case p.ObjectionDecided():
            back = {"stage": "registered", "unit": None, "assigned": None, "undelivered": None}
            decided = back if event.approved else {"stage": "with_unit"}
            return {**decided, "since": event.occurred_at.isoformat()}
        case p.PetitionDelivered():
            return {"undelivered": None}
        case p.PetitionAccepted():
            return {"unit": event.responsible_unit, "first_handler": event.first_handler}
        case p.CompetenceDisputed():
            return _with(facts, *event.units)
        case p.AccusationHandedOver():
            return {"unit": event.to_body, **_with(facts, event.to_body)}
        case p.AssignmentReported():
            return {"assigned": None}
        case p.PetitionWithdrawalDeclared():
            return {"withdrawal": facts.get("withdrawal") or event.occurred_at.isoformat()}
        case p.PetitionWithdrawalAnswered():
            return {"withdrawal": None}
        case p.SimpleHandlingChosen() | p.SimpleHandlingLeft():
            return {"simple": isinstance(event, p.SimpleHandlingChosen)}
        case p.LeaderAssigned():
            return {"leader": event.leader, "calls_for_leader": None}
        case p.RepeatPetitionRecorded(calls_for_leader=True):
            return {"calls_for_leader": None if facts["leader"] else event.occurred_at.isoformat()}
        case _:
            return _reviews(facts, event)


def _reviews(facts: Petitions, event: Event) -> Petitions:
    match event:
        case p.HandlingOpinionIssued():
            unit = facts["unit"] or event.responsible_unit
            opined = _opinion(facts, event, OpinionStage.HANDLING, event.responsible_unit, event.decision.value)
            return {**opined, **_with(facts, unit), "unit": unit}
        case p.ReviewOpinionIssued():
            return _opinion(facts, event, OpinionStage.REVIEW, event.reviewing_unit, event.finding.value)
        case p.RecheckOpinionIssued():
            return _opinion(facts, event, OpinionStage.RECHECK, event.rechecking_unit, event.finding.value)
        case p.OpinionServed() if event.service.counts and event.opinion_id in facts["opinions"]:
            opinion: Petitions = facts["opinions"][event.opinion_id]
            served: Petitions = {**opinion, "served": sorted({*opinion["served"], event.party_id})}
            return {"opinions": {**facts["opinions"], event.opinion_id: served}}
        case p.ReviewRequested():
            return {"reviewing_unit": event.reviewing_unit, **_with(facts, event.reviewing_unit)}
        case p.RecheckRequested():
            return {"rechecking_unit": event.rechecking_unit, **_with(facts, event.rechecking_unit)}
        case p.ReviewRejected():
            stage = "review_opinion" if event.stage is OpinionStage.RECHECK else "handling_opinion"
            return {"stage": stage, "since": event.occurred_at.isoformat()}
        case p.CustodyLost(superseded_by=None) if facts["stage"] not in (None, "petition_concluded"):
            return {"stage": "petition_ended", "since": event.occurred_at.isoformat()}
        case _:
            return {}


def _staged(facts: Petitions, event: Event, stage: str) -> Petitions:
    return {**facts, "stage": stage, "since": event.occurred_at.isoformat()}


def _opinion(
    facts: Petitions,
    event: p.HandlingOpinionIssued | p.ReviewOpinionIssued | p.RecheckOpinionIssued,
    stage: OpinionStage,
    by_unit: str,
    decision: str,
) -> Petitions:
    opinion: Petitions = {
        "stage": stage.value, "by": by_unit, "number": event.number, "decision": decision,
        "issued_at": event.occurred_at.isoformat(), "served": [],
    }  # fmt: skip
    return {"opinions": {**facts["opinions"], event.opinion_id: opinion}}


def _petitioners(case: CaseSummary) -> list[str]:
    return [party.party_id for party in case.parties if party.role is PartyRole.APPLICANT]


def _with(facts: Petitions, *bodies: str) -> Petitions:
    """The accused body learns nothing of an accusation, whoever names it (XF 30)."""
    all_bodies = dict.fromkeys((*facts["bodies"], *bodies))
    return {"bodies": [body for body in all_bodies if body != facts["accused_body"]]}
