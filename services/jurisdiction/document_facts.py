"""What a case tells to a document: the case file as the read API answers it, asked by event."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from services.jurisdiction.document_templates import THIS, FieldSource, Template

_ONE_ROUND = ("track_id", "agreement_id", "application_id", "opinion_id")
"""Ids by which events tell what they are about; two that tell the same one otherwise do not belong together."""


class Names(Protocol):
    """How words of the record are said in Chinese."""

    def word(self, text: str) -> str:
        """The Chinese of a word; the word itself where it has none."""

    def body(self, organisation: str) -> str:
        """The name of a body."""

    def post(self, account: str) -> str:
        """The post of an account; the account itself where it is none of this place."""


@dataclass(frozen=True)
class Told:
    """An event of the timeline."""

    id: str
    kind: str
    """`<service>.<wire name>`."""
    occurred_at: str
    """ISO 8601 with its offset."""
    data: Mapping[str, Any]

    def value(self, way: str) -> Any:
        """What stands at `way` in the event's data; None where nothing does."""
        found: Any = self.data
        for step in way.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def belongs_to(self, other: "Told", any_opinion: bool = False) -> bool:
        """Whether both can be about the same round, agreement, application and opinion."""
        return all(
            self.data[name] == other.data[name]
            for name in _ONE_ROUND
            if not (any_opinion and name == "opinion_id")
            if self.data.get(name) is not None and other.data.get(name) is not None
        )


@dataclass(frozen=True)
class CaseFacts:
    """A case as one reader may see it."""

    file: Mapping[str, Any]
    told: tuple[Told, ...]
    """In timeline order."""

    @staticmethod
    def of(file: Mapping[str, Any]) -> "CaseFacts":
        """From the answer of GET /cases/{case_code}."""
        told = tuple(
            Told(row["id"], f"{row['service']}.{row['event']}", row["occurred_at"], row["data"])
            for row in file["timeline"]
        )
        return CaseFacts(file, told)

    @property
    def parties(self) -> Sequence[Mapping[str, Any]]:
        """As schemas.values.Party."""
        parties: Sequence[Mapping[str, Any]] = self.file["parties"]
        return parties

    def name_of(self, party_id: str) -> str:
        """The name of a party; 当事人 for one that the case file does not name any more."""
        return next((str(party["name"]) for party in self.parties if party["party_id"] == party_id), "当事人")

    def last_day(self, limit: str) -> str | None:
        """The last day in time of the latest clock of a limit, in ISO 8601; None where none has a date."""
        found = [clock for clock in self.file["clocks"] if clock["limit"] == limit and clock["due"]]
        return str(max(found, key=lambda clock: str(clock["started_at"]))["due"]) if found else None

    def occasions(self, template: Template) -> Iterator[Told]:
        """The events for each of which there is such a document, in timeline order."""
        for event in self.told:
            if event.kind in template.of and all(event.value(way) == said for way, said in template.where.items()):
                yield event

    def occasion(self, template: Template, event_id: str) -> Told | None:
        """The event with this id, if there is such a document for it."""
        return next((event for event in self.occasions(template) if event.id == event_id), None)

    def around(self, occasion: Told, source: FieldSource) -> tuple[Told, ...]:
        """The events that a source names and that belong to the occasion's round, in timeline order."""
        if source.event == THIS:
            return (occasion,)
        return tuple(
            event
            for event in self.told
            if event.kind == source.event
            and event.belongs_to(occasion, source.any_opinion)
            and source.limit in ("", event.data.get("limit"))
        )
