"""Carries out on the broker what the worker of a case asks for."""

import asyncio
from collections.abc import Sequence
from typing import Any, Generic, assert_never

import structlog

from schemas import topics
from schemas.decision import Parked
from services.runtime.case_worker import Append, CatchUp, Effect, HoldBack, Recall, Steps, Told
from services.runtime.dead_letters import DeadLetters
from services.runtime.decider import RulesT, State
from services.runtime.deciding import Prepared
from services.runtime.fault_points import fault_point
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import BrokerError
from services.runtime.kafka.producer import Appender, AppendUnknown
from services.runtime.kafka.records import OwnRecord
from services.runtime.loop_settings import LoopSettings
from services.runtime.partitioner import partition_of
from services.runtime.taken_command import TakenCommand

_log = structlog.get_logger(__name__)
_PAUSE = 0.2


class Effects(Generic[State, RulesT]):
    """What a worker may do to the world, and nothing else."""

    def __init__(
        self, follower: FoldFollower[State, RulesT], appender: Appender, letters: DeadLetters, settings: LoopSettings
    ) -> None:
        self._follower = follower
        self._appender = appender
        self._letters = letters
        self._settings = settings
        self._decisions = topics.decisions(follower.fold.service.name).name_in(settings.installation)

    async def carry_out(self, steps: Steps) -> None:
        """Run a worker to its end."""
        told: Told = None
        while True:
            try:
                effect = steps.send(told)
            except StopIteration:
                return
            told = await self._do(effect)

    async def _do(self, effect: Effect) -> Told:
        match effect:
            case Append(prepared):
                return await self._append(prepared)
            case CatchUp(case_code):
                await self._follower.catch_up(partition_of(case_code, self._settings.partitions))
            case HoldBack(command):
                await self._hold_back(command)
            case Recall(case_code, parked):
                return await self._recall(case_code, parked)
            case _:
                assert_never(effect)
        return None

    async def _append(self, prepared: Prepared[Any]) -> bool:
        case_code = prepared.decision.case_code
        partition = partition_of(case_code, self._settings.partitions)
        self._follower.fold.expect(prepared)
        try:
            place = await self._appender.append(self._decisions, partition, case_code, prepared.value)
        except AppendUnknown as unknown:
            _log.warning("append_unknown", partition=partition, reason=str(unknown))
            return False
        fault_point("after_appending")
        self._follower.confirmed(
            OwnRecord(partition, place.offset, case_code.encode(), prepared.value, place.timestamp)
        )
        await self._follower.reach(partition, place.offset + 1)
        return True

    async def _hold_back(self, command: TakenCommand) -> None:
        """Twice is harmless, missing is not: as often as it takes."""
        partition = partition_of(command.case_code, self._settings.partitions)
        while True:
            try:
                await self._appender.append(
                    self._letters.topic, partition, command.case_code, command.value, command.headers
                )
            except AppendUnknown as unknown:
                _log.warning("hold_back_unknown", partition=partition, reason=str(unknown))
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _recall(self, case_code: str, parked: Parked | None) -> Sequence[TakenCommand]:
        while True:
            try:
                first = await self._letters.parked_command(parked) if parked is not None else None
                return [*([first] if first else []), *await self._letters.of_case(case_code)]
            except BrokerError as error:
                _log.warning("recall_waits", error_type=type(error).__name__)
                await asyncio.sleep(_PAUSE)
