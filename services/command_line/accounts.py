"""Accounts of the local stack: every office of every body of a profile, by profiles/national/offices.yaml."""

from collections.abc import Mapping

from services.jurisdiction.offices import Post, posts_of
from services.jurisdiction.roles import Role
from services.runtime.accounts import Account

OPERATOR = Account(id="operator.local", organisation="operator", office="系统运维员", roles=(Role.OPERATOR.value,))
"""Runs the system and acts on no case."""


def accounts_of(profile: str) -> Mapping[str, Account]:
    """Accounts by id, in order of the bodies; raises ProfileMistake for a profile without bodies of its own."""
    made = {account_id: _account(post) for account_id, post in posts_of(profile).items()}
    return {**made, OPERATOR.id: OPERATOR}


def _account(post: Post) -> Account:
    return Account(
        id=post.id,
        organisation=post.body.id,
        office=post.name_zh,
        roles=tuple(role.value for role in post.office.roles),
    )
