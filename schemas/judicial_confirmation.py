"""Events of judicial confirmation (司法确认, domain.md 2.4). The court's docket stands beside custody: see docs/decisions."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from schemas.base import Event, PersonalText
from schemas.clocks import CLOCK_EVENTS
from schemas.document_service import ServiceOfDocument
from schemas.judicial_confirmation_ways import AgreementEvent as AgreementEvent
from schemas.judicial_confirmation_ways import EnforceableWayChosen as EnforceableWayChosen
from schemas.judicial_confirmation_ways import EnforceableWayStepRecorded as EnforceableWayStepRecorded
from schemas.judicial_confirmation_ways import WordToMediator as WordToMediator
from schemas.people_mediation import AgreementTerms
from schemas.values import Agreed, Channel, DisputeType, Party


class AgreementRegistered(AgreementEvent):
    """An effective agreement of a mediation body is known here; JC-1 runs from its effect (CPL 205)."""

    number: str = ""
    form: Agreed
    mediation_body: str
    channel: Channel
    effective_on: date
    parties: tuple[Party, ...]
    terms: AgreementTerms
    story: bool = False
    learned_from_parties: bool = False
    """Registered from the application itself, without an event of a channel of ours (a case that begins at court)."""
    court_invited: bool = False
    """A court invited or delegated the mediation; that court is competent (CPL 205)."""
    other_mediation_bodies: tuple[str, ...] = ()
    """Bodies that mediated together with `mediation_body`: the court of each is competent (CPL-I 352)."""
    dispute_type: DisputeType | None = None
    ways_offered: tuple[str, ...] = ()
    """Ways beside confirmation that would make it enforceable: codes of enforceability.yaml."""


class ApplicationFiled(AgreementEvent):
    """Both parties applied jointly, in person or through qualified agents (CPL 205, CPL-I 351)."""

    application_id: str
    court: str
    applicants: tuple[str, ...]
    """party_ids."""
    represented_by: tuple[PersonalText, ...] = ()
    jurisdiction_basis: str = ""
    """Why this court: a code of grounds.yaml, kind `confirmation_court` (CPL 205), e.g. `basic_court_of_mediation_body`."""
    late_reason: PersonalText = ""
    """For an application after JC-1: registered with its reason and left to the court (CPL 86)."""
    materials: tuple[str, ...] = ()
    orally: bool = False
    """Told at the court's window and recorded there (CPL-I 353)."""


class SupplementRequested(AgreementEvent):
    """The court wants missing material within a time limit (CPL-I 353-354)."""

    application_id: str
    missing: tuple[str, ...]
    until: date


class SupplementReceived(AgreementEvent):
    """Missing material came in."""

    application_id: str
    materials: tuple[str, ...]


class ApplicationDocketed(AgreementEvent):
    """The court took the application on its docket; JC-3 begins."""

    application_id: str
    case_number: str = ""
    """The court's own number: free text, prefixes changed over the years."""
    court: str
    same_day: bool = False


class ApplicationNotAccepted(WordToMediator):
    """The court declined to take the application (CPL-I 355)."""

    application_id: str
    ground: str
    reason: PersonalText = ""


class VerificationHeld(AgreementEvent):
    """Both parties were summoned and the agreement checked with them (CPL-I 356)."""

    application_id: str
    present: tuple[str, ...] = ()
    findings: PersonalText = ""


class ApplicationWithdrawn(WordToMediator):
    """The applicants took the application back before the ruling (CPL-I 357)."""

    application_id: str
    reason: PersonalText = ""


class TreatedAsWithdrawn(AgreementEvent):
    """Nothing supplemented or nobody appeared: treated as withdrawn (CPL-I 357)."""

    application_id: str
    reason: PersonalText


class AgreementConfirmed(WordToMediator):
    """The ruling: the agreement is valid and enforceable."""

    application_id: str
    court: str
    ruling_number: str = ""


class ApplicationDismissed(WordToMediator):
    """The ruling: the application is dismissed (CPL-I 358); re-mediate or sue (CPL 206)."""

    application_id: str
    court: str
    ground: str
    reason: PersonalText = ""
    ruling_number: str = ""


class RulingServed(AgreementEvent):
    """The ruling was served (送达) on a party; clocks from receipt start here, if the service counts.

    Version 1 told the method in free words; see schemas/upcasting.py.
    """

    version: ClassVar[int] = 2

    application_id: str
    party_id: str
    service: ServiceOfDocument


class Objector(StrEnum):
    """Who objects: a party within 15 days, an interested person within 6 months (CPL-I 372)."""

    PARTY = "party"
    INTERESTED_PERSON = "interested_person"


class ObjectionFiled(AgreementEvent):
    """Somebody says that the confirmation is wrong."""

    application_id: str
    objection_id: str
    by: Objector
    name: PersonalText = ""
    reason: PersonalText = ""


class ObjectionRejected(AgreementEvent):
    """The confirmation stands."""

    application_id: str
    objection_id: str
    reason: PersonalText = ""


class ConfirmationRevoked(WordToMediator):
    """The same court set the confirmation aside, on an objection or on its own finding."""

    application_id: str
    court: str
    reason: PersonalText = ""
    objection_id: str | None = None


class ConfirmationChanged(WordToMediator):
    """The same court changed its ruling on an objection (CPL-I 372)."""

    application_id: str
    court: str
    objection_id: str
    change: PersonalText
    last_performance_day: date | None = None
    """The last day of performance where the changed ruling names another: the two years of CPL 250 run from it."""


class EnforcementApplied(AgreementEvent):
    """Enforcement of the confirmed agreement was asked for (CPL 206)."""

    application_id: str
    by: str
    court: str
    what: PersonalText = ""


class Enforced(AgreementEvent):
    """Enforcement was carried out."""

    application_id: str
    what: PersonalText = ""


class PerformanceNoted(AgreementEvent):
    """The mediation body reported performance or breach; JC-4 rests on the last day of performance."""

    what: str


class PartyReplaced(Event):
    """Someone took over a party's rights and duties: from now on the successor applies, objects and is served."""

    former_party_id: str
    successor: Party


class Noted(Event):
    """Something heard from another service that changes nothing here."""

    source: str
    what: str
    reason: str


class Conflict(Event):
    """Something heard from another service that does not fit what is on file here; both facts stand."""

    source: str
    what: str
    reason: str


EVENTS: tuple[type[Event], ...] = (
    AgreementRegistered, ApplicationFiled, SupplementRequested, SupplementReceived, ApplicationDocketed,
    ApplicationNotAccepted, VerificationHeld, ApplicationWithdrawn, TreatedAsWithdrawn, AgreementConfirmed,
    ApplicationDismissed, RulingServed, ObjectionFiled, ObjectionRejected, ConfirmationRevoked, ConfirmationChanged,
    EnforcementApplied, Enforced, EnforceableWayChosen, EnforceableWayStepRecorded, PerformanceNoted, PartyReplaced, Noted, Conflict, *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of judicial confirmation."""
