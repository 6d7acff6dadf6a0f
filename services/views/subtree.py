"""The bodies a body stands for: itself and everything below it in the tree."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from services.jurisdiction.demonstration import demonstration_by_id
from services.jurisdiction.law import Law
from services.runtime.mongo import Collection as Documents
from services.views.reader import Reader

_NEARLY_ALL = 0.8


def bodies_below(reader: Reader, known: Iterable[str]) -> frozenset[str]:
    """The reader's own body and those of `known` that stand below it."""
    return frozenset({reader.organisation, *(body for body in known if reader.stands_for(body))})


def named(bodies: Collection[str], law: Law) -> dict[str, Any]:
    """The condition of a field to name one of these bodies, for who leaves out the others by itself: of nearly all of a profile's
    bodies none is named, since the database compares every document with every name."""
    most = law.organisations.by_id
    return {"$gt": ""} if len(bodies) > len(most) * _NEARLY_ALL else {"$in": sorted(bodies)}


async def bodies_in(reader: Reader, law: Law, collection: Documents, fields: Sequence[str]) -> frozenset[str]:
    """Every body the reader stands for that these fields may name.

    A profile lists its bodies. Those of the demonstration jurisdiction are known by their ids alone, so that the ids
    that occur are asked for.
    """
    if demonstration_by_id(reader.organisation) is None:
        return bodies_below(reader, law.organisations.by_id)
    return bodies_below(reader, [body for field in fields for body in await collection.distinct(field)])
