"""Plays one case: gives the planned acts one after the other and waits for what each sets off in other services."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.envelope import digest
from services.jurisdiction.demonstration import demonstration_hub
from services.play.acts import LatestAgreement, PartyAt, PlannedAct, Script
from services.play.case_file import PublishedCase
from services.play.client import WAIT_SECONDS, Answer, Interface, json_ready
from services.play.plan import plan
from services.play.progress import UNKNOWN_PLACE

_PAUSE = 0.1
_MOST_TRIES = 8
STILL_SECONDS = 0.8
"""A case file that stays the same so long has heard everything: a reaction takes tens of milliseconds."""


@dataclass(frozen=True)
class Result:
    """An act with its answer."""

    act: PlannedAct
    answer: Answer
    tries: int
    title: str = ""
    """What the interface description calls the command, in Chinese."""


@dataclass
class Played:
    """A played case with all that the report says of it."""

    case: PublishedCase
    script: Script
    case_code: str = ""
    results: list[Result] = field(default_factory=list)
    case_file: Mapping[str, Any] = field(default_factory=dict)
    unheard: list[tuple[str, str]] = field(default_factory=list)
    """Events that were waited for and did not come."""

    @property
    def refused(self) -> list[Result]:
        """Acts that the domain refused."""
        return [result for result in self.results if not result.answer.accepted]


class Player:
    """One case at a time; the same case gives the same requests with the same keys, so that playing twice is harmless."""

    def __init__(self, interface: Interface) -> None:
        self._interface = interface

    def play(self, case: PublishedCase) -> Played:
        """Play the case. Raises InterfaceError when the system does not answer."""
        played = Played(case, plan(case))
        known: dict[str, Any] = {}
        heard: Counter[tuple[str, str]] = Counter()
        for number, act in enumerate(played.script.acts):
            if act.follows_what_was_heard:
                self._wait_until_still(played)
            result = self._give(played, number, act, known)
            played.results.append(result)
            if result.answer.accepted:
                _learn(result.answer, known, played)
                for event in act.hears:
                    heard[event] += 1
                    self._wait_for(played, event, heard[event])
        self._wait_until_still(played)
        return played

    def _give(self, played: Played, number: int, act: PlannedAct, known: Mapping[str, Any]) -> Result:
        """Again with the state of now when somebody (a reaction of ours) was first."""
        body = json_ready(_filled(act.body, known), act.occurred_at, act.date_assumed)
        etag = None if not played.case_code else self._etag(played, act.service)
        for attempt in range(1, _MOST_TRIES + 1):
            answer = self._interface.give(
                act.service, act.command, played.case_code or None, body, act.body_of, act.roles,
                f"play:{played.case.id}:{number}:{digest(body)[:12]}:{attempt}", etag,
            )  # fmt: skip
            if answer.status != 412:
                break
            etag = answer.etag
        return Result(act, answer, attempt, self._interface.title(act.service, act.command))

    def _etag(self, played: Played, service: str) -> int:
        file = self._read(played)
        return int(file["accepted"].get(service, 0)) if file else 0

    def _read(self, played: Played) -> Mapping[str, Any] | None:
        """The case file as the county hub of the case's place sees it: it stands above every other body of the case."""
        return self._interface.case_file(
            played.case_code, demonstration_hub(played.case.province_city or UNKNOWN_PLACE)
        )

    def _wait_for(self, played: Played, event: tuple[str, str], times: int) -> None:
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            file = self._read(played)
            told = [(entry["service"], entry["event"]) for entry in file["timeline"]] if file else []
            if told.count(event) >= times:
                return
            time.sleep(_PAUSE)
        played.unheard.append(event)

    def _wait_until_still(self, played: Played) -> None:
        """Until nothing has moved for a while: every reaction has been heard."""
        if not played.case_code:
            return
        last: Mapping[str, int] = {}
        since = deadline = time.monotonic()
        while time.monotonic() - since < STILL_SECONDS and time.monotonic() - deadline < WAIT_SECONDS:
            file = self._read(played)
            played.case_file = file or {}
            at = dict(played.case_file.get("at", {}))
            if at != last:
                last, since = at, time.monotonic()
            time.sleep(_PAUSE)


def _learn(answer: Answer, known: dict[str, Any], played: Played) -> None:
    """Ids that later acts name."""
    for event in answer.content.get("events", ()):
        if event["name"] == "case_registered":
            played.case_code = answer.content["case_code"]
            known["parties"] = [party["party_id"] for party in event["data"]["case"]["parties"]]
        if event["name"] == "agreement_reached":
            known["agreement"] = event["data"]["agreement_id"]


def _filled(value: Any, known: Mapping[str, Any]) -> Any:
    """The body with its placeholders replaced."""
    if isinstance(value, PartyAt):
        return known["parties"][value.position]
    if isinstance(value, LatestAgreement):
        return known["agreement"]
    if isinstance(value, Mapping):
        return {name: _filled(part, known) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_filled(part, known) for part in value]
    return value
