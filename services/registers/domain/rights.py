"""Which body has to do with an entry, and as what."""

from services.jurisdiction.register_forms import Taker
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain.state import Entry

WHOSE = {Taker.ENTERING: "登记机构", Taker.OWNER: "责任单位", Taker.SUPERIOR: "责任单位的上级机构"}


def is_concerned(entry: Entry, organisation: str, law: RegisterLaw) -> bool:
    """Whether this body may know of the entry: it entered it, answers or answered for it, or stands above one that did.

    What is kept from a body is told to those alone that entered it and answer for it (XF 30).
    """
    if entry.hidden_from is not None:
        return organisation in entry.bodies and not stands_under(organisation, entry.hidden_from, law)
    return any(stands_under(body, organisation, law) for body in entry.bodies)


def stands_under(organisation: str, above: str, law: RegisterLaw) -> bool:
    """Whether `organisation` is `above`, or a body below it."""
    if organisation == above:
        return True
    known = law.organisation(organisation)
    return known is not None and any(one.id == above for one in law.ancestors(known))


def supervisors_of(body: str, law: RegisterLaw) -> tuple[str, ...]:
    """Every body that supervises the deadlines of `body`, nearest first."""
    found: list[str] = []
    above = law.supervisor(body)
    while above is not None:
        found.append(above.id)
        above = law.supervisor(above.id)
    return tuple(found)


def acts_as(entry: Entry, organisation: str, law: RegisterLaw) -> frozenset[Taker]:
    """As what this body may act on the entry."""
    roles = {
        Taker.ENTERING: organisation == entry.entered_by,
        Taker.OWNER: organisation == entry.owner,
        Taker.SUPERIOR: organisation in supervisors_of(entry.owner, law),
    }
    return frozenset(taker for taker, holds in roles.items() if holds)
