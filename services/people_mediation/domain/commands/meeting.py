"""Commands while people talk: rights, evidence, sessions, danger, agreements and their signatures."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.people_mediation import ActedThrough, AgreementTerms, Threat
from schemas.signatures import SignatureImage
from schemas.values import Agreed
from services.people_mediation.domain.commands.base import AgreementCommand, RoundCommand


class NotifyRights(RoundCommand):
    """Nature, principles, effect, rights and duties were told before mediating (R75 30)."""

    party_ids: tuple[str, ...] = ()
    """Whom; every party when left out."""
    orally: bool = False


class GatherEvidence(RoundCommand):
    """Facts were looked into."""

    what: PersonalText = Field(min_length=1)
    by: str = ""


class HoldSession(RoundCommand):
    """Talks were held. A fact: recorded, and marked where a rule was broken."""

    count: int = Field(default=1, ge=1)
    """More than one where only the number of sessions is known."""
    place: str = ""
    present: tuple[str, ...] = ()
    """party_ids; every party when left out."""
    invited: tuple[PersonalText, ...] = ()
    minutes: PersonalText = ""


class SeeDangerSigns(RoundCommand):
    """Signs of violence or escalation were seen (PML 25)."""

    signs: PersonalText = Field(min_length=1)
    police_notified: bool
    threat: Threat | None = None
    """What it threatens to become, where the mediator can say it."""


class ReachAgreement(RoundCommand):
    """The parties agreed. A fact: recorded, and marked where a rule was broken."""

    form: Agreed | None = None
    """None: not told; then written, unless performed on the spot (domain.md 2.1), and marked as assumed."""
    form_assumed: bool = False
    partial: bool = False
    """Part of the claims or parties; the rest goes on (SD 23)."""
    party_ids: tuple[str, ...] = ()
    """Who agreed; every applicant and respondent when left out."""
    number: str = ""
    terms: AgreementTerms
    writing_wanted: bool = False
    """A party asked for a written agreement (NB 24)."""


class SignAsParty(AgreementCommand):
    """A party signs, seals or fingerprints: itself, its guardian, or an agent with special authority."""

    party_id: str
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""
    manner: str = "signature"
    persons: int | None = Field(default=None, ge=1)
    """Of a group whose members are not all named: how many consented."""
    representative: str | None = None
    """party_id of who speaks for the party, with `through` representative; only after the party consented (CPL 56)."""
    signature_image: SignatureImage | None = None
    """What shows the signature; None where it is recorded from the paper alone."""


class ConsentToAgreement(AgreementCommand):
    """Somebody for whom representatives speak consents to the agreement (CPL 56)."""

    party_id: str
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""


class SignAsMediator(AgreementCommand):
    """A mediator of the round signs."""

    mediator: str | None = None
    """The actor when left out."""
    signature_image: SignatureImage | None = None


class SealAgreement(AgreementCommand):
    """The keeper puts the committee's seal on the agreement."""

    seal_photo: SignatureImage | None = None
    """A photograph of the sealed paper."""
