"""The words the views speak: services/views/vocabulary.yaml, the jurisdiction's vocabulary, and the names of bodies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from services.jurisdiction.grounds import Ground
from services.jurisdiction.instrument_titles import titled
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.time_limits import TimeLimit
from services.jurisdiction.vocabulary import load_vocabulary

SYSTEM = "系统"
"""Who acted where no body did: reactions and clocks."""


class ViewVocabulary(BaseModel):
    """The form of vocabulary.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: Mapping[str, Mapping[str, str]]
    """Template by service (or `clocks`) and wire name."""
    words: Mapping[str, str]
    events: Mapping[str, str]
    grades: Mapping[int, str]
    acts: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """How to say everything, for one jurisdiction."""

    vocabulary: ViewVocabulary
    find_body: Callable[[str], Organisation | None]
    find_limit: Callable[[str], TimeLimit | None]
    find_ground: Callable[[str], Ground | None]
    instruments: Mapping[str, str] = field(default_factory=dict)
    """Titles by code."""

    def template(self, service: str, event: str) -> str:
        """The template of an event's sentence; the event's name where there is none (a test sees to it that there is)."""
        own, clocks = self.vocabulary.sentences[service], self.vocabulary.sentences["clocks"]
        return own.get(event) or clocks.get(event) or self.word(event)

    def word(self, text: str) -> str:
        """The Chinese of a word of the code, an event's or a field's name; the text itself where it has none."""
        own = self.vocabulary
        for table in (own.words, own.events, own.acts, own.fields):
            if text in table:
                return table[text]
        ground = self.find_ground(text)
        return ground.text_zh if ground else load_vocabulary().name(text)

    def all_words(self) -> Mapping[str, str]:
        """Every word of the code with its Chinese, for whoever draws forms."""
        own, shared = self.vocabulary, load_vocabulary()
        return {**shared.all_names(), **own.fields, **own.acts, **own.events, **own.words}

    def body(self, organisation: str) -> str:
        """The name of a body; what was said of it where the profile has no such body."""
        found = self.find_body(organisation)
        return found.name_zh if found else self.vocabulary.words.get(organisation, organisation)

    def limit(self, limit: str) -> str:
        """The name of a time limit; its id where the profile has none of this id."""
        found = self.find_limit(limit)
        return found.name_zh if found else limit

    def titled(self, text: str) -> str:
        """`text` with the codes of instruments written out: `R75 20` is the order's title with its article."""
        return titled(text, self.instruments)

    def grade(self, grade: int) -> str:
        """非常满意 for 5 … 非常不满意 for 1."""
        return self.vocabulary.grades[grade]


def words_of(law: Law) -> Words:
    """The words under this law."""
    titles = law.clocks.limits.instruments
    return Words(load_view_vocabulary(), law.organisation, law.limit, law.ground, titles)


@cache
def load_view_vocabulary() -> ViewVocabulary:
    """The vocabulary shipped with the views."""
    text = files("services.views").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return ViewVocabulary.model_validate(yaml.safe_load(text))
