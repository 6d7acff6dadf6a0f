"""Who stands above several bodies at once, and may say which of them handles a case (rule E3; XF 24, SZ 45)."""

from collections.abc import Iterable
from typing import Protocol

from services.jurisdiction.organisations import Organisation

SOURCE = "XF 24；SZ 45"
"""What a designation rests on: petitions by XF 24; for agencies SZ 45, a local rule taken as the default."""


class Bodies(Protocol):
    """The organisation tree as it is asked here; `services.jurisdiction.law.Law` answers it."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...


def common_superiors(law: Bodies, bodies: Iterable[str]) -> tuple[Organisation, ...]:
    """The bodies above all of these, nearest first; one of them where it stands above all others.

    Empty where one is unknown or nobody stands above all. A body is not its own superior.
    """
    lines = []
    for body in dict.fromkeys(bodies):
        organisation = law.organisation(body)
        if organisation is None:
            return ()
        lines.append((organisation, *law.ancestors(organisation)))
    if not lines:
        return ()
    first, *others = lines if len(lines) > 1 else [lines[0][1:]]
    return tuple(one for one in first if all(any(one.id == above.id for above in line) for line in others))
