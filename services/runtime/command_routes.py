"""The table of a service's HTTP commands: method, path, body, roles. A service's api.py is such a table and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.command import CommandBody

CASE_CODE = "{case_code}"


@dataclass(frozen=True)
class CommandRoute:
    """One act that a person may ask for over HTTP."""

    path: str
    """Path with `{case_code}`, without it where `creates_case`."""
    body: type[CommandBody]
    roles: frozenset[str]
    """Any one of these is needed; empty: every account. Whether this body may act on this case is for `decide`."""
    summary: str
    """What the act is, in Chinese, for the interface description."""
    method: str = "POST"
    creates_case: bool = False
    """The case code derives from this command's id; answered with 201."""
    roles_without_precondition: frozenset[str] = frozenset()
    """Who needs no If-Match on an existing case: citizens, who act on an invitation and not on a screen of the file."""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.creates_case == (CASE_CODE in self.path):
            raise ValueError(f"{self.path}: a path names the case exactly when the command does not create it")

    def may_act(self, roles: Iterable[str]) -> bool:
        """True when one of the actor's roles is enough."""
        return not self.roles or not self.roles.isdisjoint(roles)

    def needs_precondition(self, roles: Iterable[str]) -> bool:
        """True when this actor has to say which state of the case was seen (If-Match)."""
        return not self.creates_case and not set(roles) & self.roles_without_precondition
