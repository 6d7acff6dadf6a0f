"""Log lines: one JSON object each, with case, correlation and trace, and never a person."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from services.runtime.logs import CaseContext, configure_logs
from services.runtime.tracing import accepted_traceparent, trace_id

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    before, level = logging.getLogger().handlers[:], logging.getLogger().level
    written = io.StringIO()
    configure_logs("intake", stream=written)
    yield written
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_names_service_case_correlation_and_trace(stream: io.StringIO) -> None:
    with CaseContext("CASE", "chain", trace_id(TRACE)):
        structlog.get_logger("here").info("decided", outcome="accepted")
    structlog.get_logger("here").info("idle")
    inside, outside = lines(stream)
    assert inside["event"] == "decided"
    assert (inside["service"], inside["case"], inside["correlation"]) == ("intake", "CASE", "chain")
    assert inside["trace"] == "0af7651916cd43dd8448eb211c80319c"
    assert "case" not in outside


async def test_two_cases_at_once_do_not_mix(stream: io.StringIO) -> None:
    async def work(case: str) -> None:
        with CaseContext(case):
            await asyncio.sleep(0)
            structlog.get_logger().info(f"worked on {case}")

    await asyncio.gather(work("A"), work("B"))
    assert {(line["event"], line["case"]) for line in lines(stream)} == {("worked on A", "A"), ("worked on B", "B")}


def test_a_field_that_is_not_permitted_is_dropped_and_counted(stream: io.StringIO) -> None:
    structlog.get_logger().info("registered", name="某人", body={"phone": "1"})
    (line,) = lines(stream)
    assert "某人" not in stream.getvalue()
    assert line["dropped_fields"] == 2


def test_an_exception_is_its_type_and_place_and_not_its_words(stream: io.StringIO) -> None:
    try:
        raise ValueError("某人的电话")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
        structlog.get_logger().error("failed", exc_info=True)
    for line in lines(stream):
        assert line["error_type"] == "ValueError"
        assert line["frames"][-1].endswith(
            f":{test_an_exception_is_its_type_and_place_and_not_its_words.__name__}:"
            + line["frames"][-1].rsplit(":", 1)[1]
        )
    assert len(lines(stream)) == 2
    assert "某人" not in stream.getvalue()


@pytest.mark.parametrize(
    "header", [None, "", "nonsense", TRACE.upper(), f"00-{'0' * 32}-b7ad6b7169203331-01", TRACE + "-more"]
)
def test_without_a_good_traceparent_a_new_trace_begins(header: str | None) -> None:
    made = accepted_traceparent(header)
    assert made != header
    assert accepted_traceparent(made) == made


def test_a_good_traceparent_is_handed_on() -> None:
    assert accepted_traceparent(TRACE) == TRACE
