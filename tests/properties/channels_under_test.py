"""The channels that are composed with the window at random: one entry each, and nothing else names them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from schemas import administrative_mediation as administrative
from schemas import people_mediation as mediation
from schemas import petitions as petition
from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.petitions import Article31
from schemas.values import Agreed, Channel
from services.administrative_mediation.domain import commands as agency
from services.administrative_mediation.worker import service as administrative_mediation
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.situations import InMediation, Preparing
from services.people_mediation.worker import service as people_mediation
from services.petitions.domain import commands as desk
from services.petitions.worker import service as petitions
from tests.domain.intake.window import CITY, COMMUNITY, HUB, NEIGHBOUR, STREET
from tests.domain.people_mediation.committee_case import AT_ONCE, ROUTES

ORDER = "wuhu.jinghu.public-order"
LABOUR = "wuhu.jinghu.human-resources"
PETITION_OFFICE = "wuhu.jinghu.petitions"
CITY_PETITION_OFFICE = "wuhu.petitions"


@dataclass(frozen=True)
class ChannelUnderTest:
    """One channel: who works in it, what they do, what must hold of it, and how a round is brought to agreement."""

    name: str
    """The service."""
    channel: Channel
    service: Callable[[Any], Any]
    bodies: tuple[str, ...]
    acts: st.SearchStrategy[CommandBody]
    accept: CommandBody
    """Takes the offer up."""
    work: Sequence[tuple[str | None, CommandBody]]
    """What usually follows on custody, in order, with the body that does it (None: who holds the case)."""
    settle: Sequence[CommandBody]
    """From custody to an agreement that binds, in order; empty where more people are needed than one desk."""
    roles: tuple[str, ...]
    held: Callable[[Any], list[str]]
    """Tracks the channel works on in this state: it believes to hold the case by each of them."""
    unlawful: Callable[[Any, Event], bool]
    """(state before, event): no rule allows this to happen now, so the event has to carry an irregularity."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """A failing run names the channel, and not everything it can do."""
        printer.text(self.name)

    def staff(self, body: str) -> Actor:
        """Who acts for a body of the channel."""
        return Actor(user=f"staff.{body}", organisation=body, roles=self.roles)


_WORKED_ON = (Preparing, InMediation)
_LAWFUL = {
    mediation.OfferReturned: ("offered",),
    mediation.MediationAccepted: ("preparing", "agreed"),
    mediation.MediatorAssigned: ("offered", "awaiting_custody", "preparing", "in_mediation", "agreed"),
    mediation.SessionHeld: ("in_mediation", "agreed"),
    mediation.AgreementReached: ("in_mediation", "agreed"),
    mediation.MediationTerminated: ("preparing", "in_mediation", "agreed"),
    mediation.FileArchived: ("agreed", "terminated"),
}
"""In which situation of its round something may happen."""
_WORKED_ON_BY_AGENCIES = ("examining", "consent_pending", "in_mediation", "appraising")
_LAWFUL_AT_AN_AGENCY = {
    administrative.MediationAccepted: ("examining",),
    administrative.SessionHeld: ("in_mediation", "agreed"),
    administrative.AgreementReached: ("in_mediation", "agreed"),
    administrative.MediationTerminated: ("consent_pending", "in_mediation", "appraising", "agreed"),
    administrative.FileArchived: ("agreed", "terminated", "not_accepted"),
}
_LAWFUL_OF_A_PETITION = {
    petition.PetitionForwarded: ("registered", "with_unit", "objected"),
    petition.PetitionAccepted: ("with_unit",),
    petition.PetitionClassified: ("accepted", "handling", "diverted"),
    petition.HandlingOpinionIssued: ("handling",),
}
_ABOUT_AGREEMENTS = (mediation.PerformanceRecorded, mediation.BreachReported)


def _held_by_committees(state: Any) -> list[str]:
    return [track.track_id for track in state.tracks.values() if isinstance(track.situation, _WORKED_ON)]


def _unlawful_in_mediation(state: Any, event: Event) -> bool:
    if not isinstance(event, mediation.TrackEvent):
        return False
    track = state.tracks.get(event.track_id)
    if isinstance(event, _ABOUT_AGREEMENTS):
        agreement = track.agreement(event.agreement_id) if track else None
        return agreement is None or not agreement.is_in_force or track.situation.kind == "archived"
    lawful = _LAWFUL.get(type(event))
    return lawful is not None and (track is None or track.situation.kind not in lawful)


def _held_by_agencies(state: Any) -> list[str]:
    return [track.track_id for track in state.tracks.values() if track.situation.kind in _WORKED_ON_BY_AGENCIES]


def _unlawful_at_an_agency(state: Any, event: Event) -> bool:
    lawful = _LAWFUL_AT_AN_AGENCY.get(type(event))
    if lawful is None:
        return False
    track = state.tracks.get(getattr(event, "track_id", None))
    return track is None or track.situation.kind not in lawful


def _held_by_petition_offices(state: Any) -> list[str]:
    return [track.track_id for track in state.tracks.values() if track.situation.kind == "holding"]


def _unlawful_of_a_petition(state: Any, event: Event) -> bool:
    lawful = _LAWFUL_OF_A_PETITION.get(type(event))
    if lawful is None:
        return False
    return state.petition is None or state.petition.situation.kind not in lawful


MEDIATING = (
    c.AcceptMediation(joint_application=True), c.AssignMediator(mediator="mediator"), c.NotifyRights(), c.HoldSession(),
    c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE),
)  # fmt: skip
PEOPLE = ChannelUnderTest(
    name="people_mediation",
    channel=Channel.PEOPLE_MEDIATION,
    service=people_mediation,
    bodies=(COMMUNITY, NEIGHBOUR, STREET, HUB, CITY),
    acts=st.sampled_from(
        [
            *[c.AcceptOffer()] * 3, c.ReturnOffer(code="not_competent", reason="不在辖区"),
            *[c.AcceptMediation(joint_application=True)] * 2, c.AcceptMediation(own_motion=True),
            c.AssignMediator(mediator="mediator"), c.NotifyRights(), *[c.HoldSession()] * 2,
            *[c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE)] * 2, c.ReachAgreement(form=Agreed.WRITTEN, terms=AT_ONCE),
            c.SignAsMediator(mediator="mediator"), c.SealAgreement(), c.SeeDangerSigns(signs="扬言报复", police_notified=True),
            c.RecordPerformance(performance="full"), c.ReportBreach(what="不履行"), c.FollowUp(findings="回访"),
            c.TerminateMediation(reason="deadlock", routes_told=ROUTES), c.ArchiveFile(volume_number="1"),
        ]
    ),
    accept=c.AcceptOffer(),
    work=tuple((None, act) for act in MEDIATING),
    settle=MEDIATING,
    roles=("clerk", "mediator", "committee_seal_keeper"),
    held=_held_by_committees,
    unlawful=_unlawful_in_mediation,
)  # fmt: skip

ADMINISTRATIVE = ChannelUnderTest(
    name="administrative_mediation",
    channel=Channel.ADMIN_MEDIATION,
    service=administrative_mediation,
    bodies=(ORDER, LABOUR),
    acts=st.sampled_from(
        [
            *[agency.AcceptOffer()] * 3, agency.ReturnOffer(code="not_competent", reason="不属职责"),
            agency.AcceptApplication(joint_application=True), agency.AcceptApplication(own_motion=True),
            agency.FindNotCompetent(reason="不属本机关职责"), agency.AssignMediator(mediator="mediator"),
            agency.NotifyRights(), *[agency.HoldSession()] * 2, agency.StartAppraisal(kind="鉴定"), agency.EndAppraisal(),
            agency.ReachAgreement(form=Agreed.WRITTEN, terms=AT_ONCE), agency.SignAsMediator(mediator="mediator"),
            agency.SealDocument(), agency.RecordPerformance(performance="full"), agency.ReportBreach(what="不履行"),
            agency.TerminateMediation(reason="deadlock", routes_told=ROUTES),
        ]
    ),
    accept=agency.AcceptOffer(),
    work=tuple(
        (None, act)
        for act in (
            agency.AcceptApplication(joint_application=True), agency.AssignMediator(mediator="mediator"),
            agency.NotifyRights(), agency.HoldSession(), agency.ReachAgreement(form=Agreed.WRITTEN, terms=AT_ONCE),
        )
    ),
    settle=(),
    roles=("clerk", "mediator", "agency_seal_keeper"),
    held=_held_by_agencies,
    unlawful=_unlawful_at_an_agency,
)  # fmt: skip

PETITIONS = ChannelUnderTest(
    name="petitions",
    channel=Channel.PETITION,
    service=petitions,
    bodies=(PETITION_OFFICE, CITY_PETITION_OFFICE),
    acts=st.sampled_from(
        [
            *[desk.AcceptOffer()] * 3, desk.RegisterPetition(kind="grievance", manner="petition_visit"),
            *[desk.ForwardPetition(responsible_unit=LABOUR)] * 2, desk.NotifyPetitioner(way_told="按信访程序办理"),
            desk.AcceptPetition(), desk.ClassifyPetition(article=Article31.PETITION_PROCEDURE),
        ]
    ),
    accept=desk.AcceptOffer(),
    work=(
        (None, desk.RegisterPetition(kind="grievance", manner="petition_visit")),
        (None, desk.ForwardPetition(responsible_unit=LABOUR)),
        (LABOUR, desk.NotifyPetitioner(way_told="按信访程序办理")),
        (LABOUR, desk.AcceptPetition()),
        (LABOUR, desk.ClassifyPetition(article=Article31.PETITION_PROCEDURE)),
    ),
    settle=(),
    roles=("clerk", "county_office"),
    held=_held_by_petition_offices,
    unlawful=_unlawful_of_a_petition,
)  # fmt: skip

CHANNELS: tuple[ChannelUnderTest, ...] = (PEOPLE, ADMINISTRATIVE, PETITIONS)
"""Every channel with a service of its own: a new one joins by its entry here."""
