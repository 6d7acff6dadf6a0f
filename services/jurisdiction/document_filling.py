"""Filling a template from a case and what the clerk adds: the sheet, and by name what is missing before it may be printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from schemas.personal import MASK
from schemas.values import PartyRole
from services.jurisdiction.document_facts import CaseFacts, Names, Told
from services.jurisdiction.document_parties import Particular, heading, particulars, parties_in
from services.jurisdiction.document_reading import IN_TEXT
from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, Signatures
from services.jurisdiction.document_signatures import signatures_given
from services.jurisdiction.document_templates import FieldSource, FormField, Part, Template
from services.jurisdiction.document_values import said_in_chinese

LAYOUT_OURS = "官方格式未见，本文书版式系本系统拟定。"
Person = tuple[str, tuple[Particular, ...]]
"""What stands above a party's particulars, and these."""
ROOM = "＿＿＿＿＿＿"
"""Where something is written by hand."""


@dataclass(frozen=True)
class Blank:
    """A field that the case does not fill."""

    name: str
    """By which the clerk adds it."""
    label: str
    required: bool
    added: str
    """What the clerk added."""

    @property
    def missing(self) -> bool:
        """Whether it stands in the way of printing."""
        return self.required and not self.added


@dataclass(frozen=True)
class Filled:
    """A document as far as it is filled."""

    sheet: Sheet
    blanks: tuple[Blank, ...]
    hidden: bool
    """The reader may not see something that stands in it; such a document is not printed."""
    values: Mapping[str, str]
    """What fills it, by name of the field, from the case or from the clerk."""

    @property
    def missing(self) -> tuple[Blank, ...]:
        """What stands in the way of printing."""
        return tuple(blank for blank in self.blanks if blank.missing)

    @property
    def printable(self) -> bool:
        """Whether it may be printed as it stands."""
        return not self.missing and not self.hidden


def fill(template: Template, occasion: Told, facts: CaseFacts, names: Names, added: Mapping[str, str]) -> Filled:
    """The document of an occasion. What the case tells is not overwritten by `added`: that is for a correction of the case."""
    from_case = {
        name: _from_case(field, occasion, facts, names) for name, field in template.fields.items()
    }  # fmt: skip
    values = {name: value or added.get(name, "").strip() for name, value in from_case.items()}
    people = {
        role: tuple(_people(role, template, occasion, facts, added)) for part in template.parts for role in part.parties
    }
    blanks = [
        Blank(name, field.label, field.required, values[name])
        for name, field in template.fields.items()
        if not from_case[name]
    ]
    blanks += [
        Blank(entry.name, f"{title}的{entry.label}", entry.required, entry.value)
        for one in people.values()
        for title, entries in one
        for entry in entries
        if entry.from_clerk
    ]
    parts = tuple(
        made for part in template.parts for made in _made(part, template, values, people, occasion, facts, names)
    )
    foot = f"依据：{template.source}。" + ("" if template.form_seen else LAYOUT_OURS)
    sheet = Sheet(template.title, parts, foot)
    told = {entry.name: entry.value for one in people.values() for _, entries in one for entry in entries if entry.name}
    return Filled(sheet, tuple(blanks), MASK in sheet.all_text(), {**values, **told})


def _from_case(field: FormField, occasion: Told, facts: CaseFacts, names: Names) -> str:
    said = (_said(source, occasion, facts, names) for source in field.sources)
    return next((text for text in said if text), "")


def _said(source: FieldSource, occasion: Told, facts: CaseFacts, names: Names) -> str:
    say = partial(said_in_chinese, said=source.said, facts=facts, names=names)
    if source.case:
        return say(facts.file.get(source.case))
    if source.last_day_of:
        return say(facts.last_day(source.last_day_of))
    told = (say(event.value(source.take)) for event in facts.around(occasion, source))
    texts = [text for text in told if text]
    if source.every:
        return "；".join(dict.fromkeys(texts))
    return texts[-1] if texts else ""


def _people(
    role: PartyRole, template: Template, occasion: Told, facts: CaseFacts, added: Mapping[str, str]
) -> Iterator[Person]:
    for number, party in enumerate(parties_in(role, facts, occasion), 1):
        needed = frozenset(template.party_particulars)
        yield heading(role, number, party), particulars(party, occasion, needed, added)


def _made(
    part: Part,
    template: Template,
    values: Mapping[str, str],
    people: Mapping[PartyRole, tuple[Person, ...]],
    occasion: Told,
    facts: CaseFacts,
    names: Names,
) -> Iterator[Paragraph | Grid | Signatures]:
    def put(text: str) -> str:
        return IN_TEXT.sub(lambda found: values[found[1]] or ROOM, text)

    if part.text:
        yield Paragraph(put(part.text))
    if part.right:
        yield Paragraph(put(part.right), at_right=True)
    if part.rows:
        yield Grid(tuple((template.fields[name].label, values[name]) for name in part.rows))
    for role in part.parties:
        for title, entries in people[role]:
            yield Paragraph(title)
            yield Grid(tuple((entry.label, entry.value) for entry in entries))
    if part.signatures:
        yield Signatures(part.signatures, tuple(signatures_given(part, occasion, facts, names)))
