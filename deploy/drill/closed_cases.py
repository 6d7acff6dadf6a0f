"""Cases that the window closed a moment ago, put into its log without the window: satisfaction asks their parties."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid5

from aiokafka import AIOKafkaProducer

from deploy.trial.feeding import CLERK
from deploy.trial.servers import Installation
from schemas.decision import Decision, EventRecord
from schemas.envelope import encode_decision, encode_events
from schemas.identity import NAMESPACE, case_code, event_id
from schemas.intake import CaseClosed, CloseResult
from schemas.registry import encode_data, wire_name
from schemas.topics import PARTITIONS, decisions, events
from schemas.values import Channel, Contact, DisputeType, Party, PartyKind, PartyRole
from services.runtime.partitioner import partition_of

SERVICE = "intake"
PARTIES = 2
"""Of every case, each with a number of its own."""


def closings(tag: str, count: int) -> list[Decision]:
    """The decisions by which so many cases are closed now."""
    return [_closing(f"{tag}/{number}", number) for number in range(count)]


def _closing(name: str, number: int) -> Decision:
    now, command = datetime.now(UTC), uuid5(NAMESPACE, f"closed/{name}")
    event = CaseClosed(
        occurred_at=now, result=CloseResult.AGREED, closing_body=CLERK.organisation, handling_body=CLERK.organisation,
        channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.NEIGHBOR,
        parties=tuple(_party(number, place) for place in range(PARTIES)),
    )  # fmt: skip
    record = EventRecord(
        id=event_id(command, 0), name=wire_name(CaseClosed), version=event.version, data=encode_data(event)
    )
    return Decision(
        case_code=case_code(command), sequence=1, command_id=command, command_digest="0" * 64, command_name="close_case",
        actor=CLERK, recorded_at=now, rules_version="drill", calendar_version="drill", outcome="accepted",
        events=(record,), correlation_id=str(command), causation_id=str(command),
    )  # fmt: skip


def _party(number: int, place: int) -> Party:
    role = (PartyRole.APPLICANT, PartyRole.RESPONDENT)[place]
    return Party(
        party_id=f"p{place}", role=role, kind=PartyKind.NATURAL, name=f"当事人{place}",
        contact=Contact(phone=f"139{place}{number:07}"),
    )  # fmt: skip


async def append(installation: Installation, closed: Sequence[Decision]) -> None:
    """Into the record and into the events, as the window's publisher would."""
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka, acks="all")
    await producer.start()
    try:
        for decision in closed:
            partition = partition_of(decision.case_code, PARTITIONS)
            for topic, value in (
                (decisions(SERVICE), encode_decision(SERVICE, decision)),
                *((events(SERVICE), event) for event in encode_events(SERVICE, decision)),
            ):
                name = topic.name_in(installation.name)
                await producer.send(name, value, decision.case_code.encode(), partition=partition)
        await producer.flush()
    finally:
        await producer.stop()
