"""Documents and attachments told to one reader: pure, from what the view keeps."""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.documents import MediaType, Standing
from schemas.personal import MASK
from services.jurisdiction.document_registers import STORY, DocumentRegisters
from services.views.documents.answers import (
    AttachmentRow,
    CasePapers,
    DestroyedRow,
    EditionRow,
    FileFound,
    FileRow,
    NumberRow,
    PaperRow,
    RegisterFile,
    RegisterRow,
)
from services.views.reader import Reader
from services.views.words import Words

Section = Mapping[str, Any]
_KINDS: Mapping[str, str] = {
    MediaType.PDF: "PDF", MediaType.JPEG: "JPG 图片", MediaType.PNG: "PNG 图片", MediaType.WORD: "Word 文档",
    MediaType.EXCEL: "Excel 表格",
}  # fmt: skip


def papers(section: Section | None, reader: Reader, words: Words) -> CasePapers:
    """What a case's file has; nothing where nothing was numbered or stored."""
    kept = section or {"papers": (), "attachments": ()}
    return CasePapers(
        documents=tuple(
            PaperRow(
                **_told(row, PaperRow, "body_name", "own", "void_reason", "editions"),
                body_name=words.body(row["body"]), own=row["body"] == reader.own,
                void_reason=_shown(row["void_reason"], reader), editions=_editions(row["editions"], reader),
            )
            for row in kept["papers"]
        ),
        attachments=tuple(
            AttachmentRow(
                **_told(row, AttachmentRow, "body_name", "name", "kind_name", "withdrawn", "destroyed", "readable", "own"),
                body_name=words.body(row["body"]), kind_name=_KINDS[row["media_type"]],
                name=row["name"] if may_know(row, reader) else MASK, withdrawn=_shown(row["withdrawn"], reader),
                destroyed=row.get("destroyed", ""), readable=may_be_read(row, reader), own=row["body"] == reader.own,
            )
            for row in kept["attachments"]
        ),
        destroyed=destroyed_rows(kept, words),
    )  # fmt: skip


def may_know(attachment: Mapping[str, Any], reader: Reader) -> bool:
    """Whether this reader of the case may know what the file is: a person's matter, and what was said in mediation (TY 22)."""
    return reader.sees_personal and (not attachment["of_mediation"] or attachment["body"] == reader.own)


def may_be_read(attachment: Mapping[str, Any], reader: Reader) -> bool:
    """Whether this reader of the case gets the bytes."""
    return may_know(attachment, reader) and not attachment["withdrawn"] and not attachment.get("destroyed")


def destroyed_rows(section: Section, words: Words) -> tuple[DestroyedRow, ...]:
    """What was ended under a key, in order. It tells of no person."""
    return tuple(
        DestroyedRow(**row, body_name=words.body(row["body"]), rule_name=words.word(row["rule"]))
        for row in section.get("destroyed", ())
    )


def register_row(code: str, section: Section, words: Words, registers: DocumentRegisters) -> RegisterRow:
    """A register in a list; a kind that today's registers have no more keeps its code for a name."""
    told, numbers = section["register"], section["numbers"]
    kind = registers.kind(told["kind"])
    return RegisterRow(
        code=code, body=told["body"], body_name=words.body(told["body"]), kind=told["kind"],
        kind_name=kind.name_zh if kind else told["kind"], year=told["year"], story=told["series"] == STORY,
        last=len(numbers), void=sum(row["standing"] == Standing.VOID for row in numbers),
    )  # fmt: skip


def register_file(row: RegisterRow, section: Section, reader: Reader, words: Words) -> RegisterFile:
    """Every number in order."""
    own = row.body == reader.own
    numbers = tuple(
        NumberRow(
            number=one["number"], printed=one["printed"], title=one["title"], case_code=one["case_code"] if own else "",
            standing=one["standing"], standing_name=words.word(one["standing"]),
            void=one["standing"] == Standing.VOID, void_reason=_shown(one["void_reason"], reader),
            editions=_editions(one["editions"], reader),
        )
        for one in section["numbers"]
    )  # fmt: skip
    return RegisterFile(row=row, own=own, numbers=numbers)


def files_found(code: str, section: Section, file_hash: str, reader: Reader, words: Words) -> Iterable[FileFound]:
    """The editions of a register that were handed out with these very bytes."""
    told = section["register"]
    for one in section["numbers"]:
        for edition in one["editions"]:
            for file in edition.get("files", ()):
                if file["file_hash"] == file_hash:
                    yield FileFound(
                        body=told["body"], body_name=words.body(told["body"]), register_code=code, number=one["number"],
                        printed=one["printed"], title=one["title"], edition=edition["edition"],
                        last_edition=one["editions"][-1]["edition"], at=edition["at"],
                        kind_name=_KINDS[file["media_type"]], void=one["standing"] == Standing.VOID,
                        marked_void=file["void"], own=told["body"] == reader.own,
                    )  # fmt: skip


def paper_file(section: Section | None, number: int, edition: int, media_type: str) -> str | None:
    """The hash of an edition's file of this kind that is not marked as void; None where none was made yet."""
    rows = [one["editions"] for one in (section or {}).get("numbers", ()) if one["number"] == number]
    files = [file for one in (rows[0] if rows else ()) if one["edition"] == edition for file in one.get("files", ())]
    found = (str(one["file_hash"]) for one in files if one["media_type"] == media_type and not one["void"])
    return next(found, None)


def _editions(rows: Iterable[Mapping[str, Any]], reader: Reader) -> tuple[EditionRow, ...]:
    return tuple(
        EditionRow(
            edition=row["edition"],
            content_hash=row["content_hash"],
            at=row["at"],
            reason=_shown(row["reason"], reader),
            files=tuple(FileRow(**one, kind_name=_KINDS[one["media_type"]]) for one in row.get("files", ())),
        )
        for row in rows
    )


def _shown(reason: str, reader: Reader) -> str:
    return MASK if reason and not reader.sees_personal else reason


def _told(row: Mapping[str, Any], model: type[Any], *but: str) -> dict[str, Any]:
    return {name: row[name] for name in model.model_fields if name not in but}
