"""Events of administrative mediation (行政调解) from the offer to the acceptance: hand-over, application, competence (domain.md 2.2).

What a hand-over, a consent or an agreement is does not differ between channels of mediation: those events take their form from
people mediation's contracts and say here what they mean at an agency.
"""

from datetime import date

from schemas import people_mediation_rounds as rounds
from schemas.base import PersonalText
from schemas.people_mediation_rounds import TrackEvent


class OfferReceived(rounds.OfferReceived):
    """The case was offered to an agency."""


class OfferAccepted(rounds.OfferAccepted):
    """The agency takes the hand-over; it may prepare, but mediates only after custody has moved."""


class OfferReturned(rounds.OfferReturned):
    """The agency sends the offer back: not its duty, or not to be mediated by an agency; other routes are told."""


class OfferClosed(rounds.OfferClosed):
    """Intake took the offer back or it timed out."""


class CustodyReceived(rounds.CustodyReceived):
    """Intake moved custody to the agency."""


class CustodyLost(rounds.CustodyLost):
    """The case is held elsewhere now; the agency's round is closed and its record kept."""


class CaseInformationUpdated(rounds.CaseInformationUpdated):
    """Parties, contacts, agents or corrected entries as intake now has them."""


class Noted(rounds.Noted):
    """Something heard from another service that changes no round of an agency."""


class Conflict(rounds.Conflict):
    """Something heard from another service that does not fit what the agency has on file; both facts stand."""


class ApplicationReceived(TrackEvent):
    """The agency has the application, or must act without one; the time to decide on it runs (AM-1, MED-1, MKT-1)."""

    body: str
    sector: str
    """Id in administrative_sectors.yaml: `medical`, `market`, `traffic`, `public_order` or `default`."""
    complex: bool = False
    """Complex or of several agencies: the longer time to decide (AM-1c)."""
    by_application: bool = True
    """False where nobody applied and the agency was asked to act of its own motion."""
    own_motion_duty: tuple[str, ...] = ()
    """Why the agency must mediate without being asked, with the source (SEED-M 34; SZ 44); empty where it need not."""


class MatterClassified(TrackEvent):
    """The agency put the matter into another sector or grade; the limits of that sector apply."""

    sector: str
    complex: bool
    reason: PersonalText


class FindingReceived(TrackEvent):
    """The parties received the traffic police's accident finding (事故认定书); they have TR-1 to ask for mediation (TR 94)."""

    received_on: date


class ApplicationRecorded(TrackEvent):
    """What the application says: who applied, how, and the dates the law asks for."""

    party_ids: tuple[str, ...]
    joint: bool
    """By all parties together."""
    written: bool
    infringed_on: date | None = None
    """When the consumer knew or had to know of the infringement (SAMR 15: three years)."""
    mediation_failed_on: date | None = None
    """When people's mediation of the accident failed (TRP 85: three days to ask the police)."""


class ApplicationExamined(TrackEvent):
    """The agency checked whether it may mediate; `findings` are codes of grounds against it, empty when there are none."""

    findings: tuple[str, ...] = ()
    explanation: PersonalText = ""


class FoundNotCompetent(TrackEvent):
    """The matter is not this agency's duty: it has AM-2 to hand it over (SZ 45)."""

    body: str
    reason: PersonalText


class TransferRequested(TrackEvent):
    """The agency asks the window to offer the case to the competent agency; custody moves when that one accepts."""

    body: str
    to_body: str
    reason: PersonalText


class TransferReturned(TrackEvent):
    """The agency that was to take the case sent the offer back; this one still has it."""

    to_body: str
    reason: PersonalText


class AgencyDesignated(TrackEvent):
    """The common superior said that this agency mediates; it may not hand the case on as another's (SZ 45)."""

    by_body: str
    body: str
    reason: PersonalText = ""


class MediationNotAccepted(TrackEvent):
    """The agency declines with written reasons (不予受理通知书); other lawful ways are told."""

    body: str
    ground: str
    reason: PersonalText
    routes_told: tuple[str, ...]


class MediationAccepted(rounds.MediationAccepted):
    """The agency takes up the case (受理); the time to finish begins (AM-3, MED-2, MKT-2, TR-2)."""

    body: str
    sector: str
