"""Accounts of the local stack, named by office and role in a profile's bodies (accounts.yaml); no person has a name here."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from schemas.base import Value


class Account(Value):
    """Whom a local token speaks for."""

    id: str
    """Account id, e.g. `clerk.fangcun`."""
    organisation: str
    """Id of the body in the profile's organisation tree."""
    office: str
    """The office in Chinese, as shown to people."""
    roles: tuple[str, ...]


_ACCOUNTS = TypeAdapter(tuple[Account, ...])


def load_accounts(path: Path) -> Mapping[str, Account]:
    """Accounts by id. Raises ValueError when an id stands twice, pydantic.ValidationError when a row is incomplete."""
    rows = _ACCOUNTS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8"))["accounts"])
    accounts = {account.id: account for account in rows}
    if len(accounts) != len(rows):
        raise ValueError(f"{path}: an account id stands twice")
    return accounts
