"""A county of which early warning has to find the same alerts whatever happens to its processes: registrations, and the alerts found."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid5

from aiokafka import AIOKafkaProducer

from deploy.trial.feeding import CLERK
from deploy.trial.history import History
from deploy.trial.servers import Installation
from schemas.early_warning import AlertRaised, AlertWithdrawn
from schemas.envelope import encode_events
from schemas.identity import NAMESPACE, case_code
from schemas.registry import decode_record
from schemas.topics import decisions, events
from services.early_warning.domain.evolve import evolve
from services.early_warning.domain.state import initial
from services.early_warning.watching import SERVICE
from services.intake.domain.commands import COMMANDS
from services.intake.worker import service as intake
from services.jurisdiction.law import Law
from services.reproduce.machine import Machine
from services.runtime.projection import LoggedDecision

BEGAN = datetime(2026, 3, 2, 1, tzinfo=UTC)
CASES, RESPONDENTS, REPEATED = 180, 12, 9
"""Registrations within a week: a group around each respondent, and the first nine are three times three of the same two."""

Told = tuple[LoggedDecision, bytes]
Found = dict[str, tuple[str, int, tuple[str, ...]]]
"""Rule, count and cases of the alerts that stand, by the alert's code."""


def registrations() -> list[Told]:
    """What the window decided about every case, with its bytes, in order."""
    told: list[Told] = []
    machine = Machine([intake(Law.load("wuhu"))], lambda logged, value: told.append((logged, value)))
    for number in range(CASES):
        applicant = number % 3 if number < REPEATED else number
        respondent = 100 + number % 3 if number < REPEATED else number % RESPONDENTS
        body = {
            "dispute_type": "NEIGHBOR", "summary": f"第 {number} 件", "parties": [
                _party("applicant", f"1380000{applicant:04}"), _party("respondent", f"1390000{respondent:04}"),
            ],
        }  # fmt: skip
        code = case_code(uuid5(NAMESPACE, f"watched/{number}"))
        command = COMMANDS["register_case"].model_validate(body)
        machine.ask("intake", code, command, CLERK, BEGAN + timedelta(minutes=50 * number), str(number))
    return told


def _party(role: str, phone: str) -> dict[str, object]:
    return {"role": role, "kind": "natural", "name": f"当事人{phone}", "contact": {"phone": phone}}


async def append(installation: Installation, told: Sequence[Told]) -> None:
    """Into the record and into the events, as the window's publisher would."""
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka, acks="all")
    await producer.start()
    try:
        for logged, value in told:
            key = logged.decision.case_code.encode()
            for topic, one in (
                (decisions(logged.source), value),
                *((events(logged.source), event) for event in encode_events(logged.source, logged.decision)),
            ):
                await producer.send(topic.name_in(installation.name), one, key, partition=logged.partition)
        await producer.flush()
    finally:
        await producer.stop()


async def alerts(history: History) -> tuple[Found, list[str]]:
    """The alerts that stand, and what was raised while it stood. Raises BrokerError."""
    await history.read()
    found, twice = Found(), list[str]()
    for (source, alert), decided in history.decided.items():
        if source != SERVICE:
            continue
        state, raised = initial(alert), Counter[type]()
        for decision in decided:
            for event in (decode_record(source, one) for one in decision.events):
                state = evolve(state, event)
                raised[type(event)] += 1
                if raised[AlertRaised] - raised[AlertWithdrawn] > 1:
                    twice.append(alert)
        if state.stands and state.count is not None:
            cases = tuple(sorted(one.case_code for one in state.count.cases))
            found[alert] = (state.count.rule, state.count.counted, cases)
    return found, twice
