"""Whether a body may add to a case's file is asked of the window once, and a foreign case is answered as one that nobody registered."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from schemas.envelope import CommandRecord, digest
from services.documents.domain.commands import LearnBodies
from services.documents.standing import check_may_add
from services.documents.worker import service
from services.runtime.command_endpoint import Edge
from services.runtime.problems import Problem
from tests.domain.documents.papers import CASE, LAW, MARCH, NAMESPACE, OTHER_CASE, STRANGER, STREET, SYSTEM
from tests.runtime.notebook import MemoryLoop


class Files(MemoryLoop):
    """The loop of documents, with a window that knows one case and answers every question, or none."""

    def __init__(self, answering: bool = True) -> None:
        super().__init__(service(LAW.law))
        self.answering = answering

    async def submit(self, case_code: str, command_id: UUID, record: CommandRecord) -> None:
        await super().submit(case_code, command_id, record)
        if self.answering and record.name == "ask_bodies":
            asyncio.get_running_loop().call_soon(self._told, case_code, record.body["body"])

    def _told(self, case_code: str, asked_for: str) -> None:
        known: dict[str, Any] = {"bodies": (STREET,), "story": False} if case_code == CASE else {}
        body = LearnBodies(asked_for=asked_for, occurred_at=MARCH, **known).model_dump(mode="json", exclude_none=True)
        record = CommandRecord(
            name="learn_bodies", body=body, digest=digest(body), actor=SYSTEM, recorded_at=MARCH,
            origin="reaction:intake", correlation_id="a", causation_id="a",
        )  # fmt: skip
        self._decide(case_code, uuid5(NAMESPACE, f"{case_code}{asked_for}{len(self.log)}"), record)


def asked(files: Files, case_code: str, body: str) -> str:
    """The code of the problem; empty where the body may add."""
    patience = 30.0 if files.answering else 0.05
    edge = Edge("documents", files, None, lambda: MARCH + timedelta(minutes=1), answer_wait=patience)  # type: ignore[arg-type]
    try:
        asyncio.run(check_may_add(edge, case_code, body))
    except Problem as told:
        return told.code
    return ""


def test_a_body_of_the_case_is_asked_about_once() -> None:
    files = Files()
    assert asked(files, CASE, STREET) == ""
    questions = len(files.submitted)
    assert asked(files, CASE, STREET) == ""
    assert (questions, len(files.submitted)) == (1, 1)


def test_a_foreign_case_and_one_that_nobody_registered_are_asked_about_and_answered_alike() -> None:
    files = Files()
    assert asked(files, CASE, STRANGER) == asked(files, OTHER_CASE, STRANGER) == "not_found"
    assert [(code, record.name) for code, _, record in files.submitted] == [
        (CASE, "ask_bodies"),
        (OTHER_CASE, "ask_bodies"),
    ]
    assert asked(files, CASE, STRANGER) == "not_found"
    assert len(files.submitted) == 3, "whoever joins later is not kept out by an earlier answer"


def test_nothing_that_cannot_be_a_case_code_is_asked_about() -> None:
    files = Files()
    assert asked(files, "no-code", STREET) == "not_found"
    assert files.submitted == []


@pytest.mark.parametrize("code", [CASE, OTHER_CASE])
def test_while_the_window_is_silent_nobody_is_told_whether_there_is_such_a_case(code: str) -> None:
    files = Files(answering=False)
    assert asked(files, code, STREET) == "standing_unknown"
    assert asked(files, code, STREET) == "standing_unknown"
    assert [len(decision.events) for decision in files.log] == [1, 0], "the window is asked once until it answers"
