"""What a case loop is made of, and how the parts are wired."""

from dataclasses import dataclass
from typing import Generic

from schemas import topics
from services.runtime.answer_board import AnswerBoard
from services.runtime.case_ledger import CaseLedger
from services.runtime.case_owner import CaseOwner
from services.runtime.clock import Clock
from services.runtime.dead_letters import DeadLetters
from services.runtime.deadline_scan import DeadlineScan, Submit
from services.runtime.decider import DecidingService, RulesT, State
from services.runtime.effects import Effects
from services.runtime.fold import Fold
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import GroupReader, TopicReader
from services.runtime.kafka.producer import Appender
from services.runtime.kafka.topic_identity import topic_identity
from services.runtime.loop_settings import LoopSettings
from services.runtime.publisher import Publisher
from services.runtime.store import RocksStore


@dataclass(frozen=True)
class LoopParts(Generic[State, RulesT]):
    """The parts of one running loop."""

    store: RocksStore
    fold: Fold[State, RulesT]
    board: AnswerBoard
    follower: FoldFollower[State, RulesT]
    submitter: Appender
    decider: Appender
    letters: DeadLetters
    owner: CaseOwner[State, RulesT]
    publisher: Publisher | None
    scan: DeadlineScan[State, RulesT] | None
    events: Appender

    @classmethod
    async def of(
        cls, service: DecidingService[State, RulesT], settings: LoopSettings, clock: Clock, submit: Submit
    ) -> "LoopParts[State, RulesT]":
        """Open the store (thrown away when it is of another log or fold version) and wire everything; nothing runs yet."""
        servers, group = settings.bootstrap_servers, settings.group
        decisions = topics.decisions(service.name).name_in(settings.installation)
        identity = await topic_identity(servers, decisions)
        store = RocksStore(settings.folder / "store")
        ledger = CaseLedger(store)
        ledger.open_for(identity, f"{service.fold_version} {service.state_form}")
        fold, board = Fold(service, ledger), AnswerBoard()
        follower = FoldFollower(fold, TopicReader(servers, decisions, settings.partitions), board)
        submitter, decider, events = (Appender(servers, settings.append_timeout) for _ in range(3))
        letters = DeadLetters(service.name, settings)
        owner = CaseOwner(
            follower,
            GroupReader(
                servers, topics.commands(service.name).name_in(settings.installation), group(service.name),
                settings.session_timeout_ms,
            ),
            Effects(follower, decider, letters, settings),
            settings,
        )  # fmt: skip
        publisher = scan = None
        if settings.publishes:
            reader = GroupReader(servers, decisions, group(f"{service.name}.publisher"), settings.session_timeout_ms)
            publisher = Publisher(follower, board, reader, events, settings)
        if settings.scans:
            scan = DeadlineScan(fold, clock, submit, owner.open_partitions, settings.scan_interval)
            board.listeners.append(scan.tell)
        return cls(store, fold, board, follower, submitter, decider, letters, owner, publisher, scan, events)

    async def start(self) -> None:
        """Connect everything."""
        await self.submitter.start()
        await self.decider.start()
        await self.follower.start()
        await self.owner.start()
        if self.publisher is not None:
            await self.events.start()
            await self.publisher.start()

    async def stop(self) -> None:
        """Leave the groups first, so that others take over, then disconnect and close the store."""
        await self.owner.stop()
        if self.publisher is not None:
            await self.publisher.stop()
        for appender in (self.submitter, self.decider, self.events):
            await appender.stop()
        await self.follower.stop()
        self.store.close()
