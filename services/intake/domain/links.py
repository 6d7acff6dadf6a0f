"""Personal links of parties: handing one out, having one sent, withdrawing through one (issue 8, item 2; docs/decisions/public-pages.md)."""

from datetime import datetime
from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import CustodyMoved, PartyLinkIssued, PartyLinkMessageAsked, WithdrawalAnswered, WithdrawalDeclared
from schemas.values import Channel, Party, PartyRole
from services.intake.domain.access import HOLDER, SUPERVISORS, Answer, not_open, on_any, on_open
from services.intake.domain.law import IntakeLaw
from services.intake.domain.link_commands import (
    AnswerWithdrawal,
    DeclareWithdrawal,
    IssuePartyLink,
    LinkCommand,
    SendPartyLink,
)
from services.intake.domain.parties import unknown_party
from services.intake.domain.state import CaseFile, Merged, Open, State, Unregistered, Voided
from services.jurisdiction.acts import not_found
from services.jurisdiction.party_links import (
    LINK_DAYS,
    LINKS_SENT_A_DAY,
    LINKS_SENT_UNASKED,
    cannot_be_sent,
    cannot_have_link,
    expiry,
    sent_enough,
)
from services.jurisdiction.roles import Role
from services.jurisdiction.told import told

MEDIATING = (Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION, Channel.INDUSTRY_MEDIATION, Channel.COURT_MEDIATION)
"""Channels in which both sides are asked whether they consent: there is something to declare."""


def decide_link(state: State, command: Command[Any], law: IntakeLaw) -> Answer:
    """An office hands a link out or has it sent, and answers a withdrawal; the public pages alone declare through one."""
    body: LinkCommand = command.body
    match body:
        case IssuePartyLink():
            return on_any(state, command, law, SUPERVISORS, issue_link)
        case SendPartyLink():
            return on_any(state, command, law, SUPERVISORS, send_link)
        case AnswerWithdrawal():
            return on_open(state, command, law, HOLDER, answer_withdrawal)
        case DeclareWithdrawal():
            if isinstance(state, Unregistered) or Role.PUBLIC_WEB.value not in command.actor.roles:
                return not_found()
            return declare_withdrawal(state, command)
        case _:
            assert_never(body)


def issue_link(file: CaseFile, command: Command[IssuePartyLink], law: IntakeLaw) -> Answer:
    """A link with a number of its own, also after the case was closed: its documents and the petition's review go on."""
    party = _who_may_have_one(file, command.body.party_id)
    return party if isinstance(party, Refused) else (_issued(file, party, command, law),)


def send_link(file: CaseFile, command: Command[SendPartyLink], law: IntakeLaw) -> Answer:
    """As `issue_link`, to the party's own number; nothing is sent about a played public case."""
    party = _who_may_have_one(file, command.body.party_id)
    if isinstance(party, Refused):
        return party
    return _cannot_be_sent(file, party, command, law) or _sent(file, party, command, law)


def with_links_sent(state: State, answer: Answer, command: Command[Any], law: IntakeLaw) -> Answer:
    """The answer, and where it moves custody to a mediating body and the profile wants it so, the links of who has none open."""
    if isinstance(answer, Refused) or not isinstance(state, Open):
        return answer
    taken = any(isinstance(event, CustodyMoved) and event.channel in MEDIATING for event in answer)
    if not taken or not law.parameter(LINKS_SENT_UNASKED).value:
        return answer
    sent = [
        event
        for party in _without_link(state, command, law)
        for event in _sent(state, party, command, law, asked=False)
    ]
    return (*answer, *sent)


def declare_withdrawal(file: CaseFile, command: Command[DeclareWithdrawal]) -> Answer:
    """Kept for the custodian, who judges it: nothing is closed by it."""
    body = command.body
    party, link = file.party(body.party_id), file.links.get(body.party_id)
    if party is None or link is None or link.number != body.by_link.link_number:
        return not_found()
    if not link.opens(command.recorded_at):
        return Refused("link_expired", "办事链接已经失效，请到综治中心窗口重新领取。")
    if refused := not_open(file):
        return refused
    if party.role is not PartyRole.APPLICANT:
        return Refused(
            "not_the_applicant", "只有提出这件事的一方可以撤回；您可以表示不同意调解。", "party_id", "PML 17"
        )
    if file.withdrawal_declared:
        return Refused("withdrawal_declared", "您已经提出撤回，请等承办机构核对后办结。")
    return (WithdrawalDeclared(**told(command), party_id=party.party_id, reason=body.reason, by_link=body.by_link),)


def answer_withdrawal(file: CaseFile, command: Command[AnswerWithdrawal], law: IntakeLaw) -> Answer:
    """The case goes on, e.g. since the party thought better of it; whoever still wants to withdraw may declare it again."""
    if not file.withdrawal_declared:
        return Refused("no_withdrawal_declared", "没有当事人提出撤回，无须答复。")
    return (WithdrawalAnswered(**told(command), explanation=command.body.explanation),)


def _who_may_have_one(file: CaseFile, party_id: str) -> Party | Refused:
    if isinstance(file, Voided | Merged):
        return not_open(file) or not_found()
    party = file.party(party_id)
    if party is None:
        return unknown_party()
    return cannot_have_link(party, file.case.parties, sealed=file.case.sealed) or party


def _cannot_be_sent(file: CaseFile, party: Party, command: Command[Any], law: IntakeLaw) -> Refused | None:
    refused = cannot_be_sent(party, story=file.case.story)
    most = int(law.parameter(LINKS_SENT_A_DAY).value)
    return refused or sent_enough(file.links.get(party.party_id), _expires_at(command, law), most)


def _without_link(file: CaseFile, command: Command[Any], law: IntakeLaw) -> list[Party]:
    """Parties who may be sent one and have none that opens."""
    found = []
    for party in file.case.parties:
        refused = cannot_have_link(party, file.case.parties, sealed=file.case.sealed)
        refused = refused or _cannot_be_sent(file, party, command, law)
        link = file.links.get(party.party_id)
        if refused is None and (link is None or not link.opens(command.recorded_at)):
            found.append(party)
    return found


def _sent(
    file: CaseFile, party: Party, command: Command[Any], law: IntakeLaw, *, asked: bool = True
) -> tuple[Event, ...]:
    issued = _issued(file, party, command, law)
    message = PartyLinkMessageAsked(
        **told(command), party_id=party.party_id, link_number=issued.link_number, expires_at=issued.expires_at,
        phone=party.contact.phone or "", automatic=not asked,
    )  # fmt: skip
    return issued, message


def _issued(file: CaseFile, party: Party, command: Command[Any], law: IntakeLaw) -> PartyLinkIssued:
    last = file.links.get(party.party_id)
    return PartyLinkIssued(
        **told(command), party_id=party.party_id, link_number=last.number + 1 if last else 1,
        expires_at=_expires_at(command, law),
    )  # fmt: skip


def _expires_at(command: Command[Any], law: IntakeLaw) -> datetime:
    return expiry(command.recorded_at, int(law.parameter(LINK_DAYS).value))
