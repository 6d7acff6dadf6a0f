"""From a filled-in form to the JSON body, and from a body back into the form. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.console.forms.fields import Field, Kind
from services.jurisdiction.clock_calculation import SHANGHAI

Form = Mapping[str, Sequence[str]]
"""What a browser sends: every value of every name."""
_MOST_GROUPS = 500


def body_of(fields: Iterable[Field], form: Form) -> dict[str, Any]:
    """The JSON body. What was left blank is left out; what cannot be read is passed on as written, so that the service
    says in its own words what would be right."""
    found = {field.key: _value(field, form) for field in fields}
    return {key: value for key, value in found.items() if value is not None}


def groups_in(field: Field, form: Form) -> int:
    """How many times a group stands in the form; a button asks for one more."""
    told = re.compile(rf"{re.escape(field.name)}\.(\d{{1,3}})\.")
    highest = max((int(found[1]) for name in form if (found := told.match(name))), default=-1)
    asked = 1 if f"more.{field.name}" in form else 0
    return min(highest + 1 + asked, _MOST_GROUPS)


def places_told(field: Field, form: Form) -> tuple[int, ...]:
    """The places of a repeated group that were filled in: the n-th of these is the n-th in the body."""
    return tuple(place for place in range(groups_in(field, form)) if _told(one_of(field, place), form))


def name_in_form(fields: Iterable[Field], form: Form, name: str) -> str:
    """A name as the body has it, as the form has it: groups that were left blank are not in the body."""
    first, _, rest = name.partition(".")
    place, dot, inner = rest.partition(".")
    field = next((one for one in fields if one.key == first), None)
    if field is None or not place.isdigit() or field.kind is not Kind.GROUPS:
        return name
    told = places_told(field, form)
    return f"{first}.{told[int(place)]}{dot}{inner}" if int(place) < len(told) else name


def told_within(form: Form, field: Field) -> bool:
    """Whether something was written in a group, so that it is shown open."""
    return _told(field.fields, form)


def one_of(groups: Field, place: int) -> tuple[Field, ...]:
    """The fields of a repeated group at this place."""
    return tuple(_renamed(field, f"{groups.name}.0.", f"{groups.name}.{place}.") for field in groups.fields)


def form_of(fields: Iterable[Field], body: Mapping[str, Any]) -> dict[str, list[str]]:
    """The form as it would have to be filled in to give this body, e.g. a draft."""
    form: dict[str, list[str]] = {}
    for field in fields:
        if field.key in body:
            form.update(_written(field, body[field.key]))
    return form


def _value(field: Field, form: Form) -> Any:
    match field.kind:
        case Kind.GROUP:
            return body_of(field.fields, form) or None
        case Kind.GROUPS:
            return [body_of(one_of(field, place), form) for place in places_told(field, form)] or None
        case Kind.CHOICES:
            return [word for word in form.get(field.name, ()) if word] or None
        case Kind.LINES:
            # Written as lines of one text, or ticked one by one where the case tells what there is to choose from.
            lines = (line.strip() for text in form.get(field.name, ()) for line in text.splitlines())
            return [line for line in lines if line] or None
    text = next(iter(form.get(field.name, ())), "").strip()
    if not text:
        return None
    match field.kind:
        case Kind.YES_NO:
            return {"yes": True, "no": False}.get(text, text)
        case Kind.INTEGER:
            return int(text) if re.fullmatch(r"-?\d{1,18}", text) else text
        case Kind.NUMBER:
            return float(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text) else text
        case Kind.MOMENT:
            return _moment(text)
    return text


def _told(fields: Iterable[Field], form: Form) -> bool:
    """Whether anything was written; choices that stand there by themselves do not count."""
    return any(
        _told(field.fields, form) or any(form.get(field.name, ()))
        for field in fields
        if field.kind not in (Kind.CHOICE, Kind.YES_NO)
    )


def _moment(text: str) -> str:
    """A browser's local date and time is Shanghai's."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (told if told.tzinfo else told.replace(tzinfo=SHANGHAI)).isoformat()


def _written(field: Field, value: Any) -> dict[str, list[str]]:
    match field.kind:
        case Kind.GROUP:
            return form_of(field.fields, value)
        case Kind.GROUPS:
            pairs: dict[str, list[str]] = {}
            for place, group in enumerate(value):
                pairs.update(form_of(one_of(field, place), group))
            return pairs
        case Kind.CHOICES:
            return {field.name: [str(word) for word in value]}
        case Kind.LINES:
            return {field.name: ["\n".join(str(line) for line in value)]}
        case Kind.YES_NO:
            return {field.name: ["yes" if value else "no"]}
    return {field.name: [str(value)]}


def _renamed(field: Field, old: str, new: str) -> Field:
    name = new + field.name.removeprefix(old) if field.name.startswith(old) else field.name
    inner = tuple(_renamed(part, old, new) for part in field.fields)
    return Field(field.key, name, field.kind, field.required, field.options, field.default, inner)
