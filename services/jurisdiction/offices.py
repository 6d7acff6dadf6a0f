"""Offices that bodies of a kind have (profiles/national/offices.yaml): posts and roles, never persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.organisations import Organisation, read_organisations
from services.jurisdiction.profile_files import PROFILES, read_as, read_document
from services.jurisdiction.roles import Role
from services.jurisdiction.vocabulary import BodyKind


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


@dataclass(frozen=True)
class Post:
    """One office of one body."""

    body: Organisation
    office: Office

    @property
    def id(self) -> str:
        """Account id, e.g. `clerk.wuhu.jinghu.fangcun.pmc`."""
        return f"{self.office.office}.{self.body.id}"

    @property
    def name_zh(self) -> str:
        """The post as people call it, e.g. 方村街道人民调解委员会登记员."""
        return f"{self.body.name_zh}{self.office.name_zh}"


@cache
def posts_of(profile: str) -> Mapping[str, Post]:
    """Every post of every body of a profile by account id. Raises ProfileMistake for a profile without bodies of its own."""
    offices = read_as(OfficeFile, read_document(PROFILES / "national" / "offices.yaml")).offices
    tree = read_organisations(read_document(PROFILES / profile / "organisations.yaml"))
    posts = (Post(body, office) for body in tree.by_id.values() for office in offices.get(body.kind, ()))
    return {post.id: post for post in posts}
