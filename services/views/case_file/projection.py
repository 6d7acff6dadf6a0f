"""Per case and source: the events as they were written, and what cases are searched by. Everything else is told when read."""

from collections.abc import Sequence

import orjson

from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.topics import FILE_SERVICES
from services.runtime.projection import Index, Section
from services.views.facts.sources import SOURCES
from services.views.search.terms import searched_after


class CaseFileView:
    """One document per case: per source `events` in order as JSON texts, its `facts`, and what the case is `searched` by."""

    name = "case_file"
    version = 8
    sources: Sequence[str] = FILE_SERVICES
    indexes: Sequence[Index] = (
        Index((("intake.facts.bodies", 1), ("intake.facts.registered_at", -1))),
        Index((("people_mediation.facts.bodies", 1),)),
        Index((("administrative_mediation.facts.bodies", 1),)),
        Index((("network.facts.bodies", 1),)),
        Index((("judicial_confirmation.facts.bodies", 1),)),
        Index((("petitions.facts.bodies", 1),)),
        Index((("satisfaction.facts.bodies", 1),)),
        Index((("petitions.facts.query_code", 1),)),
        Index((("intake.facts.status", 1), ("intake.facts.registered_at", -1))),
        *(Index(((f"{service}.searched.pairs", 1),), of_words=True) for service in FILE_SERVICES),
    )

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {"events": [], "facts": None}
        source = SOURCES.get(envelope.service)
        searched = searched_after(before.get("searched"), event)
        return {
            "events": [*before["events"], _kept(envelope)],
            "facts": source.fold(before["facts"], event) if source else None,
            **({"searched": searched} if searched else {}),
        }


def _kept(envelope: PublishedEvent) -> str:
    """The event in the version it was written in: a later wording or upcaster needs no rebuild.

    As JSON text, which driver and database copy as it is whenever the case is written anew; nothing is searched in it.
    """
    actor = envelope.actor
    kept = {
        "id": str(envelope.id), "name": envelope.name, "version": envelope.version, "sequence": envelope.sequence,
        "index": envelope.index, "recorded_at": envelope.recorded_at.isoformat(), "data": envelope.data,
        "actor": {"user": actor.user, "organisation": actor.organisation, "roles": list(actor.roles)},
    }  # fmt: skip
    return orjson.dumps(kept).decode()
