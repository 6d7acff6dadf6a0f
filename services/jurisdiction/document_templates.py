"""Templates of the statutory documents as data (profiles/*/documents*.yaml; domain.md section 7; issue 8, item 3)."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.values import PartyRole
from services.jurisdiction.time_limits import Mark

THIS = "this"
"""The event for which the document is drawn up."""
Said = Literal[
    "text",
    "day",
    "moment",
    "numbered",
    "joined",
    "body",
    "bodies",
    "post",
    "word",
    "words",
    "contents",
    "party",
    "parties",
    "items",
    "yes_no",
    "names",
    "applicants",
]
"""How a value of an event is written in Chinese."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class FieldSource(_Data):
    """Where a field of a form is found in the case: in the case file itself or in an event of the timeline."""

    case: str = ""
    """Name of a value of the case file; empty where it stands elsewhere."""
    last_day_of: str = ""
    """Id of a time limit: the last day in time of its latest clock."""
    event: str = ""
    """`this`, or `<service>.<wire name>`: of several such events that belong to the same round, the last."""
    take: str = ""
    """Way into the event's data, written with dots."""
    said: Said = Field("text", alias="as")
    every: bool = False
    """All such events and not the last one alone."""
    any_opinion: bool = False
    """Also where they are about another opinion than the document: a review names the opinion it reviews."""
    limit: str = ""
    """Of events of clocks, those of this time limit alone."""

    @model_validator(mode="after")
    def _names_one_place(self) -> Self:
        if sum(map(bool, (self.case, self.last_day_of, self.event))) != 1:
            raise ValueError("每个来源只能写“case”“last_day_of”“event”中的一个")
        if self.event and not self.take:
            raise ValueError("写了“event”的来源必须用“take”写明取哪一项")
        return self


class FormField(_Data):
    """A field that a form demands."""

    label: str
    """As the form calls it."""
    sources: tuple[FieldSource, ...] = Field((), alias="from")
    """The first that says something counts; none: only whoever draws up the document knows it."""
    required: bool = True
    """Whether the document may not be printed without it; otherwise there is room to write by hand."""


class Part(_Data):
    """One piece of the sheet, from top to bottom; exactly one of these is told."""

    text: str = ""
    """A paragraph, fields in braces."""
    right: str = ""
    """The same at the right margin: number, date."""
    rows: tuple[str, ...] = ()
    """Names of fields, one row of a table each."""
    parties: tuple[PartyRole, ...] = ()
    """Who the parties in these roles are, with the particulars that the form asks for."""
    signatures: tuple[str, ...] = ()
    """Who signs or seals."""
    signed: tuple[str, ...] = ()
    """For each of these, in order, the event that tells of the signature, as `<service>.<wire name>`; empty where none does."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        told = [self.text, self.right, self.rows, self.parties, self.signatures]
        if sum(map(bool, told)) != 1:
            raise ValueError("每一部分只能是 text、right、rows、parties、signatures 中的一种")
        if self.signed and len(self.signed) != len(self.signatures):
            raise ValueError("“signed”要和“signatures”一一对应，没有事件的写空字符串")
        return self


class Template(_Data):
    """One document: for which event of a case it is drawn up, what it must say, in which order."""

    code: str
    title: str
    group: str
    """Heading under which it is listed."""
    handed_to: tuple[PartyRole, ...] = ()
    """Parties who are given the paper, and may fetch what was issued with their own link; nobody where none stands."""
    of: tuple[str, ...]
    """Events, as `<service>.<wire name>`, for each of which there is such a document."""
    where: Mapping[str, str | bool] = Field(default_factory=dict)
    """What these events must say, by way into their data."""
    source: str
    """Instrument and article, or where the form was seen."""
    mark: Mark
    form_seen: bool
    """Whether the official form itself was seen; otherwise the sheet says that its layout is ours."""
    party_particulars: tuple[str, ...] = ("name", "sex", "age", "address", "legal_representative")
    """Particulars of a party without which the document is not printed, where the party's kind has them."""
    fields: Mapping[str, FormField]
    parts: tuple[Part, ...]


class TemplateFile(_Data):
    """The form of a file of templates."""

    templates: tuple[Template, ...]


class Templates(_Data):
    """The documents of one jurisdiction, in the order in which they are listed."""

    by_code: Mapping[str, Template]

    def find(self, code: str) -> Template | None:
        """The template with this code."""
        return self.by_code.get(code)
