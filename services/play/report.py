"""What became of a played case, as figures and for a program; `printed.py` shows it to a person."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from services.play.acts import Origin
from services.play.driver import Played


def counts(played: Played) -> dict[str, int]:
    """Commands, assumed steps, outside records, notes, refusals, steps without a service, irregularities."""
    by_origin = Counter(result.act.origin for result in played.results)
    return {
        "commands": len(played.results),
        "stated": by_origin[Origin.STATED],
        "assumed": by_origin[Origin.ASSUMED],
        "outside": by_origin[Origin.OUTSIDE],
        "notes": by_origin[Origin.NOTE],
        "refusals": len(played.refused),
        "unrepresented": len(played.script.unrepresented),
        "irregularities": sum(1 for _ in irregularities(played.case_file)),
    }


def as_data(played: Played) -> dict[str, Any]:
    """The whole report for a program."""
    return {
        "id": played.case.id,
        "case_code": played.case_code,
        "counts": counts(played),
        "assumed": [
            {"command": result.act.command, "step": result.act.step, "why": result.act.why}
            for result in played.results
            if result.act.origin is Origin.ASSUMED
        ],
        "refusals": [
            {
                "command": result.act.command,
                "step": result.act.step,
                "origin": result.act.origin.value,
                "code": result.answer.content.get("code"),
                "detail": result.answer.content.get("detail"),
            }
            for result in played.refused
        ],
        "unrepresented": [
            {"step": left.index, "channel": left.step.channel.value, "act": left.step.act.value, "why": left.why}
            for left in played.script.unrepresented
        ],
        "unheard": [".".join(event) for event in played.unheard],
        "irregularities": [mark for _, mark in irregularities(played.case_file)],
        "timeline": played.case_file.get("timeline", []),
        "clocks": played.case_file.get("clocks", []),
        "route": played.case_file.get("route"),
        "outside_limits": played.case_file.get("outside_limits", []),
        "status": played.case_file.get("status"),
        "result": played.case_file.get("result"),
    }


def irregularities(case_file: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(sentence of the event, mark) for every irregularity of the case."""
    for entry in case_file.get("timeline", ()):
        for mark in entry["irregularities"]:
            yield entry["sentence"], mark
