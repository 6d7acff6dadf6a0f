"""What other services tell and what it makes this service do to itself. Pure: event in, own command out."""

from schemas import administrative_mediation as agencies
from schemas.envelope import PublishedEvent
from schemas.intake import HandOverReason, PartySucceeded
from schemas.people_mediation import AgreementEffective, BreachReported, PerformanceRecorded
from schemas.values import Channel, Performance
from services.judicial_confirmation.domain.filing_commands import (
    NotePerformance,
    PerformanceReport,
    RegisterAgreement,
    ReplaceParty,
)

COURT_INVITED = (HandOverReason.COURT_DELEGATION_BEFORE_FILING, HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING)
"""Hand-overs by which a court invited the mediation, which makes it competent (CPL 205)."""


def register_agreement(event: AgreementEffective, published: PublishedEvent) -> RegisterAgreement:
    """A committee's agreement took effect, written or oral: the parties may ask for confirmation."""
    return RegisterAgreement(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        agreement_id=event.agreement_id, number=event.number, form=event.form, mediation_body=event.body,
        channel=Channel.PEOPLE_MEDIATION, court_invited=event.reason in COURT_INVITED,
        effective_at=event.occurred_at, parties=event.parties, terms=event.terms, story=event.case.story,
        dispute_type=event.case.dispute_type,
    )  # fmt: skip


def register_agency_agreement(
    event: agencies.AgreementEffective, published: PublishedEvent
) -> RegisterAgreement | None:
    """An agency's agreement took effect; None where the court of this place takes none of them (domain.md 2.2, SEED-M 34)."""
    if not event.confirmable:
        return None
    return register_agreement(event, published).model_copy(update={"channel": Channel.ADMIN_MEDIATION})


def register_network_agreement(event: AgreementEffective, published: PublishedEvent) -> RegisterAgreement:
    """An agreement took effect at a body of the network, in a round of its own or of a court's invitation (CPL 205)."""
    return register_agreement(event, published).model_copy(update={"channel": Channel.INDUSTRY_MEDIATION})


def note_performance(event: PerformanceRecorded, published: PublishedEvent) -> NotePerformance:
    """The committee recorded that something, or all, was performed."""
    full = event.performance is Performance.FULL
    return NotePerformance(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        agreement_id=event.agreement_id, what=PerformanceReport.FULL if full else PerformanceReport.PARTIAL,
    )  # fmt: skip


def note_breach(event: BreachReported, published: PublishedEvent) -> NotePerformance:
    """The committee recorded a breach."""
    return NotePerformance(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        agreement_id=event.agreement_id, what=PerformanceReport.BREACH,
    )  # fmt: skip


def replace_party(event: PartySucceeded, published: PublishedEvent) -> ReplaceParty:
    """The window entered a successor: whoever agreed before, the successor acts now."""
    return ReplaceParty(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        former_party_id=event.former_party_id, successor=event.successor,
    )  # fmt: skip
