"""Who reads, and what the reader may see: cases by the bodies that had to do with them, fields by their marks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.base import SAID_MARK, Event
from schemas.command import Actor
from schemas.intake import NoteRecorded
from schemas.personal import MASK, masked_data
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.jurisdiction.sealing import is_accused
from services.views.sealing import accused_of, bodies_of

SEE_PERSONAL = frozenset(
    {
        Role.CLERK,
        Role.MEDIATOR,
        Role.COMMITTEE_SEAL_KEEPER,
        Role.AGENCY_SEAL_KEEPER,
        Role.COURT_CLERK,
        Role.COUNTY_OFFICE,
    }
)
"""Roles whose work needs to know the persons; everybody else reads with personal fields masked."""
RATINGS = ("rating_given", "rating_changed")
GRADES = ("grade", "former_grade", "first_grade", "comment")
GIVERS = ("party_id", "party_role", "invitation_id", "delivery_id", "address_hash")
"""What would tell who gave an answer, and who has not answered (yet)."""
INVITING = ("invitation_issued", "party_not_reached")
"""Events of satisfaction that tell who was asked, which everybody who reads the case may know."""
MEDIATION = (
    Channel.PEOPLE_MEDIATION,
    Channel.ADMIN_MEDIATION,
    Channel.INDUSTRY_MEDIATION,
    Channel.COURT_MEDIATION,
)
"""Channels whose talks stay with the body that mediates: a note about them is read by the body that wrote it."""


@dataclass(frozen=True)
class Reader:
    """An actor with the tree of bodies the actor stands in."""

    organisation: str
    """The body the reader asks about."""
    own: str
    """The body the reader belongs to."""
    own_name: str
    sees_personal: bool
    above: Callable[[str], tuple[str, ...]]
    """Body id -> the ids of the bodies above it."""
    is_accused: Callable[[Sequence[str]], bool]
    """Whether the reader's own body is one of these, told by id or by name, or stands below one."""

    @staticmethod
    def of(actor: Actor, law: Law) -> "Reader":
        """The reader of a request."""

        def above(organisation: str) -> tuple[str, ...]:
            found = law.organisation(organisation)
            return tuple(body.id for body in law.ancestors(found)) if found else ()

        def accused(told: Sequence[str]) -> bool:
            return is_accused(law, told, actor.organisation)

        own = law.organisation(actor.organisation)
        return Reader(
            actor.organisation, actor.organisation, own.name_zh if own else actor.organisation,
            bool(SEE_PERSONAL & set(actor.roles)), above, accused,
        )  # fmt: skip

    def stands_for(self, organisation: str) -> bool:
        """True for the reader's own body and those below it."""
        return organisation == self.organisation or self.organisation in self.above(organisation)

    def may_see_case(self, bodies: Iterable[str]) -> bool:
        """A body sees what it holds, held, was offered or registered; one above sees what those below see."""
        return any(self.stands_for(body) for body in bodies)

    def may_read(self, document: Mapping[str, Any]) -> bool:
        """A case that is not sealed is read by the bodies of `may_see_case`; a sealed one by the body that has it, for itself."""
        bodies, accused = bodies_of(document), accused_of(document)
        if accused is None:
            return self.may_see_case(bodies)
        return not {self.own, self.own_name}.isdisjoint(bodies) and not self.is_accused(accused)

    def may_be_shown(self, document: Mapping[str, Any]) -> bool:
        """As `may_read`, of a document found by other conditions than its bodies: only the seal is asked."""
        return accused_of(document) is None or self.may_read(document)

    def visible(
        self, service: str, name: str, event: Event, data: Mapping[str, Any], said_at: str | None
    ) -> Mapping[str, Any]:
        """The event's data as this reader may see it.

        `said_at`: the mediation body of the event's round; what was said there stays there (TY 22). The rated body
        learns that somebody answered, not what this person said.
        """
        if not self.sees_personal:
            data = masked_data(type(event), data)
        elif said_at != self.organisation:
            data = masked_data(type(event), data, SAID_MARK)
        if isinstance(event, NoteRecorded) and event.channel in MEDIATION and said_at != self.organisation:
            data = {**data, "text": MASK}
        if service == "satisfaction" and name not in INVITING:
            data = without_giver(data)
        if service == "satisfaction" and name in RATINGS and not self._may_see_rating(said_at):
            data = {**data, **{field: MASK for field in GRADES if data.get(field) not in (None, "")}}
        return data

    def _may_see_rating(self, rated_body: str | None) -> bool:
        return rated_body is not None and rated_body != self.organisation and self.stands_for(rated_body)


def without_giver(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event of satisfaction without what tells who gave an answer, for every reader: no staff role sees that (issue 7).

    Who agreed to be revisited is named by the rectification, and by nothing else.
    """
    hidden = {name: "" for name in GIVERS if data.get(name)}
    if isinstance(data.get("counted"), Mapping):
        hidden["counted"] = ""
    return {**data, **hidden} if hidden else data
