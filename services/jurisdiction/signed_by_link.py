"""A party's signature through its own link, in whatever channel: the rules of its office, with the party as the one who signs. Pure.

Each channel keeps its own rules of signing (who agreed, who represents whom, when it binds); what a link adds to them stands here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from schemas.command import Command, CommandBody, Refused
from schemas.values import Party
from services.jurisdiction.acts import not_found
from services.jurisdiction.declarations import saying
from services.jurisdiction.signature_images import SignByLink, Written, refused_by_link, signed_itself
from services.jurisdiction.story import Answer

Body = TypeVar("Body", bound=CommandBody)
BodyNow = TypeVar("BodyNow", bound=CommandBody, covariant=True)


class SigningCase(Protocol):
    """A case as its channel keeps it."""

    def party(self, party_id: str) -> Party | None:
        """The party that stands under this id today."""


class SigningRound(Protocol):
    """A round as its channel keeps it."""

    @property
    def track_id(self) -> str:
        """Its id."""

    @property
    def agreements(self) -> tuple[Written, ...]:
        """In the order in which they were reached."""


class AsOffice(Protocol[BodyNow]):
    """The office's own command of a party's signature."""

    def __call__(self, *, occurred_at: datetime | None, track_id: str, agreement_id: str, party_id: str) -> BodyNow:
        """The same act as the office would enter it."""


def sign_by_link(
    state: SigningCase,
    track: SigningRound,
    command: Command[SignByLink],
    as_office: AsOffice[Body],
    sign: Callable[[Command[Body]], Answer],
) -> Answer:
    """Itself alone: whoever signs for another, and be it with special authority, comes to the office with the proof of it.

    A link is a party's, and so is its second fact. Whether a power of attorney reaches as far as settling is read by an
    office; no source that was read lets anybody else be told so by a link (docs/decisions/signatures.md).
    """
    body = command.body
    party = state.party(body.party_id)
    agreement = next((one for one in track.agreements if one.agreement_id == body.agreement_id), None)
    if party is None or party.party_id != body.party_id or agreement is None:
        return not_found()
    if refused := refused_by_link(track.agreements, agreement, body):
        return refused
    signing = as_office(
        occurred_at=body.occurred_at, track_id=track.track_id, agreement_id=agreement.agreement_id,
        party_id=party.party_id,
    )  # fmt: skip
    answer = sign(saying(command, signing))
    return answer if isinstance(answer, Refused) else signed_itself(answer, body)
