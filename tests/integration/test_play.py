"""The published cases on the running services: whole although interrupted, the same when played again, and verified (issue 5, item 4)."""

import asyncio
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from schemas.topics import all_topics
from services.command_line.local_tokens import token_for
from services.play.case_file import read_cases
from services.play.client import Answer, Interface
from services.play.driver import Played, Player
from services.play.printed import show
from services.play.report import as_data
from services.play.surveys import answer_surveys
from services.runtime.kafka.consumer import TopicReader
from tests.conftest import County
from tests.integration.serving import settings_of
from tests.servers import Installation

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}
BREACHED, CONFIRMED = CASES["pub-01"], CASES["pub-05"]
CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[A-Z]+_[A-Z]+\b")
"""A code of ours among the words a person reads."""


class InterruptedInterface(Interface):
    """Somebody presses Ctrl-C after so many commands."""

    left = 9

    def give(self, *args: Any) -> Answer:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt
        return super().give(*args)


@pytest.fixture(scope="module")
def installation(county: County) -> Installation:
    return county.installation


@pytest.fixture(scope="module")
def interface(county: County) -> Iterator[Interface]:
    addresses = {name: service.url for name, service in county.running.items()}
    made = Interface(addresses, token_for(settings_of(county.installation, "play")))
    yield made
    made.client.close()


@pytest.mark.timeout(240)
def test_two_cases_play_whole_after_an_interruption_and_a_second_time_changes_nothing(
    interface: Interface, installation: Installation
) -> None:
    with pytest.raises(KeyboardInterrupt):
        Player(InterruptedInterface(interface.addresses, interface.token_for)).play(BREACHED)
    first = [Player(interface).play(case) for case in (BREACHED, CONFIRMED)]
    assert [(one.refused, one.unheard, one.script.unrepresented) for one in first] == [([], [], ())] * 2
    assert [one.case_file["result"] for one in first] == ["agreed", "confirmed"]
    assert [one.case_file["status"] for one in first] == ["closed"] * 2
    for one in first:
        assert_a_person_can_read(one)
    written = settled(installation)

    again = [Player(fresh(interface)).play(case) for case in (BREACHED, CONFIRMED)]
    assert [as_data(one) for one in again] == [as_data(one) for one in first]
    assert log_ends(installation) == written

    answer_surveys(first[0], interface)
    answered = log_ends(installation)
    assert answered != written
    answer_surveys(first[0], fresh(interface))
    assert log_ends(installation) == answered


@pytest.mark.timeout(600)
def test_every_published_case_plays_to_its_end(interface: Interface) -> None:
    assert len(CASES) == 24
    problems = []
    for case in CASES.values():
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


def fresh(interface: Interface) -> Interface:
    """Another run of the program: nothing remembered."""
    return Interface(interface.addresses, interface.token_for)


def assert_a_person_can_read(played: Played) -> None:
    """Every judged clock's whole reason is printed, whatever the width; no code of ours stands among the words."""
    for width in (100, 160):
        output = io.StringIO()
        show(played, Console(file=output, width=width))
        text = "".join(output.getvalue().split())
        for clock in played.case_file["clocks"]:
            said = clock["verdict_reason"] if clock["verdict"] == "not_judged" else clock["name"]
            assert "".join(said.split()) in text
        for word in ("PEOPLE_MEDIATION", "not_judged", "agreement_reached", "register_case", "[desc]", "…"):
            assert word not in text


def settled(installation: Installation) -> Mapping[str, Mapping[int, int]]:
    """Where every topic ends once what other tests left behind is done."""
    while (found := log_ends(installation)) != log_ends(installation):
        pass
    return found


def log_ends(installation: Installation) -> Mapping[str, Mapping[int, int]]:
    """Where every topic ends."""
    return asyncio.run(_log_ends(installation))


async def _log_ends(installation: Installation) -> dict[str, dict[int, int]]:
    ends = {}
    for topic in all_topics():
        reader = TopicReader(installation.kafka, topic.name_in(installation.name), topic.partitions)
        await reader.start({}, only=())
        ends[topic.name] = await reader.end_offsets()
        await reader.stop()
    return ends
