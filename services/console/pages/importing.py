"""Registering from a table: the template, the check of every row, and how far it has come."""

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from services.console.desk import Desk, Stop, checked_form, go
from services.console.forms.fields import every_field, fields_of
from services.console.importing.columns import COLUMNS, choices_of
from services.console.importing.sheet import LARGEST_FILE, MEDIA_TYPE, MOST_ROWS, SheetProblem, rows_of, template
from services.console.importing.store import Import
from services.console.importing.work import Importing, digest_of
from services.console.pages.form_page import REGISTER, the_act

_PROBLEMS_SHOWN = 200


def routes(desk: Desk, importing: Importing) -> APIRouter:
    """The pages of importing."""
    router = APIRouter()

    @router.get("/imports")
    async def start(request: Request) -> Response:
        await the_act(desk, request, *REGISTER)
        return await _start(request)

    @router.get("/imports/template.xlsx")
    async def given_out(request: Request) -> Response:
        act = await the_act(desk, request, *REGISTER)
        fields = fields_of(act.body, act.definitions)
        content = template(choices_of(every_field(fields), await desk.words(request)))
        name = "attachment; filename*=UTF-8''%E6%89%B9%E9%87%8F%E7%99%BB%E8%AE%B0%E6%A8%A1%E6%9D%BF.xlsx"
        return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": name})

    @router.post("/imports")
    async def upload(request: Request) -> Response:
        act, person = await the_act(desk, request, *REGISTER), desk.person(request)
        await checked_form(request)
        sheet = (await request.form()).get("sheet")
        if not isinstance(sheet, UploadFile) or not sheet.filename:
            return await _start(request, "请先选择填好的表格文件。")
        content = await sheet.read(LARGEST_FILE + 1)
        digest = digest_of(content)
        known = importing.kept.find(person.organisation, digest)
        if known is not None:
            return go(f"/imports/{digest}")
        try:
            rows = rows_of(content)
        except SheetProblem as problem:
            return await _start(request, str(problem))
        checked = await importing.checked(act, await desk.words(request), person.token, rows)
        wrong = [row for row in checked if row.problems]
        if wrong:
            return await desk.page(
                request, "import_wrong.html", 400, wrong=wrong[:_PROBLEMS_SHOWN], count=len(wrong), rows=len(checked),
                name=sheet.filename,
            )  # fmt: skip
        told = ((row.number, row.body) for row in checked)
        importing.kept.add(person.organisation, digest, person.account, sheet.filename, told)
        importing.go_on(_found(request, digest), act, person.token)
        return go(f"/imports/{digest}")

    @router.get("/imports/{digest}")
    async def progress(request: Request, digest: str) -> Response:
        await the_act(desk, request, *REGISTER)
        found = _found(request, digest)
        return await desk.page(
            request, "import_progress.html", found=found, going_on=importing.is_going_on(found),
            mine=found.account == desk.person(request).account,
        )  # fmt: skip

    @router.post("/imports/{digest}")
    async def go_on(request: Request, digest: str) -> Response:
        await checked_form(request)
        act, found = await the_act(desk, request, *REGISTER), _found(request, digest)
        person = desk.person(request)
        if found.account != person.account:
            raise Stop(403, "不能继续导入", "这张表由本机构其他岗位上传，请由该岗位继续导入，以免重复登记。")
        importing.go_on(found, act, person.token)
        return go(f"/imports/{digest}")

    def _found(request: Request, digest: str) -> Import:
        found = importing.kept.find(desk.person(request).organisation, digest)
        if found is None:
            raise Stop(404, "没有这次导入", "没有找到这张表，请重新上传。")
        return found

    async def _start(request: Request, wrong: str = "") -> Response:
        done = importing.kept.of(desk.person(request).organisation)
        return await desk.page(
            request, "imports.html", 400 if wrong else 200, imports=done, wrong=wrong, columns=COLUMNS, most=MOST_ROWS
        )

    return router
