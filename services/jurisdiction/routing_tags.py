"""What the tags of a case say about the facts of routing: a documented table, never prose."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field

from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.routing_facts import RoutingFacts, Scalar, wrong_condition


class TagMeaning(BaseModel):
    """What one tag states."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: dict[str, Scalar] = Field(min_length=1)
    """Values of declared facts; a number is the least that the tag tells."""
    why_zh: str


class TagTable(BaseModel):
    """The form of `routing_tags.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tags: dict[str, TagMeaning]

    def read(self, tags: Iterable[str]) -> Mapping[str, TagMeaning]:
        """The tags that mean something for routing, in the order of the case."""
        return {tag: self.tags[tag] for tag in tags if tag in self.tags}


def told_by_tags(table: TagTable, tags: Iterable[str], facts: RoutingFacts) -> RoutingFacts:
    """The facts with what the tags add: a flag becomes what the tag states, a number at least what it tells."""
    changes: dict[str, Scalar] = {}
    for meaning in table.read(tags).values():
        for name, value in meaning.facts.items():
            known = changes.get(name, getattr(facts, name))
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            changes[name] = max(known or 0, value) if is_number else value
    return facts.model_copy(update=changes)


def read_routing_tags(document: Document) -> TagTable:
    """The table. Raises ProfileMistake for a fact that is not declared or a value it cannot have."""
    table = read_as(TagTable, document)
    mistakes = list(_mistakes(document, table))
    if mistakes:
        raise ProfileMistake(mistakes)
    return table


def _mistakes(document: Document, table: TagTable) -> Iterator[Mistake]:
    for tag, meaning in table.tags.items():
        for name, value in meaning.facts.items():
            wrong = wrong_condition(name, value)
            if wrong:
                yield document.mistake(("tags", tag, "facts", name), wrong)
