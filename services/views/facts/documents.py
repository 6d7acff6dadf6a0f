"""Documents that have to be served (送达): what each source gave, on whom it was served, on whom not yet (domain.md 2.7).

A source joins by one row in DOCUMENTS. Only a service that counts takes somebody off the list.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]
RULING_OBJECTION = "JC-5"
"""Runs against each party from the service of the confirmation (CPL-I 372)."""
ASKING_FURTHER = {"handling_opinion": "XF-5", "review_opinion": "XF-7"}
"""Runs for each petitioner from the receipt of this opinion."""
_OPEN_TO_OBJECTION = ("confirmed", "changed")


@dataclass(frozen=True)
class DocumentToServe:
    """One document with its recipients."""

    document: str
    """Code with a word in vocabulary.yaml, e.g. `ruling`."""
    body: str
    """Who has to serve it."""
    issued_at: str
    subject: str
    """What it is about: an application, a round …"""
    recipients: tuple[str, ...]
    """party_ids."""
    served: tuple[str, ...]
    limit: str | None = None
    """Id of the limit that begins with the service."""

    @property
    def clock_id(self) -> str:
        """What the limit is known by on a board before there is a clock of it."""
        return f"{self.document}/{self.subject}"

    @property
    def waiting(self) -> tuple[str, ...]:
        """party_ids on whom it was not yet served."""
        return tuple(party for party in self.recipients if party not in self.served)


def of_judicial_confirmation(facts: Facts) -> list[DocumentToServe]:
    """Rulings, on all applicants."""
    return [
        DocumentToServe(
            "ruling", application["court"], application["ruled_at"], application_id, tuple(application["applicants"]),
            tuple(application["served"]), RULING_OBJECTION if application["status"] in _OPEN_TO_OBJECTION else None,
        )
        for application_id, application in sorted(facts["applications"].items())
        if application["ruled_at"] is not None
    ]  # fmt: skip


def of_people_mediation(facts: Facts) -> list[DocumentToServe]:
    """Notices given in writing, and those that somebody began to serve, on the parties of both sides."""
    return [
        DocumentToServe(
            notice["notice"], facts["tracks"][notice["track_id"]]["body"], notice["issued_at"], notice["track_id"],
            tuple(facts["sides"]), tuple(notice["served"]),
        )
        for _, notice in sorted(facts["notices"].items())
        if notice["in_writing"] or notice["served"]
    ]  # fmt: skip


def of_petitions(facts: Facts) -> list[DocumentToServe]:
    """Opinions, on every petitioner: the limits for asking further run from their receipt (XF 35, 36)."""
    return [
        DocumentToServe(
            opinion["stage"], opinion["by"], opinion["issued_at"], opinion_id, tuple(facts["petitioners"]),
            tuple(opinion["served"]), ASKING_FURTHER.get(opinion["stage"]),
        )
        for opinion_id, opinion in sorted(facts["opinions"].items(), key=lambda pair: (pair[1]["issued_at"], pair[0]))
    ]  # fmt: skip


DOCUMENTS: Mapping[str, Callable[[Facts], list[DocumentToServe]]] = {
    "people_mediation": of_people_mediation,
    "administrative_mediation": of_people_mediation,
    "judicial_confirmation": of_judicial_confirmation,
    "petitions": of_petitions,
}
"""By source."""


def documents_of(service: str, facts: Facts | None) -> list[DocumentToServe]:
    """The documents of a source; none where it gives none."""
    found = DOCUMENTS.get(service)
    return found(facts) if found is not None and facts is not None else []


def limits_waiting(papers: Iterable[DocumentToServe]) -> list[DocumentToServe]:
    """Those that somebody still has to serve before a limit runs."""
    return [one for one in papers if one.limit and one.waiting]
