"""Reading the templates of documents: the national ones, each replaced by the city's own where it has one."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from schemas.registry import event_types
from schemas.topics import CASE_SERVICES
from services.jurisdiction.document_templates import THIS, Template, TemplateFile, Templates
from services.jurisdiction.profile_files import PROFILES, Document, Place, read_as, read_document
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake

FILES = (
    "documents_people_mediation.yaml",
    "documents_confirmation.yaml",
    "documents_administrative_mediation.yaml",
    "documents_network.yaml",
    "documents_petitions.yaml",
)
"""National files in the order in which documents are listed."""
OWN_FILE = "documents.yaml"
"""What a city writes: whole templates, each in the place of the national one with the same code, or one more."""
IN_TEXT = re.compile(r"\{(\w+)\}")


@cache
def load_templates(profile: str, folder: Path = PROFILES) -> Templates:
    """The documents of a profile. Raises ProfileMistake with file, line and what would be right."""
    documents = [read_document(folder / "national" / name) for name in FILES]
    own = folder / profile / OWN_FILE
    documents += [read_document(own)] if own.exists() else []
    found: dict[str, Template] = {}
    mistakes: list[Mistake] = []
    for document in documents:
        templates = read_as(TemplateFile, document).templates
        codes = [template.code for template in templates]
        for number, template in enumerate(templates):
            place = ("templates", number)
            if template.code in codes[:number]:
                mistakes.append(document.mistake((*place, "code"), f"文书“{template.code}”写了两次"))
            mistakes += [
                document.mistake((*place, *where), sentence) for where, sentence in _mistakes(template, document)
            ]
            found[template.code] = template
    if mistakes:
        raise ProfileMistake(mistakes)
    return Templates(by_code=found)


def _mistakes(template: Template, document: Document) -> Iterator[tuple[Place, str]]:
    for event in template.of:
        if _fields_of(event) is None:
            yield ("of",), f"没有“{event}”这个事件"
    for name, field in template.fields.items():
        for number, source in enumerate(field.sources):
            place = ("fields", name, "from", number)
            events = template.of if source.event == THIS else (source.event,) if source.event else ()
            for event in events:
                known = _fields_of(event)
                if known is None:
                    yield place, f"没有“{event}”这个事件"
                elif source.take.split(".")[0] not in known:
                    yield place, f"“{event}”没有“{source.take}”这一项"
    for number, part in enumerate(template.parts):
        for event in filter(None, part.signed):
            if _fields_of(event) is None:
                yield ("parts", number, "signed"), f"没有“{event}”这个事件"
    used = {name for part in template.parts for name in (*part.rows, *IN_TEXT.findall(part.text + part.right))}
    for name in sorted(used - set(template.fields)):
        yield ("parts",), f"用到了没有定义的项目“{name}”"
    for name in sorted(set(template.fields) - used):
        yield ("fields", name), f"项目“{name}”没有印在文书上，请在 parts 中写明它的位置"


def _fields_of(event: str) -> frozenset[str] | None:
    service, _, name = event.partition(".")
    if service not in CASE_SERVICES or name not in event_types(service):
        return None
    return frozenset(event_types(service)[name].model_fields)
