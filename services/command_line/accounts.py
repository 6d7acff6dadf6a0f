"""Accounts of the local stack: every office of every body of a profile, by profiles/national/offices.yaml."""

from collections.abc import Mapping

import yaml
from pydantic import BaseModel, ConfigDict

from services.jurisdiction.organisations import Organisation, read_organisations
from services.jurisdiction.profile_files import PROFILES, read_document
from services.jurisdiction.roles import Role
from services.jurisdiction.vocabulary import BodyKind
from services.runtime.accounts import Account

OPERATOR = Account(id="operator.local", organisation="operator", office="系统运维员", roles=(Role.OPERATOR.value,))
"""Runs the system and acts on no case."""


class Office(BaseModel):
    """A kind of post that every body of a kind has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    office: str
    name_zh: str
    roles: tuple[Role, ...]


class OfficeFile(BaseModel):
    """The form of `offices.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: str
    offices: Mapping[BodyKind, tuple[Office, ...]]


def accounts_of(profile: str) -> Mapping[str, Account]:
    """Accounts by id, in order of the bodies; raises ProfileMistake for a profile without bodies of its own."""
    text = (PROFILES / "national" / "offices.yaml").read_text(encoding="utf-8")
    offices = OfficeFile.model_validate(yaml.safe_load(text)).offices
    tree = read_organisations(read_document(PROFILES / profile / "organisations.yaml"))
    made = [_account(office, body) for body in tree.by_id.values() for office in offices.get(body.kind, ())]
    return {account.id: account for account in (*made, OPERATOR)}


def _account(office: Office, body: Organisation) -> Account:
    return Account(
        id=f"{office.office}.{body.id}", organisation=body.id, office=f"{body.name_zh}{office.name_zh}",
        roles=tuple(role.value for role in office.roles),
    )  # fmt: skip
