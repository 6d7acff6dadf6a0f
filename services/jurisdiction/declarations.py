"""What a party declares itself through its personal link about a round of mediation, in whatever channel (issue 8, item 2). Pure.

Each channel keeps its own rules of consent; what is the same for all of them stands here: who may declare what, and in whose words.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import Field

from schemas.base import Event, PersonalText
from schemas.command import Command, CommandBody, Refused
from schemas.party_links import ByLink
from schemas.people_mediation_agreements import MediationTerminated, TerminationReason
from schemas.people_mediation_rounds import ConsentGiven, ConsentRefused
from schemas.values import Party
from services.jurisdiction.acts import not_found
from services.jurisdiction.roles import Role
from services.jurisdiction.story import Answer

Body = TypeVar("Body", bound=CommandBody)
TrackT = TypeVar("TrackT")
ROUTES_TOLD = ("仲裁", "行政途径", "向人民法院起诉")
"""The page on which the party declares it tells these ways (PML 26)."""


class Declaration(StrEnum):
    """What a party can say of a round without anybody judging it."""

    CONSENT = "consent"
    REFUSAL = "refusal"
    WITHDRAWAL = "withdrawal"
    """Who applied takes the application back (撤回调解申请)."""


class DeclareByLink(CommandBody):
    """A party consents to mediation, refuses it, or withdraws its application. Given by the public pages alone."""

    track_id: str = Field(min_length=1)
    party_id: str = Field(min_length=1)
    declaration: Declaration
    reason: PersonalText = ""
    by_link: ByLink

    @property
    def withdraws(self) -> bool:
        """Whether the application is taken back."""
        return self.declaration is Declaration.WITHDRAWAL


def is_the_partys(command: Command[Any]) -> bool:
    """Whether the public pages send it: they stand for the party and for no body."""
    return Role.PUBLIC_WEB.value in command.actor.roles and not command.actor.is_system


def shown_round(tracks: Mapping[str, TrackT], command: Command[Any]) -> TrackT | Refused:
    """The round that the party's page showed, named by `track_id`; a body that is not the party gets the answer of an unknown one."""
    track = tracks.get(command.body.track_id)
    return not_found() if track is None or not is_the_partys(command) else track


def declare(
    command: Command[DeclareByLink],
    party: Party | None,
    *,
    decided: Refused | None,
    may_withdraw: Callable[[Party], bool],
    consents: Callable[[Mapping[str, Any]], Answer],
    refuses: Callable[[Mapping[str, Any]], Answer],
) -> Answer:
    """What the office's clerk would enter after hearing the party, with the party as declarer.

    `party`: whom the state knows under the id; a predecessor of it declares nothing any more. `decided`: the refusal where the
    round has been decided. `consents` and `refuses` decide the office's own act with these fields.
    """
    body = command.body
    if party is None or party.party_id != body.party_id:
        return not_found()
    if decided is not None:
        return decided
    if body.withdraws and not may_withdraw(party):
        return _not_the_applicant()
    when = {"occurred_at": body.occurred_at, "track_id": body.track_id, "party_id": party.party_id}
    if body.declaration is Declaration.CONSENT:
        answer = consents(when)
    else:
        answer = refuses({**when, "reason": body.reason, "routes_told": ROUTES_TOLD})
    return answer if isinstance(answer, Refused) else _declared(answer, body)


def saying(command: Command[Any], body: Body) -> Command[Body]:
    """The same act in the words of the office."""
    return Command(command.id, command.case_code, command.actor, command.recorded_at, body)


def _not_the_applicant() -> Refused:
    """Only an application of one's own can be taken back; whoever did not apply may refuse."""
    sentence = "只有申请调解的一方可以撤回申请；您可以表示不同意调解。"
    return Refused("not_the_applicant", sentence, "party_id", "PML 17")


def _declared(events: Sequence[Event], body: DeclareByLink) -> tuple[Event, ...]:
    """The office's events, saying who declared it and how; a withdrawal is no refusal of the other side's wish to talk."""
    return tuple(_by_link(event, body) for event in events)


def _by_link(event: Event, body: DeclareByLink) -> Event:
    match event:
        case ConsentGiven():
            return event.model_copy(update={"by_link": body.by_link})
        case ConsentRefused():
            return event.model_copy(update={"by_link": body.by_link, "withdraws": body.withdraws})
        case MediationTerminated() if body.withdraws:
            return event.model_copy(update={"reason": TerminationReason.WITHDRAWN})
        case _:
            return event
