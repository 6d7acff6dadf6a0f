"""Scripts of cases as the published tables count them: registered, taken up, and ended in the month of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from schemas.command import Actor, CommandBody
from schemas.identity import NAMESPACE, case_code, named_id
from schemas.intake import CloseResult
from schemas.people_mediation import AgreementTerms, TerminationReason, Threat
from schemas.petitions import PetitionKind
from schemas.values import (
    Agreed,
    CaseSource,
    Channel,
    DisputeType,
    DueItem,
    PartyKind,
    PartyRole,
    Performance,
    ReceivedVia,
)
from services.administrative_mediation.domain import commands as agency
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.entries import ContactEntry, PartyEntry
from services.intake.domain.file_commands import CloseCase, RegisterCase
from services.people_mediation.domain import commands as committee
from services.reproduce.machine import Machine
from services.satisfaction.domain.commands import RateByLink

MEDIATOR = "人民调解员"
ROUTES = ("仲裁", "行政途径", "向人民法院起诉")
FEN = 100


@dataclass(frozen=True)
class Told:
    """What a table tells of one case; what it does not tell has the plainest value."""

    key: str
    """Unlike any other of the run; the case's code derives from it."""
    at: datetime
    body: str
    """Who mediates, and registers."""
    type: DisputeType = DisputeType.OTHER
    source: CaseSource = CaseSource.APPLICATION
    succeeds: bool = True
    ends: bool = True
    """Whether the round ended within what the table counts."""
    persons: int = 2
    amount_fen: int = 0
    """Of the agreement."""
    claim_fen: int = 0
    """Of the dispute."""
    performed: bool = False
    threat: Threat | None = None
    form: Agreed = Agreed.ORAL
    tags: tuple[str, ...] = ()
    """Kinds that only the table has, by their printed names."""
    kind: PetitionKind = PetitionKind.GRIEVANCE
    """Of a petition."""
    on_time: bool = True
    """Whether a petition was taken up within its limit."""
    invalid: bool = False
    """Whether the registration came to nothing."""
    patrol: tuple[int, int] | None = None
    """Of a patrol: disputes found, and settled on the spot."""
    ruling: str = ""
    """What a court did: `confirmed`, `dismissed`, `withdrawn`."""
    phones: tuple[str, ...] = ()
    """Of the parties in their order, by which they can be asked afterwards; the tables tell none."""
    closed: bool = False
    """Whether the window then closes the case, which asks the parties for their opinion."""
    grades: tuple[int, ...] = ()
    """What those answer who do, in the order of their invitations."""

    @property
    def code(self) -> str:
        """The code under which the window registers it."""
        return case_code(self.registering)

    @property
    def registering(self) -> UUID:
        """The id of the command that registers it."""
        return named_id(NAMESPACE, f"reproduced/{self.key}")


class Script:
    """One case's acts, a minute apart."""

    def __init__(self, machine: Machine, told: Told) -> None:
        self._machine = machine
        self._told = told
        self._at = told.at
        self._acts = 0

    def ask(self, service: str, body: CommandBody, *roles: str, by: str | None = None) -> Any:
        """The next act, by the body that mediates unless told; the events."""
        self._acts += 1
        self._at += timedelta(minutes=1)
        organisation = by or self._told.body
        actor = Actor(
            user=f"{(roles or ('clerk',))[0]}.{organisation}", organisation=organisation, roles=roles or ("clerk",)
        )
        key = f"{self._told.key}/{self._acts}"
        return self._machine.ask(service, self._told.code, body, actor, self._at, key)

    def wait(self, span: timedelta) -> None:
        """Time passes before the next act."""
        self._at += span

    def register(self) -> Sequence[str]:
        """Entered at the window of the body itself; the party_ids."""
        told = self._told
        names = ((PartyRole.APPLICANT, "申请人"), (PartyRole.RESPONDENT, "被申请人"))
        phones = (*told.phones, None, None)
        parties = tuple(
            PartyEntry(role=role, kind=PartyKind.NATURAL, name=name, contact=ContactEntry(phone=phone))
            for (role, name), phone in zip(names, phones, strict=False)
        )
        entry = RegisterCase(
            dispute_type=told.type, source=told.source, received_via=ReceivedVia.COUNTER, summary="统计表中的一件纠纷",
            parties=parties, headcount=told.persons, amount_cny=told.claim_fen / FEN if told.claim_fen else None,
            own_motion=told.source is CaseSource.OWN_MOTION, tags=told.tags,
        )  # fmt: skip
        self.ask("intake", entry)
        return tuple(party.party_id for party in self._machine.state("intake", told.code).case.parties)

    def taken_by(self, channel: Channel) -> None:
        """The window hands the case to the body's own mediators."""
        self.ask("intake", OfferCustody(to_body=self._told.body, channel=channel))

    def terms(self, parties: Sequence[str]) -> AgreementTerms:
        """What was agreed: the amount the table tells, done at once."""
        amount = self._told.amount_fen
        item = DueItem(
            item_id="1", what="给付", debtor=parties[1], creditor=parties[0], amount_cny=amount / FEN,
            due_on=self._told.at.date(),
        )  # fmt: skip
        return AgreementTerms(terms=("按约定履行",), items=(item,) if amount else (), performed_at_once=True)

    def close(self) -> None:
        """The window closes the case where that is told; the parties who answer do so a day later."""
        if not self._told.closed:
            return
        result = CloseResult.AGREED if self._told.succeeds else CloseResult.FAILED
        self.ask("intake", CloseCase(result=result))
        self.wait(timedelta(days=1))
        invited = self._machine.state("satisfaction", self._told.code).invitations if self._told.grades else ()
        for invitation, grade in zip(invited, self._told.grades, strict=False):
            self._answers(invitation, grade)

    def _answers(self, invitation: str, grade: int) -> None:
        """The person whose invitation it is answers through the link."""
        actor = Actor(user=f"party:{invitation}", organisation="public", roles=("party",))
        self._acts += 1
        self._at += timedelta(minutes=1)
        key = f"{self._told.key}/{self._acts}"
        self._machine.ask("satisfaction", self._told.code, RateByLink(grade=grade), actor, self._at, key)

    def agree(self, parties: Sequence[str]) -> None:
        """The agreement before a committee; a written one with all its signatures (PML 29)."""
        service, form = "people_mediation", self._told.form
        self.ask(service, committee.ReachAgreement(form=form, terms=self.terms(parties)))
        if form is Agreed.WRITTEN:
            for party_id in parties:
                self.ask(service, committee.SignAsParty(party_id=party_id))
            self.ask(service, committee.SignAsMediator(mediator=MEDIATOR), "mediator")
            self.ask(service, committee.SealAgreement(), "committee_seal_keeper")


def mediated_by_committee(machine: Machine, told: Told) -> None:
    """A dispute before a people's mediation committee, from the window to its end."""
    script, service = Script(machine, told), "people_mediation"
    parties = script.register()
    script.taken_by(Channel.PEOPLE_MEDIATION)
    script.ask(service, committee.AcceptMediation(joint_application=True))
    if told.ends:
        script.ask(service, committee.AssignMediator(mediator=MEDIATOR))
        script.ask(service, committee.NotifyRights())
        script.ask(service, committee.HoldSession())
        if told.threat is not None:
            script.ask(service, committee.SeeDangerSigns(signs="有激化迹象", police_notified=True, threat=told.threat))
        if told.succeeds:
            script.agree(parties)
        else:
            script.ask(service, committee.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES))
        if told.performed:
            script.ask(service, committee.RecordPerformance(performance=Performance.FULL))
        script.close()
    machine.forget(told.code)


def mediated_by_agency(machine: Machine, told: Told) -> None:
    """A dispute before an agency, from the window to its end."""
    script, service = Script(machine, told), "administrative_mediation"
    parties = script.register()
    script.taken_by(Channel.ADMIN_MEDIATION)
    script.ask(service, agency.AcceptApplication(joint_application=True))
    if told.ends:
        script.ask(service, agency.AssignMediator(mediator="调解人员"))
        script.ask(service, agency.NotifyRights())
        script.ask(service, agency.HoldSession())
        if told.succeeds:
            script.ask(service, agency.ReachAgreement(form=told.form, terms=script.terms(parties)))
        else:
            script.ask(service, agency.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES))
        if told.performed:
            script.ask(service, agency.RecordPerformance(performance=Performance.FULL))
        script.close()
    machine.forget(told.code)
