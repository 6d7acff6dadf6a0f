"""A register and a case's file in memory, with the commands that the tests ask of them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import case_code
from services.documents.domain.commands import IssueDocument, NoteBody, StoreAttachment
from services.documents.domain.decide import decide
from services.documents.domain.evolve import evolve
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.document_content import template_version
from services.jurisdiction.document_registers import register_code
from services.jurisdiction.law import Law

LAW = DocumentsLaw.of(Law.load("wuhu"))
STREET, COURT, STRANGER = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.court", "wuhu.wuwei.wucheng.pmc"
CASE, OTHER_CASE = case_code(UUID(int=41)), case_code(UUID(int=42))
AGREEMENTS, AGREEMENT = "people_mediation_agreements", "pm_agreement"
MARCH = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
FIRST, SECOND = "1" * 64, "2" * 64
NAMESPACE = UUID("4c1f3f0a-6a0e-4f6e-9b53-2f1a6b1d7e02")
SYSTEM = Actor(user="system:documents", organisation="documents")


def clerk(body: str = STREET) -> Actor:
    return Actor(user=f"clerk.{body}", organisation=body, roles=("clerk",))


def register(body: str = STREET, kind: str = AGREEMENTS, year: int = 2026, series: str = "real") -> State:
    return initial(register_code(body, kind, year, series))


def version(template: str = AGREEMENT) -> str:
    found = LAW.templates.find(template)
    assert found is not None
    return template_version(found)


def issue(**changed: Any) -> IssueDocument:
    told = {
        "body": STREET, "year": 2026, "about_case": CASE, "event_id": "event-1", "template": AGREEMENT,
        "template_version": version(), "content_hash": FIRST, "values_hash": SECOND,
    }  # fmt: skip
    return IssueDocument(**{**told, **changed})


def scan(**changed: Any) -> StoreAttachment:
    told = {"content_hash": FIRST, "media_type": "application/pdf", "size": 2048, "name": "签字的协议书扫描件"}
    return StoreAttachment(**{**told, **changed})


def asked(state: State, body: CommandBody, by: Actor | None = None, at: datetime = MARCH, key: str = "") -> Any:
    return decide(state, Command(uuid5(NAMESPACE, f"{key}{body}"), state.code, by or clerk(), at, body), LAW)


def after(state: State, body: CommandBody, by: Actor | None = None, at: datetime = MARCH, key: str = "") -> State:
    """The state after a command that is not refused, as the store would give it back."""
    answer = asked(state, body, by, at, key)
    assert not isinstance(answer, Refused), answer
    return told(state, *answer)


def told(state: State, *events: Event) -> State:
    for event in events:
        state = decode_state(encode_state(evolve(state, event)))
    return state


def file_of(*bodies: str, story: bool = False) -> State:
    """A case with which these bodies have to do, the first being the one that registered it."""
    state = initial(CASE)
    for place, body in enumerate(bodies):
        state = after(state, NoteBody(body=body, story=story if place == 0 else None), SYSTEM)
    return state


def refused(answer: Any) -> str:
    assert isinstance(answer, Refused), answer
    assert any("一" <= sign <= "鿿" for sign in answer.message)
    return answer.code
