"""Rounds at agencies: what people's mediation's fold keeps of rounds and agreements, and where each round stands (domain.md 2.2)."""

from typing import Any

from schemas import administrative_mediation as agencies
from schemas.base import Event
from services.views.facts import tracks

Rounds = dict[str, Any]
"""As `tracks.Tracks`, and `stages` by track id: body, stage, since, `duties` the agency still owes."""
TERMINATION = "termination_notice"
_STAGES: dict[type[Event], str] = {
    agencies.ApplicationReceived: "to_decide",
    agencies.FoundNotCompetent: "to_transfer",
    agencies.TransferRequested: "handing_over",
    agencies.TransferReturned: "to_decide",
    agencies.MediationAccepted: "to_open",
    agencies.MediationOpened: "in_mediation",
    agencies.AppraisalStarted: "appraising",
    agencies.MediationNotAccepted: "not_accepted",
    agencies.AgreementEffective: "agreed",
    agencies.MediationTerminated: "terminated",
    agencies.CustodyLost: "lost",
    agencies.FileArchived: "archived",
}


def fold(known: Rounds | None, event: Event) -> Rounds:
    """The rounds after `event`."""
    facts = tracks.fold(known, event)
    facts = {**facts, "stages": facts.get("stages", {})}
    match event:
        case agencies.AgreementReached():
            facts = _agreement(facts, event.agreement_id, seal="agency_seal")
        case agencies.AgencySealed():
            facts = _agreement(facts, event.agreement_id, sealed=True)
        case agencies.TerminationNotified() if event.service.counts:
            facts = _served(facts, event)
        case agencies.AgencyDutyArose() | agencies.AgencyDutyDischarged():
            facts = _owes(facts, event)
        case agencies.AppraisalEnded():
            facts = _goes_on(facts, event)
    stage = _STAGES.get(type(event))
    return _staged(facts, event, stage) if stage and isinstance(event, agencies.TrackEvent) else facts


def _staged(facts: Rounds, event: agencies.TrackEvent, stage: str) -> Rounds:
    if isinstance(event, agencies.AgreementEffective) and event.partial:
        return facts
    known = facts["stages"].get(event.track_id, {"duties": [], "stage": None})
    told = {
        **known, "body": tracks.body_of(facts, event.track_id), "stage": stage, "before": known["stage"],
        "since": event.occurred_at.isoformat(),
    }  # fmt: skip
    return {**facts, "stages": {**facts["stages"], event.track_id: told}}


def _goes_on(facts: Rounds, event: agencies.AppraisalEnded) -> Rounds:
    """After an appraisal the round stands where it stood before."""
    known = facts["stages"].get(event.track_id)
    if known is None or known["stage"] != "appraising":
        return facts
    told = {**known, "stage": known["before"], "since": event.occurred_at.isoformat()}
    return {**facts, "stages": {**facts["stages"], event.track_id: told}}


def _owes(facts: Rounds, event: agencies.AgencyDutyArose | agencies.AgencyDutyDischarged) -> Rounds:
    known = facts["stages"].get(event.track_id)
    if known is None:
        return facts
    others = [duty for duty in known["duties"] if duty["duty"] != event.duty]
    new: list[Rounds] = []
    if isinstance(event, agencies.AgencyDutyArose):
        new = [{"duty": event.duty, "text": event.text, "since": event.occurred_at.isoformat()}]
    return {**facts, "stages": {**facts["stages"], event.track_id: {**known, "duties": [*others, *new]}}}


def _served(facts: Rounds, event: agencies.TerminationNotified) -> Rounds:
    key = f"{TERMINATION}/{event.track_id}"
    given = facts["notices"].get(key)
    if given is None:
        return facts
    served = sorted({*given["served"], event.party_id})
    return {**facts, "notices": {**facts["notices"], key: {**given, "served": served}}}


def _agreement(facts: Rounds, agreement_id: str, **changes: Any) -> Rounds:
    agreement = facts["agreements"].get(agreement_id)
    if agreement is None:
        return facts
    return {**facts, "agreements": {**facts["agreements"], agreement_id: {**agreement, **changes}}}
