"""What we put on the broker is a CloudEvent to the CloudEvents SDK, attribute by attribute."""

import json
from dataclasses import replace

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat

from schemas.command import Actor
from schemas.envelope import (
    CONTENT_TYPE,
    CommandRecord,
    EnvelopeError,
    announced_type,
    decode_command,
    decode_decision,
    decode_event,
    digest,
    encode_command,
    encode_decision,
    encode_event,
)
from schemas.samples import COMMAND_ID, FOLDER, RECORDED_AT, read_manifest, sample_decision

EVENTS = sorted(name for name in read_manifest(FOLDER) if not name.startswith("decision."))


@pytest.mark.parametrize("name", EVENTS)
def test_the_sdk_reads_an_event_as_we_wrote_it(name: str) -> None:
    ours = decode_event((FOLDER / f"{name}.json").read_bytes())
    value = encode_event(ours)

    message = KafkaMessage(headers={"content-type": CONTENT_TYPE.encode()}, key=ours.case_code, value=value)
    theirs = from_structured_event(message, JSONFormat())

    assert theirs.get_type() == name
    assert theirs.get_id() == str(ours.id)
    assert theirs.get_source() == f"/services/{ours.service}"
    assert theirs.get_subject() == ours.case_code
    assert theirs.get_time() == ours.recorded_at
    assert theirs.get_dataschema() == f"urn:mediation:schema:{name}"
    assert theirs.get_extension("sequence") == f"{ours.sequence:010d}"
    assert theirs.get_extension("eventindex") == ours.index
    assert theirs.get_extension("correlationid") == ours.correlation_id
    assert theirs.get_extension("causationid") == ours.causation_id
    assert theirs.get_data() == ours.data


@pytest.mark.parametrize("name", EVENTS)
def test_we_read_an_event_as_the_sdk_writes_it(name: str) -> None:
    value = (FOLDER / f"{name}.json").read_bytes()
    assert decode_event(JSONFormat().write(JSONFormat().read(None, value))) == decode_event(value)


@pytest.mark.parametrize("outcome", ["accepted", "refused", "parked", "released"])
def test_a_decision_is_a_cloud_event_and_comes_back_whole(outcome: str) -> None:
    decision = sample_decision(outcome)
    value = encode_decision("intake", decision)
    theirs = JSONFormat().read(None, value)
    assert (theirs.get_type(), theirs.get_subject()) == ("intake.decision.v1", decision.case_code)
    assert decode_decision(value) == decision


def test_what_is_empty_in_an_event_stays_empty_and_does_not_vanish() -> None:
    decision = sample_decision("accepted")
    record = decision.events[0].model_copy(update={"data": {"in_time": None, "nested": {"due": None}}})
    decision = decision.model_copy(update={"events": (record,)})
    assert decode_decision(encode_decision("intake", decision)).events[0].data == record.data


def test_a_command_is_a_cloud_event_and_comes_back_whole() -> None:
    body = {"reason": "当事人申请"}
    record = CommandRecord(
        name="close_case", body=body, digest=digest(body), recorded_at=RECORDED_AT, expected_sequence=4, origin="http",
        actor=Actor(user="clerk.fangcun", organisation="wuhu.jinghu.fangcun.hub", roles=("intake_clerk",)),
        correlation_id=str(COMMAND_ID), causation_id=str(COMMAND_ID), traceparent=None,
    )  # fmt: skip
    value = encode_command("intake", COMMAND_ID, "1K3W9QZ8D7V5M2P6A", record)
    assert JSONFormat().read(None, value).get_type() == "intake.command.close_case"
    assert decode_command(value) == (COMMAND_ID, "1K3W9QZ8D7V5M2P6A", record)


@pytest.mark.parametrize("attribute", ["specversion", "id", "source", "type", "subject", "data", "eventindex", "actor"])
def test_an_envelope_without_a_needed_attribute_is_refused_by_name(attribute: str) -> None:
    envelope = json.loads((FOLDER / "intake.case_closed.v1.json").read_bytes())
    del envelope[attribute]
    with pytest.raises(EnvelopeError, match=attribute):
        decode_event(json.dumps(envelope).encode())


@pytest.mark.parametrize("name", EVENTS)
def test_the_type_of_an_event_can_be_told_without_decoding_it(name: str) -> None:
    ours = decode_event((FOLDER / f"{name}.json").read_bytes())
    said = replace(ours, case_code='A","type":"intake.forged.v1', data={"type": 'x","type":"y', **ours.data})
    assert announced_type(encode_event(ours)) == announced_type(encode_event(said)) == name


def test_where_no_type_stands_none_is_told() -> None:
    assert announced_type(b"") is announced_type(b"\xff poison") is announced_type(b'{"id":"1","type":"cut') is None
