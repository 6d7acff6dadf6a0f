"""Structured logs: one JSON object per line with service, case, correlation and trace; never a body, a name or free text."""

import logging
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import orjson
import structlog
from structlog.types import EventDict, WrappedLogger

PERMITTED = frozenset({
    "event", "level", "timestamp", "logger", "service", "case", "correlation", "trace", "command", "command_name",
    "topic", "partition", "offset", "sequence", "reason", "error", "error_type", "method", "path", "status", "seconds", "count",
    "reaction", "source", "view", "generation", "position", "version", "location", "port", "code", "account", "outcome",
    "from_position", "to_position", "frames", "dropped_fields",
})  # fmt: skip
"""The fields a log line may have. Any other is dropped and counted, so that nobody logs a person by accident."""


_case: ContextVar[Mapping[str, str | None] | None] = ContextVar("case", default=None)
"""What every line of the present context names. One variable of our own: every command enters two such contexts, few
of them ever write a line, and structlog's bound variables cost 15 us each time."""


def configure_logs(service: str, level: int = logging.INFO, stream: Any = None) -> None:
    """JSON lines to `stream` (standard error by default), for our own loggers and the libraries' alike."""
    shared = [
        _with_case,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_service(service),
        _exception_type,
        _only_permitted,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=_serialise),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("uvicorn.access", "aiokafka.cluster", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class CaseContext:
    """Within this context every line names the case, the chain it belongs to and the trace."""

    def __init__(self, case_code: str, correlation: str | None = None, trace: str | None = None) -> None:
        self._named = {"case": case_code, "correlation": correlation, "trace": trace}

    def __enter__(self) -> None:
        self._before = _case.set(self._named)

    def __exit__(self, *_: object) -> None:
        _case.reset(self._before)


def _with_case(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """What the line itself says goes first."""
    for name, value in (_case.get() or {}).items():
        if value is not None:
            line.setdefault(name, value)
    return line


def _with_service(service: str) -> Any:
    def add(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
        line["service"] = service
        return line

    return add


def _exception_type(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """A library's traceback may quote data: only the type and the place of an exception are kept."""
    record: logging.LogRecord | None = line.get("_record")
    told = record.exc_info if record else line.pop("exc_info", None)
    error = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        line["error_type"] = type(error).__name__
        line["frames"] = stack_of(error)
    if record:
        record.exc_info, record.exc_text = None, None
    return line


def stack_of(error: BaseException) -> list[str]:
    """Where an exception came from, as `module:function:line`, without values."""
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames


def _only_permitted(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    dropped = [name for name in line if name not in PERMITTED and not name.startswith("_")]
    for name in dropped:
        del line[name]
    if dropped:
        line["dropped_fields"] = len(dropped)
    return line


def _serialise(line: Any, **_: Any) -> str:
    return orjson.dumps(line, default=str).decode()
