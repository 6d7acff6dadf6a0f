"""The read API of documents: registers with their numbers, what a case's file has, and the bytes themselves."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.document_content import MEDIA_TYPE
from services.jurisdiction.document_registers import load_registers
from services.runtime.contents import ContentDamaged
from services.runtime.problems import problem
from services.runtime.read_api import Reading, answered_by_the_database
from services.views.documents.answers import CasePapers, DestroyedRow, FileFound, RegisterFile, RegisterRow
from services.views.documents.projection import DESTROYED, FILES, SOURCE
from services.views.documents.reading import (
    destroyed_rows,
    files_found,
    may_be_read,
    papers,
    register_file,
    register_row,
)
from services.views.reader import Reader
from services.views.requests import Desk, answer, limit
from services.views.subtree import bodies_in

VIEW = "documents"
_TAGS: list[Any] = ["文书"]
_MOST_FOUND = 10
"""Registers that may have one and the same file."""


def router(desk: Desk) -> APIRouter:
    """The routes of documents."""
    routes = APIRouter(tags=_TAGS)
    registers = load_registers(desk.law.profile)

    @routes.get("/document-registers", summary="文书登记簿", responses={200: {"model": list[RegisterRow]}})
    async def kept(request: Request) -> Response:
        """The registers of a body and those below it, the latest year first."""
        reader = await desk.reader_for(request)
        read = await desk.open(VIEW, request)
        bodies = sorted(await bodies_in(reader, desk.law, read.collection, [f"{SOURCE}.register.body"]))
        query = {f"{SOURCE}.register.body": {"$in": bodies}}
        newest = [(f"{SOURCE}.register.year", -1), (f"{SOURCE}.register.body", 1), ("_id", 1)]
        found = await desk.found(reader, read, query, [SOURCE], newest, limit(request))
        return answer(read, [register_row(one["_id"], one[SOURCE], desk.words, registers) for one in found])

    @routes.get("/document-registers/{code}", summary="文书登记簿的文号", responses={200: {"model": RegisterFile}})
    async def numbers(request: Request, code: str) -> Response:
        """Every number, the void ones too. Another body's register is answered as one that nobody keeps."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        section = await _register(desk, reader, read, code)
        row = register_row(code, section, desk.words, registers)
        return answer(read, register_file(row, section, reader, desk.words))

    @routes.get("/document-registers/{code}/contents/{content_hash}", summary="已签发文书的内容")
    async def content(request: Request, code: str, content_hash: str) -> Response:
        """The content of an edition, for the body that issued it and whoever there may know persons."""
        reader = await desk.reader(request)
        section = await _register(desk, reader, await desk.open(VIEW, request), code)
        hashes = {one["content_hash"] for row in section["numbers"] for one in row["editions"]}
        if section["register"]["body"] != reader.own or not reader.sees_personal or content_hash not in hashes:
            raise problem("not_found")
        return await kept_content(desk, code, content_hash, MEDIA_TYPE)

    @routes.get("/document-registers/{code}/files/{file_hash}", summary="已签发文书的文件")
    async def paper(request: Request, code: str, file_hash: str) -> Response:
        """The very bytes that were handed out of an edition, for the body that issued it and whoever there may know persons."""
        reader = await desk.reader(request)
        section = await _register(desk, reader, await desk.open(VIEW, request), code)
        media_types = {
            one["file_hash"]: one["media_type"]
            for row in section["numbers"]
            for edition in row["editions"]
            for one in edition.get("files", ())
        }
        if section["register"]["body"] != reader.own or not reader.sees_personal or file_hash not in media_types:
            raise problem("not_found")
        return await kept_content(desk, code, file_hash, media_types[file_hash])

    @routes.get("/document-files/{file_hash}", summary="核对文书的文件", responses={200: {"model": list[FileFound]}})
    async def checked(request: Request, file_hash: str) -> Response:
        """Which edition has these very bytes, whosoever issued it; nothing where none has. Of the case nothing is told."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        found = await desk.found(reader, read, {FILES: file_hash}, [SOURCE], [("_id", 1)], _MOST_FOUND)
        told = [row for one in found for row in files_found(one["_id"], one[SOURCE], file_hash, reader, desk.words)]
        return answer(read, told)

    @routes.get("/destroyed-contents", summary="按保管期限销毁的材料", responses={200: {"model": list[DestroyedRow]}})
    async def destroyed(request: Request) -> Response:
        """What a body and those below it handed in and what is not kept any longer, the latest first; of cases nothing is told."""
        reader = await desk.reader_for(request)
        read, most = await desk.open(VIEW, request), limit(request)
        bodies = await bodies_in(reader, desk.law, read.collection, [f"{DESTROYED}.body"])
        query = {f"{DESTROYED}.body": {"$in": sorted(bodies)}}
        newest = [(f"{SOURCE}.destroyed_at", -1), ("_id", 1)]
        found = await desk.found(reader, read, query, [SOURCE], newest, most)
        rows = [row for one in found for row in destroyed_rows(one[SOURCE], desk.words) if row.body in bodies]
        return answer(read, sorted(rows, key=lambda row: row.at, reverse=True)[:most])

    @routes.get("/cases/{case_code}/papers", summary="案件的文书和附件", responses={200: {"model": CasePapers}})
    async def of_case(request: Request, case_code: str) -> Response:
        """Numbered documents with their editions, and attachments, for whoever may read the case."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        return answer(read, papers(await _case(desk, reader, request, read, case_code), reader, desk.words))

    @routes.get("/cases/{case_code}/attachments/{attachment_id}", summary="附件的内容")
    async def attachment(request: Request, case_code: str, attachment_id: str) -> Response:
        """The file itself; one that this reader may not open is answered as one that is not there."""
        reader = await desk.reader(request)
        section = await _case(desk, reader, request, await desk.open(VIEW, request), case_code)
        rows = section["attachments"] if section else ()
        found = next((row for row in rows if row["attachment_id"] == attachment_id), None)
        if found is None or not may_be_read(found, reader):
            raise problem("not_found")
        return await kept_content(desk, case_code, found["content_hash"], found["media_type"])

    return routes


async def _case(desk: Desk, reader: Reader, request: Request, read: Reading, case_code: str) -> Any:
    """What is kept of a case that the reader may read; None where nothing is. Raises Problem 404."""
    await desk.case(case_code, reader, await desk.open("case_file", request))
    return await _section(read, case_code)


async def _register(desk: Desk, reader: Reader, read: Reading, code: str) -> Any:
    section = await _section(read, code)
    if section is None or section["register"] is None or not reader.stands_for(section["register"]["body"]):
        raise problem("not_found")
    return section


async def _section(read: Reading, key: str) -> Any:
    return (await read.one({"_id": key}) or {}).get(SOURCE)


async def kept_content(desk: Desk, under: str, content_hash: str, media_type: str) -> Response:
    """Kept bytes as they are handed on. Raises Problem where they are lost, damaged or cannot be read now."""
    try:
        with answered_by_the_database():
            content = await desk.edge.contents.find(under, content_hash)
    except ContentDamaged as error:
        raise problem("content_damaged") from error
    if content is None:
        raise problem("content_lost")
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=media_type, headers=headers)
