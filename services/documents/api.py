"""The HTTP commands of documents: numbers in one's own registers, files of one's own cases."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.documents.domain.commands import (
    FileEdition,
    IssueDocument,
    ReviseDocument,
    StoreAttachment,
    VoidDocument,
    WithdrawAttachment,
)
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute

STAFF = frozenset(
    role.value
    for role in (
        Role.CLERK,
        Role.MEDIATOR,
        Role.COMMITTEE_SEAL_KEEPER,
        Role.AGENCY_SEAL_KEEPER,
        Role.COURT_CLERK,
        Role.COUNTY_OFFICE,
    )
)
"""Offices that draw up documents; whether this body may is for `decide`."""


def _route(path: str, body: type[CommandBody], summary: str, tag: str) -> CommandRoute:
    """None needs an ETag: a register goes on with every document of the body, and an edition is named in the command."""
    return CommandRoute(
        path=path, body=body, roles=STAFF, summary=summary, roles_without_precondition=STAFF, tags=(tag,)
    )


_REGISTER, _CASE = "/documents/registers/{case_code}", "/documents/cases/{case_code}/attachments"
ROUTES: Sequence[CommandRoute] = (
    _route(f"{_REGISTER}/issue", IssueDocument, "签发文书并编号", "文书编号"),
    _route(f"{_REGISTER}/revise", ReviseDocument, "修订已签发的文书（文号不变）", "文书编号"),
    _route(f"{_REGISTER}/void", VoidDocument, "作废已签发的文书（文号保留）", "文书编号"),
    _route(f"{_REGISTER}/file", FileEdition, "保存已签发文书的文件（每版每种一份，不再更换）", "文书编号"),
    _route(f"{_CASE}", StoreAttachment, "存入附件", "附件"),
    _route(f"{_CASE}/withdraw", WithdrawAttachment, "撤回附件", "附件"),
)
"""Every act that people may ask of documents."""
