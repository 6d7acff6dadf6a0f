"""One Chinese sentence per event, made from the templates of vocabulary.yaml when it is read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from string import Formatter
from typing import Any

from schemas.personal import MASK
from services.jurisdiction.clock_calculation import SHANGHAI
from services.views.words import Words


def sentence(service: str, event: str, data: Mapping[str, Any], parties: Mapping[str, str], words: Words) -> str:
    """The sentence of an event of `service`; `data` as JSON, masked for the reader; `parties` are labels by party id."""
    return _Sentence(parties, words).vformat(words.template(service, event), (), data)


class _Sentence(Formatter):
    """Python's own template syntax, with steps after the colon that say how a value is spoken."""

    def __init__(self, parties: Mapping[str, str], words: Words) -> None:
        self._parties = parties
        self._words = words

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        """Dots lead into nested values; what is absent is empty."""
        value: Any = kwargs
        for step in field_name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value, field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        """Apply the steps in order."""
        for step in format_spec.split("|") if format_spec else ():
            value = self._step(value, step)
        return "" if value is None else str(value)

    def _step(self, value: Any, step: str) -> Any:
        name, _, argument = step.partition(":")
        if value == MASK and name in ("body", "party", "word", "words", "day", "grade"):
            return value
        return _STEPS[name](self, value, argument)

    def titled(self, text: str) -> str:
        """`text` with the titles of instruments."""
        return self._words.titled(text)

    def _body(self, value: Any, _: str) -> str:
        return self._words.body(str(value)) if value else ""

    def _several_bodies(self, value: Any, _: str) -> str:
        return "、".join(self._body(entry, "") for entry in value or ())

    def _party(self, value: Any, _: str) -> str:
        return self._parties.get(str(value), "当事人") if value else "当事人"

    def _several(self, value: Any, _: str) -> str:
        return "、".join(self._party(entry, "") for entry in value or ())

    def _word(self, value: Any, _: str) -> str:
        return self._words.word(str(value)) if value else ""

    def _several_words(self, value: Any, _: str) -> str:
        return "、".join(self._word(entry, "") for entry in value or ())

    def _limit(self, value: Any, _: str) -> str:
        return self._words.limit(str(value)) if value else ""

    def _grade(self, value: Any, _: str) -> str:
        return self._words.grade(int(value)) if value else ""


def _day(_: _Sentence, value: Any, __: str) -> str:
    if not value:
        return ""
    text = str(value)
    day = datetime.fromisoformat(text).astimezone(SHANGHAI).date() if "T" in text else date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _each(_: _Sentence, value: Any, name: str) -> str:
    """One entry of each of several nested values."""
    return "、".join(str(entry.get(name, "")) for entry in value or ())


def _titled(said: _Sentence, value: Any, __: str) -> str:
    """Codes of instruments written out, in a text or in each of several."""
    if isinstance(value, list | tuple):
        return "；".join(said.titled(str(entry)) for entry in value)
    return said.titled(str(value)) if value else ""


def _list(_: _Sentence, value: Any, __: str) -> str:
    return "；".join(str(entry) for entry in value or ())


def _clause(_: _Sentence, value: Any, before: str) -> str:
    return f"{before}{value}" if value not in (None, "", ()) else ""


def _flag(_: _Sentence, value: Any, text: str) -> str:
    return text if value else ""


def _choice(_: _Sentence, value: Any, texts: str) -> str:
    yes, _slash, no = texts.partition("/")
    return yes if value else no


def _said(sentence_: _Sentence, value: Any, texts: str) -> str:
    """As `choice`, and nothing where it is not known."""
    return "" if value is None else _choice(sentence_, value, texts)


def _times(_: _Sentence, value: Any, __: str) -> str:
    return f"（共 {value} 次）" if isinstance(value, int) and value > 1 else ""


_STEPS: Mapping[str, Callable[[_Sentence, Any, str], Any]] = {
    "body": _Sentence._body,
    "bodies": _Sentence._several_bodies,
    "party": _Sentence._party,
    "parties": _Sentence._several,
    "word": _Sentence._word,
    "words": _Sentence._several_words,
    "limit": _Sentence._limit,
    "grade": _Sentence._grade,
    "day": _day,
    "each": _each,
    "titled": _titled,
    "list": _list,
    "clause": _clause,
    "flag": _flag,
    "choice": _choice,
    "said": _said,
    "several": _times,
}
