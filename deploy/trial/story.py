"""A story over all services, told act by act: each is settled in every service before the next, at the story's own time."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson

from deploy.trial.canonical import Canonical, canonical_history, renumbered
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.tellings import InvitationAt, Telling, short_telling
from schemas.identity import case_code, http_command_id
from services.command_line.local_tokens import token_for
from services.jurisdiction.demonstration import demonstration_hub
from services.play.acts import LatestAgreement, PartyAt, PlannedAct
from services.play.client import Interface, json_ready
from services.runtime.settings import Settings

AFTERWARDS = timedelta(hours=1)
"""How long after an act it is recorded."""


@dataclass
class Told:
    """How a story went: what the log had after each act."""

    tag: str
    case_code: str = ""
    after: list[Canonical] = field(default_factory=list)
    file: Any = None
    """The case file at the end, canonical."""


Around = Callable[["Story", int], Awaitable[None]]
"""Called before an act is given, with the act's number."""


async def _nothing(story: "Story", number: int) -> None:
    return None


class Story:
    """One telling. Each tag is a case of its own with the same acts."""

    def __init__(self, fleet: Fleet, history: History, tag: str, telling: Telling | None = None) -> None:
        self.fleet = fleet
        self.history = history
        self.told = Told(tag)
        self.telling = telling or short_telling()
        self.acts: Sequence[PlannedAct] = self.telling.acts
        settings = Settings.from_environment(fleet.installation.environment)
        self.interface = Interface(dict(fleet.addresses), token_for(settings))
        self._known: dict[str, Any] = {}

    async def tell(self, before: Around = _nothing, after: Around = _nothing, acts: int | None = None) -> Told:
        """All acts, or the first so many; each is settled before the next. Raises NotSettled, AssertionError."""
        for number in range(len(self.acts) if acts is None else acts):
            await self.fleet.move_clock(self.telling.recorded(number, AFTERWARDS))
            await before(self, number)
            await self.give(number)
            await after(self, number)
            await self.history.settle()
            self.told.after.append(self.now())
        self.told.file = await self.case_file()
        return self.told

    def now(self) -> Canonical:
        """What was decided so far, in the form in which two tellings are compared."""
        return canonical_history(self.history.of_case(self.told.case_code))

    @property
    def case_code(self) -> str:
        """Of the case, also before it is registered: it derives from the registration's command."""
        act = self.acts[0]
        account = f"{'-'.join(act.roles)}@{act.body_of.id}"
        return case_code(http_command_id(account, "POST", "/cases", self._key(0)))

    def _key(self, number: int) -> str:
        return f"story:{self.told.tag}:{number}"

    async def give(self, number: int) -> None:
        """Give one act; again until it has its answer, which must be that it took effect."""
        act = self.acts[number]
        body = json_ready(self._filled(act.body), act.occurred_at, act.date_assumed)
        code = self.told.case_code or None
        etag = self.history.accepted(act.service, code) if code else None
        answer = await asyncio.to_thread(
            self.interface.give, act.service, act.command, code, body, act.body_of, act.roles,
            self._key(number), etag,
        )  # fmt: skip
        if not answer.accepted:
            raise AssertionError(f"act {number} {act.command}: {answer.status} {answer.content}")
        self._learn(answer.content)

    async def case_file(self) -> Any:
        """The case file as the county hub sees it, with all that was written, canonical."""
        hub = demonstration_hub(self.telling.place)
        file = await asyncio.to_thread(self._read_file, hub)
        entries = sorted(
            file["timeline"],
            key=lambda entry: (entry["occurred_at"], entry["service"], entry["sequence"], entry["index"]),
        )
        seen = {
            "timeline": [
                {name: entry[name] for name in ("service", "event", "sequence", "index", "occurred_at", "recorded_at",
                                                "sentence", "data", "assumed")}
                for entry in entries
            ],
            "rest": {name: value for name, value in file.items() if name != "timeline"},
        }  # fmt: skip
        shown = renumbered(seen)
        # Clocks of one day stand in the order of their ids, which differ between two runs.
        shown["rest"]["clocks"].sort(key=orjson.dumps)
        return shown

    def _read_file(self, hub: Any) -> Mapping[str, Any]:
        """Until every service's decisions are in it."""
        decided = self.history.of_case(self.told.case_code)
        wanted = {name: history[-1].sequence for name, history in decided.items()}
        for _ in range(600):
            file = self.interface.case_file(self.told.case_code, hub)
            if file is not None and dict(file["at"]) == wanted:
                return file
            time.sleep(0.05)
        raise AssertionError(f"the case file stays behind: {wanted} {file and file['at']}")

    def _learn(self, content: Mapping[str, Any]) -> None:
        for event in content.get("events", ()):
            if event["name"] == "case_registered":
                self.told.case_code = content["case_code"]
                self._known["parties"] = [party["party_id"] for party in event["data"]["case"]["parties"]]
            if event["name"] == "agreement_reached":
                self._known["agreement"] = event["data"]["agreement_id"]

    def _invitation(self, position: int) -> str:
        issued = {
            event.data["party_id"]: str(event.data["invitation_id"])
            for decision in self.history.decided["satisfaction", self.told.case_code]
            for event in decision.events
            if event.name == "invitation_issued"
        }
        return issued[self._known["parties"][position]]

    def _filled(self, value: Any) -> Any:
        """The body with its placeholders replaced."""
        if isinstance(value, PartyAt):
            return self._known["parties"][value.position]
        if isinstance(value, LatestAgreement):
            return self._known["agreement"]
        if isinstance(value, InvitationAt):
            return self._invitation(value.position)
        if isinstance(value, Mapping):
            return {name: self._filled(part) for name, part in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [self._filled(part) for part in value]
        return value
