"""The channels that are composed with the window at random: one entry each, and nothing else names them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.values import Agreed, Channel
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.situations import InMediation, Preparing
from services.people_mediation.worker import service as people_mediation
from tests.domain.intake.window import CITY, COMMUNITY, HUB, NEIGHBOUR, STREET
from tests.domain.people_mediation.committee_case import AT_ONCE, ROUTES


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
    settle: Sequence[CommandBody]
    """From custody to an agreement that binds, in order."""
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
    settle=(
        c.AcceptMediation(joint_application=True), c.AssignMediator(mediator="mediator"), c.NotifyRights(), c.HoldSession(),
        c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE),
    ),
    roles=("clerk", "mediator", "committee_seal_keeper"),
    held=_held_by_committees,
    unlawful=_unlawful_in_mediation,
)  # fmt: skip

CHANNELS: tuple[ChannelUnderTest, ...] = (PEOPLE,)
"""Every channel with a service of its own: a new one joins by its entry here."""
