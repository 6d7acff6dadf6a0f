"""All 24 published cases on the running services: every step represented, nothing refused, everything heard (issue 5, item 4)."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from deploy.services import SERVICES
from services.command_line.local_tokens import token_for
from services.play.case_file import read_cases
from services.play.client import Interface
from services.play.driver import Played, Player
from services.play.printed import show
from services.play.report import as_data
from tests.conftest import Services
from tests.integration.serving import settings_of
from tests.servers import Installation

CASES = read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")
CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[A-Z]+_[A-Z]+\b")
"""A code of ours among the words a person reads."""


@pytest.fixture
def interface(installation: Installation, services: Services) -> Iterator[Interface]:
    running = {each.name: services.start(each.name) for each in SERVICES}
    for service in running.values():
        service.wait_ready()
    made = Interface({name: each.url for name, each in running.items()}, token_for(settings_of(installation, "play")))
    yield made
    made.client.close()


@pytest.mark.timeout(600)
def test_every_published_case_plays_to_its_end(interface: Interface) -> None:
    assert len(CASES) == 24
    problems = []
    for case in CASES:
        played = Player(interface).play(case)
        report = as_data(played)
        print(printed(played))
        for refusal in report["refusals"]:
            problems.append(
                f"{case.id} step {refusal['step']} {refusal['command']}: {refusal['code']} {refusal['detail']}"
            )
        problems += [f"{case.id} waited for {event}" for event in report["unheard"]]
        problems += [f"{case.id} step {left['step']}: {left['why']}" for left in report["unrepresented"]]
        ended = "open" if played.script.left_open or case.outcome.result is None else "closed"
        if report["status"] != ended or (ended == "closed" and report["result"] != case.outcome.result):
            problems.append(f"{case.id} ended {report['status']} {report['result']}, told {case.outcome.result}")
        problems += [f"{case.id} shows the code {code}" for code in sorted(set(CODE.findall(printed(played))))]
    assert problems == []


def printed(played: Played) -> str:
    """What a person sees of the case."""
    output = io.StringIO()
    show(played, Console(file=output, width=200))
    return re.sub(r"https?://\S+", "", output.getvalue())
