"""Commands up to acceptance: answering offers, registering, passing on, objecting, telling, taking up (XF 17-24)."""

from datetime import date

from pydantic import Field

from schemas.base import PersonalText
from schemas.petitions_values import PetitionKind, PetitionManner, TransferManner
from services.petitions.domain.commands.base import OfferCommand, PetitionCommand


class AcceptOffer(OfferCommand):
    """Take the hand-over. A request: custody moves only when intake says so."""


class ReturnOffer(OfferCommand):
    """Send the offer back: not a matter for petitions, or another office's."""

    code: str
    """A ground of `petition_not_accepted` in grounds.yaml, or `not_competent`."""
    reason: PersonalText = Field(min_length=1)
    routes: tuple[str, ...] = ()
    """The right ways the person was told of; needed unless another office is competent."""


class RegisterPetition(PetitionCommand):
    """Enter the petition in the register (登记). `occurred_at` is when it was received; XF-1 runs from then."""

    kind: PetitionKind
    manner: PetitionManner
    oral: bool = False
    identity_known: bool = True
    """Name and address are known (XF 23 exempts from the notice where not)."""
    accused_body: str | None = None
    """Of an accusation: id or name of the body accused, or whose people are."""
    visitors: int | None = Field(default=None, ge=1)
    representatives: tuple[str, ...] = ()
    """party_ids that a group visit elected."""
    joint_letter: bool = False
    level_skipped: bool = False
    repeat: bool = False
    """The same person brought the same matter before (重复信访)."""
    repeat_of: str | None = None
    """Code of the earlier case, where it is known."""


class RecordRepeatPetition(PetitionCommand):
    """The same person brings the same matter again; linked and counted, never deleted."""

    reported_to: str = ""
    persons: int | None = Field(default=None, ge=1)
    repeat_of: str | None = None


class ElectRepresentatives(PetitionCommand):
    """A group visit elects its representatives: at most five (XF 20)."""

    representatives: tuple[str, ...] = Field(min_length=1)


class ForwardPetition(PetitionCommand):
    """Pass the petition to the unit that has to handle it (转送, 交办); to the own body to handle it there (XF 22)."""

    responsible_unit: str = Field(min_length=1)
    """Id of a body of the profile, else its name as said."""
    manner: TransferManner = TransferManner.FORWARD
    materials: tuple[str, ...] = ()
    requirements: PersonalText = ""
    report_due: date | None = None
    """Needed for an assignment."""
    by_superior: bool = False
    arrives_later: bool = False
    """Sent outside the petition system, e.g. on paper: the unit's limits wait for the recorded receipt."""


class RecordDelivery(PetitionCommand):
    """The unit received what was sent to it (签收); `occurred_at` is the day its limits are counted from (XF 23)."""

    way: PersonalText = ""


class ReportPetition(PetitionCommand):
    """Report a grave or urgent matter upwards at once (报告, XF 25)."""

    reported_to: tuple[str, ...] = Field(min_length=1)
    measures: PersonalText = ""
    reason: PersonalText = Field(min_length=1)


class ObjectToTransfer(PetitionCommand):
    """The unit is not competent: object within 5 working days, with reasons (异议退回, XF 23)."""

    reason: PersonalText = Field(min_length=1)
    proposed_unit: str | None = None


class DecideObjection(PetitionCommand):
    """The sender approves the objection (the petition comes back) or rejects it (XF 23)."""

    approved: bool
    reason: PersonalText = ""


class NotifyPetitioner(PetitionCommand):
    """Tell the petitioner in writing of receipt, way and procedure (告知, XF 23)."""

    way_told: PersonalText = Field(min_length=1)
    on_the_spot: bool = False
    query_code_told: bool = True


class AcceptPetition(PetitionCommand):
    """The unit takes the petition up (受理)."""


class RejectAdmission(PetitionCommand):
    """The petition is not, or no longer, taken up (不予受理)."""

    ground: str
    """A ground of `petition_not_accepted` in grounds.yaml."""
    reason: PersonalText = ""
    number: str = ""
    routes: tuple[str, ...] = ()
    """The right ways told."""


class DisputeCompetence(PetitionCommand):
    """Two or more units are concerned and it is open who handles it (XF 24)."""

    units: tuple[str, ...] = Field(min_length=2)
    reason: PersonalText = ""


class AgreeOnUnit(PetitionCommand):
    """The units concerned agreed which of them handles it (协商, XF 24)."""

    responsible_unit: str
    reason: PersonalText = ""


class DesignateUnit(PetitionCommand):
    """The common superior of the units concerned designates one of them (指定, XF 24)."""

    responsible_unit: str
    reason: PersonalText = Field(min_length=1)


class HandOverAccusation(PetitionCommand):
    """Pass an accusation to the discipline organ (XF 30); never to the accused body or one below it."""

    to_body: str = Field(min_length=1)
    reference: PersonalText = ""


class AnswerSuggestion(PetitionCommand):
    """A suggestion was studied: adopted or not, with the reply (XF 29)."""

    adopted: bool
    reply: PersonalText = Field(min_length=1)


class ReferToMediation(PetitionCommand):
    """Ask the window to offer the case to a mediation body: both sides agree, a civil dispute (访调对接, XFT)."""

    to_body: str = Field(min_length=1)
    consenting: tuple[str, ...]
    """party_ids; both sides have to be among them."""
    administrative_dispute: bool = False
    """XFT keeps administrative disputes out of people's mediation."""
    explanation: PersonalText = ""
