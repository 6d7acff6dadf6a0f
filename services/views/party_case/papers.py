"""The papers that a party was given, to be fetched again with its link: pure, from what is kept of the case's documents (issue 8, item 2)."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.values import PartyRole
from services.jurisdiction.document_templates import Templates


class OwnPaper(BaseModel):
    """An issued document that is put into this party's hands, in its last edition; a void one is not shown."""

    model_config = ConfigDict(frozen=True)

    register_code: str
    """Code of the register that numbered it."""
    number: int
    printed: str
    title: str
    edition: int
    content_hash: str
    at: AwareDatetime
    """When this edition was issued."""


def own_papers(section: Mapping[str, Any] | None, role: PartyRole, templates: Templates) -> tuple[OwnPaper, ...]:
    """In the order of their issue. `section`: what the view of documents keeps of the case."""
    rows = (section or {}).get("papers", ())
    found = [_paper(row) for row in rows if not row["void"] and row["editions"] and _is_for(row, role, templates)]
    return tuple(sorted(found, key=lambda one: (one.at, one.register_code, one.number)))


def _is_for(row: Mapping[str, Any], role: PartyRole, templates: Templates) -> bool:
    template = templates.find(row["template"])
    return template is not None and role in template.handed_to


def _paper(row: Mapping[str, Any]) -> OwnPaper:
    last = row["editions"][-1]
    return OwnPaper(
        register_code=row["register_code"], number=row["number"], printed=row["printed"], title=row["title"],
        edition=last["edition"], content_hash=last["content_hash"], at=last["at"],
    )  # fmt: skip
