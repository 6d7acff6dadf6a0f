"""Personal links of parties: handing one out, and withdrawing through one (issue 8, item 2; docs/decisions/public-pages.md)."""

from typing import Any

from schemas.command import Command, Refused
from schemas.intake import PartyLinkIssued, WithdrawalDeclared
from schemas.values import PartyRole
from services.intake.domain.access import SUPERVISORS, Answer, not_open, on_any
from services.intake.domain.law import IntakeLaw
from services.intake.domain.link_commands import DeclareWithdrawal, IssuePartyLink
from services.intake.domain.parties import unknown_party
from services.intake.domain.state import CaseFile, Merged, State, Unregistered, Voided
from services.intake.domain.told import told
from services.jurisdiction.acts import not_found
from services.jurisdiction.party_links import LINK_DAYS, cannot_have_link, expiry
from services.jurisdiction.roles import Role


def decide_link(state: State, command: Command[Any], law: IntakeLaw) -> Answer:
    """An office hands a link out; the public pages alone declare through one."""
    if isinstance(command.body, IssuePartyLink):
        return on_any(state, command, law, SUPERVISORS, issue_link)
    if isinstance(state, Unregistered) or Role.PUBLIC_WEB.value not in command.actor.roles:
        return not_found()
    return declare_withdrawal(state, command)


def issue_link(file: CaseFile, command: Command[IssuePartyLink], law: IntakeLaw) -> Answer:
    """A link with a number of its own, also after the case was closed: its documents and the petition's review go on."""
    if isinstance(file, Voided | Merged):
        return not_open(file) or not_found()
    party = file.party(command.body.party_id)
    if party is None:
        return unknown_party()
    if refused := cannot_have_link(party, file.case.parties, sealed=file.case.sealed):
        return refused
    last = file.links.get(party.party_id)
    issued = PartyLinkIssued(
        **told(command), party_id=party.party_id, link_number=last.number + 1 if last else 1,
        expires_at=expiry(command.recorded_at, int(law.parameter(LINK_DAYS).value)),
    )  # fmt: skip
    return (issued,)


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
