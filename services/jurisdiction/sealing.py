"""Who is the accused of a sealed accusation (检举控告), and who may know of it (XF 30; design.md section 6). Pure."""

from collections.abc import Sequence
from typing import Protocol

from services.jurisdiction.organisations import Organisation


class BodiesKnown(Protocol):
    """The tree of bodies; `services.jurisdiction.law.Law` has it."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...


def is_accused(law: BodiesKnown, accused: Sequence[str], organisation_id: str) -> bool:
    """Whether this body is one of the accused, told by id or by name, or stands below one of them."""
    body = law.organisation(organisation_id)
    chain = (body, *law.ancestors(body)) if body else ()
    names = {organisation_id, *(one.id for one in chain), *(one.name_zh for one in chain)}
    return not names.isdisjoint(accused)
