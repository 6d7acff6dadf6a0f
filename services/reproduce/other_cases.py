"""Scripts of petitions and of applications for judicial confirmation."""

from datetime import timedelta

from schemas.people_mediation import AgreementTerms
from schemas.petitions import PetitionManner
from schemas.values import Agreed, Channel, Party, PartyKind, PartyRole
from services.intake.domain.file_commands import VoidCase
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as filing
from services.petitions.domain import commands as desk
from services.registers.domain.forms import forms_of
from services.reproduce.cases import Script, Told
from services.reproduce.machine import Machine

COURT = "wuhu.jinghu.court"
LATE = timedelta(days=40)
"""Later than any limit for taking up."""


def petition(machine: Machine, told: Told) -> None:
    """Something written to a mayor's mailbox: registered by the petition office, which takes it up itself or leaves it."""
    script, service = Script(machine, told), "petitions"
    script.register()
    if told.invalid:
        script.ask("intake", VoidCase(reason="无效或重复"))
    else:
        script.taken_by(Channel.PETITION)
        script.ask(service, desk.RegisterPetition(kind=told.kind, manner=PetitionManner.ONLINE))
        script.ask(service, desk.ForwardPetition(responsible_unit=told.body))
        if not told.on_time:
            script.wait(LATE)
        script.ask(service, desk.NotifyPetitioner(way_told="按信访程序办理"))
        script.ask(service, desk.AcceptPetition())
    machine.forget(told.code)


def patrol(machine: Machine, told: Told) -> None:
    """One round of a patrol, entered and reported by the body itself; the register has no case."""
    script, service = Script(machine, told), "registers"
    forms = forms_of(machine.rules(service))["patrols"]
    found, settled = told.patrol or (0, 0)
    entered = {"owner": told.body, "area": "辖区", "subject": "general", "frequency": "monthly"}
    script.ask(service, forms.enter.model_validate(entered))
    reported = {"found": found, "settled_on_the_spot": settled, "reported_up": found - settled}
    script.ask(service, forms.steps["reported"].model_validate(reported))
    machine.forget(told.code)


def confirmation(machine: Machine, told: Told) -> None:
    """An agreement that the parties bring to the court themselves, and what the court did."""
    script, service = Script(machine, told), "judicial_confirmation"
    names = ((PartyRole.APPLICANT, "申请人"), (PartyRole.RESPONDENT, "被申请人"))
    parties = tuple(
        Party(party_id=f"p{number}", role=role, kind=PartyKind.NATURAL, name=name, identity_number=f"证件{number}")
        for number, (role, name) in enumerate(names, 1)
    )
    brought = filing.RegisterAgreementFromParties(
        form=Agreed.WRITTEN, mediation_body=told.body, channel=Channel.PEOPLE_MEDIATION,
        effective_on=told.at.date() - timedelta(days=5), parties=parties, terms=AgreementTerms(terms=("按约定履行",)),
        dispute_type=told.type,
    )  # fmt: skip
    agreement_id = script.ask(service, brought, "court_clerk", by=COURT)[0].agreement_id
    applicants = tuple(filing.Applicant(party_id=party.party_id) for party in parties)
    about = {"agreement_id": agreement_id}
    clerk, at = "court_clerk", COURT
    script.ask(service, filing.ApplyForConfirmation(**about, court=COURT, applicants=applicants), clerk, by=at)
    script.ask(service, court.DocketApplication(**about), clerk, by=at)
    if told.ruling == "withdrawn":
        script.ask(service, filing.WithdrawApplication(**about), clerk, by=at)
    else:
        present = tuple(party.party_id for party in parties)
        script.ask(service, court.HoldVerification(**about, present=present), clerk, by=at)
        if told.ruling == "confirmed":
            script.ask(service, court.ConfirmAgreement(**about), clerk, by=at)
        else:
            script.ask(service, court.DismissApplication(**about, ground="content_unclear"), clerk, by=at)
    machine.forget(told.code)
