"""Who supervises whose deadlines (督办): the body above; courts are supervised by courts alone.

A hub that stands above a court in the tree helps the parties to it, and gives it no orders: a court's time limits are
watched by the court above (our reading `[INF]`; the organisation tree is for hand-overs).
"""

from collections.abc import Iterable

from services.jurisdiction.organisations import Organisation, OrganisationTree
from services.jurisdiction.vocabulary import BodyKind


def supervisor(body: Organisation, ancestors: Iterable[Organisation], tree: OrganisationTree) -> Organisation | None:
    """The body that supervises `body`, whose `ancestors` are given nearest first; None where none stands above it."""
    above = tuple(ancestors)
    if body.kind is not BodyKind.PEOPLE_COURT:
        return next((one for one in above if one.kind is not BodyKind.PEOPLE_COURT), None)
    courts = [
        one for one in tree.by_id.values() if one.kind is BodyKind.PEOPLE_COURT and one.tier.rank > body.tier.rank
    ]
    return next((court for one in above for court in courts if one.id in (court.id, court.parent)), None)
