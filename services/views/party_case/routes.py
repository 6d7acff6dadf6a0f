"""A party's own case over HTTP: asked by the public pages alone, which have checked the link; whatever does not fit is the same 404."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from schemas.documents import MediaType
from schemas.identity import is_case_code
from services.jurisdiction.document_content import MEDIA_TYPE
from services.jurisdiction.document_reading import load_templates
from services.jurisdiction.roles import Role
from services.runtime.limiter import Limiter
from services.runtime.problems import problem
from services.runtime.read_api import Reading
from services.views.documents.projection import SOURCE
from services.views.documents.reading import paper_file
from services.views.documents.routes import kept_content
from services.views.party_case.papers import OwnPaper, own_papers
from services.views.party_case.reading import PartyCase, knows, party_case, role_of
from services.views.petition_status.routes import MOST_WRONG, WRONG_SECONDS
from services.views.requests import Desk, answer
from services.views.signing.answers import SigningFile
from services.views.signing.reading import agreement_of


class PartyCaseQuery(BaseModel):
    """The link as the public pages read it, and what its holder told. Sent in the body, so that nothing stands in an access log."""

    model_config = ConfigDict(extra="forbid")

    case_code: str = Field(min_length=1, max_length=40)
    party_id: str = Field(min_length=1, max_length=100)
    link_number: int = Field(ge=1)
    second_fact: str = Field(min_length=1, max_length=100)
    """Last four characters of this party's telephone or identity number."""


class AgreementQuery(PartyCaseQuery):
    """The same, and which agreement of the case."""

    agreement_id: str = Field(min_length=1, max_length=100)


class PaperQuery(PartyCaseQuery):
    """The same, and which of the party's papers."""

    register_code: str = Field(min_length=1, max_length=40)
    number: int = Field(ge=1)


def router(desk: Desk) -> APIRouter:
    """The case, and the content of a paper that the party was given."""
    made = APIRouter(tags=["公开查询"])
    wrong = Limiter(MOST_WRONG, WRONG_SECONDS)
    templates = load_templates(desk.law.profile)

    async def opened(
        request: Request, query: PartyCaseQuery
    ) -> tuple[Reading, Mapping[str, Any], tuple[OwnPaper, ...]]:
        """The case document and the party's papers. Another's fact, a link that ended, a sealed case: 404 alike; after five, 429."""
        actor = await desk.edge.tokens.actor(request.headers.get("authorization"))
        if Role.PUBLIC_WEB.value not in actor.roles:
            raise problem("role_missing", roles=Role.PUBLIC_WEB.value)
        code, party_id = query.case_code.strip().upper(), query.party_id
        wrong.check(f"{code}/{party_id}")
        read, of_documents = await desk.open("case_file", request), await desk.open("documents", request)
        found = await read.one({"_id": code}) if is_case_code(code) else None
        kept = await of_documents.one({"_id": code}) if found is not None else None
        registered = found is not None and (found.get("intake") or {}).get("facts")
        now = desk.edge.clock.now()
        if found is None or not registered or not knows(found, party_id, query.link_number, query.second_fact, now):
            wrong.count(f"{code}/{party_id}")
            raise problem("not_found")
        return read, found, own_papers((kept or {}).get(SOURCE), role_of(found, party_id), templates)

    @made.post("/party-cases", summary="当事人凭办事链接查看本案", responses={200: {"model": PartyCase}})
    async def own_case(request: Request, query: PartyCaseQuery) -> Response:
        """Status, papers, and what can be declared now."""
        read, found, papers = await opened(request, query)
        return answer(read, party_case(found, query.party_id, desk.words, papers))

    @made.post("/party-agreements", summary="当事人凭办事链接查看要签名的协议", responses={200: {"model": SigningFile}})
    async def own_agreement(request: Request, query: AgreementQuery) -> Response:
        """The text in full and who has signed; an agreement that does not bind this party is answered as one that is not there."""
        read, found, _ = await opened(request, query)
        file = agreement_of(found, query.party_id, query.agreement_id, desk.words)
        if file is None:
            raise problem("not_found")
        return answer(read, file)

    @made.post("/party-papers", summary="当事人凭办事链接取得发给本人的文书")
    async def own_paper(request: Request, query: PaperQuery) -> Response:
        """The last edition: the very .pdf that was handed out, or its content where none was made yet.

        A paper that is not this party's, or is void, is answered as one that is not there.
        """
        _, _, papers = await opened(request, query)
        found = next(
            (one for one in papers if (one.register_code, one.number) == (query.register_code, query.number)), None
        )
        if found is None:
            raise problem("not_found")
        kept = await (await desk.open("documents", request)).one({"_id": found.register_code})
        filed = paper_file((kept or {}).get(SOURCE), found.number, found.edition, MediaType.PDF)
        if filed is not None:
            return await kept_content(desk, found.register_code, filed, MediaType.PDF)
        return await kept_content(desk, found.register_code, found.content_hash, MEDIA_TYPE)

    return made
