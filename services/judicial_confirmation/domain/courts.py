"""Which court the parties may go to: what the profile can say of CPL 205 and CPL-I 352, by the law of the day."""

from datetime import date

from schemas.values import Channel
from services.judicial_confirmation.domain.filing_commands import JurisdictionBasis
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.state import Agreement
from services.jurisdiction.demonstration import demonstration_by_id
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind, Tier

_FORMERLY = {"court_of_mediation_body": JurisdictionBasis.MEDIATION_BODY}
"""Rows of grounds.yaml for earlier law and the basis they are the same as."""
MEDIATION = (
    Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION, Channel.INDUSTRY_MEDIATION, Channel.COURT_MEDIATION,
)  # fmt: skip
"""Channels in which a lawfully established body mediates (CPL 205)."""
AGENCY_AGREEMENTS = "court_takes_agency_agreements"
"""The parameter that says whether the court takes agreements of an agency's own mediation."""


def people_court(law: ConfirmationLaw, organisation_id: str, *, story: bool) -> Organisation | None:
    """The people's court with this id; None for any other body. Courts of the demonstration are for stories alone."""
    if not story and demonstration_by_id(organisation_id) is not None:
        return None
    body = law.organisation(organisation_id)
    return body if body is not None and body.kind is BodyKind.PEOPLE_COURT else None


def courts_named(law: ConfirmationLaw, organisation_id: str, *, story: bool) -> tuple[str, ...]:
    """The court that the papers name, whose staff may take them: no other body gets a say by naming itself a court."""
    return (organisation_id,) if people_court(law, organisation_id, story=story) is not None else ()


def competence_doubt(
    law: ConfirmationLaw, agreement: Agreement, court: Organisation, basis: JurisdictionBasis, day: date
) -> str | None:
    """Code of the irregularity where law and data speak against this court on `day`, None where they do not or cannot tell.

    Of several bodies that mediated, the court of each is competent (CPL-I 352). Domicile of a party and place of the
    subject matter are free text with us: there the court alone judges.
    """
    lawful = [_FORMERLY.get(row.code, row.code) for row in law.grounds.of(GroundKind.CONFIRMATION_COURT, day)]
    if not lawful:
        return None
    if basis not in lawful:
        return "court_basis_not_in_force"
    if basis is JurisdictionBasis.INVITING_COURT:
        return None if agreement.court_invited else "inviting_court_expected"
    if basis is JurisdictionBasis.INTERMEDIATE:
        return None if court.tier is Tier.CITY else "court_not_competent"
    if court.tier is not Tier.COUNTY:
        return "court_not_competent"
    bodies = [law.organisation(body_id) for body_id in agreement.mediation_bodies]
    if basis is not JurisdictionBasis.MEDIATION_BODY or None in bodies:
        return None
    near = any(body is not None and body.place.startswith(court.place) for body in bodies)
    return None if near else "court_not_competent"


def origin_doubts(law: ConfirmationLaw, agreement: Agreement) -> tuple[str, ...]:
    """Codes of what speaks against the body that mediated: any lawful mediation body will do, not only a people's committee.

    Whether this court takes what an agency mediated itself is a setting of the profile.
    """
    if agreement.channel not in MEDIATION:
        return ("not_by_mediation_body",)
    if agreement.channel is Channel.ADMIN_MEDIATION and not law.parameter(AGENCY_AGREEMENTS).value:
        return ("agency_agreement_not_taken",)
    return ()
