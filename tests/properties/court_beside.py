"""Judicial confirmation in the composition: it stands beside custody, hears agreements from the channels, and answers them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from schemas import judicial_confirmation as told
from schemas import people_mediation
from schemas.base import Event
from schemas.command import Actor, CommandBody
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as filing
from services.judicial_confirmation.domain.state import Agreement
from services.judicial_confirmation.worker import service as service

NAME = "judicial_confirmation"
COURT = "wuhu.jinghu.court"
CLERK = Actor(user="clerk.court", organisation=COURT, roles=("court_clerk",))
Act = Callable[[Agreement, Any], CommandBody]
"""(agreement, now) -> what the parties or the court do about it."""


def _apply(agreement: Agreement, now: Any) -> CommandBody:
    applicants = tuple(filing.Applicant(party_id=party_id) for party_id in agreement.party_ids)
    return filing.ApplyForConfirmation(
        agreement_id=agreement.agreement_id, court=COURT, applicants=applicants, late_reason="不知期限"
    )  # fmt: skip


def _about(body: type[CommandBody], **more: Any) -> Act:
    return lambda agreement, now: body(agreement_id=agreement.agreement_id, **more)


def _supplement(agreement: Agreement, now: Any) -> CommandBody:
    until = (now + timedelta(days=5)).date()
    missing = (filing.Material.IDENTITY,)
    return court.RequestSupplement(agreement_id=agreement.agreement_id, missing=missing, until=until)


def _verify(agreement: Agreement, now: Any) -> CommandBody:
    return court.HoldVerification(agreement_id=agreement.agreement_id, present=agreement.party_ids)


def _enforce(agreement: Agreement, now: Any) -> CommandBody:
    return court.ApplyForEnforcement(agreement_id=agreement.agreement_id, by=agreement.party_ids[0], court=COURT)


def _serve(agreement: Agreement, now: Any) -> CommandBody:
    service_told = {"method": "direct", "proof": "送达回证"}
    return court.ServeRuling(
        agreement_id=agreement.agreement_id, party_id=agreement.party_ids[-1], service=service_told
    )  # fmt: skip


USUAL_WAY: tuple[Act, ...] = (_apply, _about(court.DocketApplication), _verify, _about(court.ConfirmAgreement), _serve)
"""What usually happens, in order."""
ACTS: st.SearchStrategy[Act] = st.sampled_from(
    [
        *USUAL_WAY, _supplement, _enforce, _about(court.DeclineApplication, ground="wrong_court"),
        _about(court.DismissApplication, ground="not_voluntary"),
        _about(court.TreatAsWithdrawn, cause=court.AbandonmentCause.DID_NOT_APPEAR),
        _about(filing.WithdrawApplication), _about(court.RevokeConfirmation, own_finding=True),
        _about(court.DismissAfterRevocation, ground="harms_others"), _about(court.RecordEnforcement),
    ]
)  # fmt: skip

_LAWFUL: Mapping[type[Event], tuple[str, ...]] = {
    told.SupplementRequested: ("applied", "docketed"),
    told.ApplicationDocketed: ("applied",),
    told.ApplicationNotAccepted: ("applied",),
    told.VerificationHeld: ("docketed",),
    told.TreatedAsWithdrawn: ("applied", "docketed"),
    told.ApplicationWithdrawn: ("applied", "docketed"),
    told.AgreementConfirmed: ("docketed",),
    told.ConfirmationRevoked: ("confirmed",),
    told.EnforcementApplied: ("confirmed",),
    told.Enforced: ("confirmed",),
}
"""In which situation of an agreement something may happen before the court; written apart from its rules."""


def unlawful(state: Any, event: Event) -> bool:
    """(state before, event): no rule allows this to happen now, so the event has to carry an irregularity."""
    lawful = _LAWFUL.get(type(event))
    if lawful is None:
        return False
    agreement = state.agreements.get(getattr(event, "agreement_id", None))
    return agreement is None or agreement.situation.kind not in lawful


def agreements_in_effect(events: list[Event]) -> list[str]:
    """Ids of the agreements that a channel's own log says are binding, in any round; without those the court does not take."""
    effective = (event for event in events if isinstance(event, people_mediation.AgreementEffective))
    return [event.agreement_id for event in effective if getattr(event, "confirmable", True)]
