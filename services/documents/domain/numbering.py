"""Issuing, revising and voiding: a number is the count of the register plus one, and nothing takes one away again."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided, EditionFiled
from schemas.identity import is_case_code
from services.documents.domain.commands import FileEdition, IssueDocument, ReviseDocument, VoidDocument
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.refusals import refuse
from services.documents.domain.state import Numbered, Register, State
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.document_content import template_version
from services.jurisdiction.document_registers import register_code
from services.jurisdiction.document_templates import Template

Answer = tuple[Event, ...] | Refused


def issue(state: State, command: Command[IssueDocument], law: DocumentsLaw) -> Answer:
    """The next number, unless this document of this event has one that counts."""
    body = command.body
    if command.actor.organisation != body.body or (state.case is not None and state.case.bodies):
        return not_found()
    template = law.templates.find(body.template)
    if template is None:
        return refuse("unknown_template", "template")
    refused = _does_not_fit(state, command, law, template) or _cannot_be_issued(state, command)
    if refused is not None:
        return refused
    kind = law.registers.kind_of(template.code)
    number = len(state.kept_register.numbers) + 1 if state.kept_register else 1
    issued = DocumentIssued(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, body=body.body, kind=kind.code,
        year=body.year, series=body.series, number=number,
        printed=law.registers.printed(kind, body.year, number, body.series), case_code=body.about_case,
        event_id=body.event_id, template=template.code, title=template.title, edition=1,
        content_hash=body.content_hash, values_hash=body.values_hash, template_version=body.template_version,
    )  # fmt: skip
    return (issued,)


def revise(state: State, command: Command[ReviseDocument], law: DocumentsLaw) -> Answer:
    """A further edition; the number stays."""
    body = command.body
    found = _own(state, command, body.number)
    if isinstance(found, Refused):
        return found
    register, one = found
    if one.void:
        return refuse("document_voided", "number", printed=one.printed)
    if body.from_edition != one.edition:
        return refuse("edition_changed", "from_edition", printed=one.printed, edition=one.edition)
    if body.content_hash == one.last.content_hash:
        return refuse("content_unchanged", "content_hash")
    template = law.templates.find(one.template)
    if template is None or template_version(template) != body.template_version:
        return refuse("template_outdated", "template_version")
    revised = DocumentRevised(
        **_about(register, one, command), edition=one.edition + 1, content_hash=body.content_hash,
        values_hash=body.values_hash, template_version=body.template_version, former_content_hash=one.last.content_hash,
        reason=body.reason,
    )  # fmt: skip
    return (revised,)


def void(state: State, command: Command[VoidDocument]) -> Answer:
    """The document does not count any more; the number stays listed."""
    found = _own(state, command, command.body.number)
    if isinstance(found, Refused):
        return found
    register, one = found
    if one.void:
        return refuse("voided_already", "number", printed=one.printed)
    voided = DocumentVoided(
        **_about(register, one, command), edition=one.edition, content_hash=one.last.content_hash,
        values_hash=one.last.values_hash, reason=command.body.reason,
    )  # fmt: skip
    return (voided,)


def file_edition(state: State, command: Command[FileEdition]) -> Answer:
    """The file of an edition: the first of its kind stays, so that whoever asks gets the same bytes."""
    body = command.body
    found = _own(state, command, body.number)
    if isinstance(found, Refused):
        return found
    register, one = found
    if body.edition > one.edition:
        return not_found()
    if body.void != one.void:
        return refuse("void_mark_differs", "void", printed=one.printed)
    edition = one.editions[body.edition - 1]
    kept = edition.file(body.media_type, body.void)
    if kept is not None:
        return refuse("edition_filed_already", printed=one.printed, edition=body.edition, file_hash=kept.file_hash)
    filed = EditionFiled(
        **_about(register, one, command), edition=body.edition, content_hash=edition.content_hash,
        values_hash=edition.values_hash, media_type=body.media_type, file_hash=body.file_hash, size=body.size,
        void=body.void,
    )  # fmt: skip
    return (filed,)


def _does_not_fit(
    state: State, command: Command[IssueDocument], law: DocumentsLaw, template: Template
) -> Refused | None:
    """Whether template, year, register and case go together."""
    body = command.body
    if template_version(template) != body.template_version:
        return refuse("template_outdated", "template_version")
    if command.occurred_at.astimezone(SHANGHAI).year != body.year:
        return refuse("wrong_year", "year")
    kind = law.registers.kind_of(template.code)
    if state.code != register_code(body.body, kind.code, body.year, body.series):
        return refuse("register_code_mismatch")
    if not is_case_code(body.about_case):
        return refuse("about_case_invalid", "about_case")
    return None


def _cannot_be_issued(state: State, command: Command[IssueDocument]) -> Refused | None:
    register, body = state.kept_register, command.body
    if register is None:
        return None
    before = register.of(body.about_case, body.event_id, body.template)
    if before is not None:
        return refuse(
            "already_issued", printed=before.printed, number=before.number, edition=before.edition,
            content_hash=before.last.content_hash,
        )  # fmt: skip
    if command.occurred_at < register.last_at:
        return refuse("dated_before_last", "occurred_at")
    return None


def _own(state: State, command: Command[Any], number: int) -> tuple[Register, Numbered] | Refused:
    """Another body's register is answered as one that nobody keeps."""
    register = state.kept_register
    if register is None or command.actor.organisation != register.body:
        return not_found()
    one = register.find(number)
    return (register, one) if one is not None else not_found()


def _about(register: Register, one: Numbered, command: Command[Any]) -> dict[str, Any]:
    return {
        "occurred_at": command.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed,
        "body": register.body, "kind": register.kind, "year": register.year, "series": register.series,
        "number": one.number, "printed": one.printed, "case_code": one.case_code, "event_id": one.event_id,
        "template": one.template, "title": one.title,
    }  # fmt: skip
