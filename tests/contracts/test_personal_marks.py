"""What tells of a person carries the mark, and masking follows the mark wherever it stands."""

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from schemas.base import SAID_MARK
from schemas.envelope import decode_event
from schemas.personal import MASK, marked_fields, masked_data
from schemas.registry import decode, encode_data, event_types
from schemas.samples import FOLDER, sample_event
from schemas.topics import DECIDING_SERVICES

ALWAYS_PERSONAL = {
    "name", "phone", "address", "delivery_address", "identity_number", "birth_date", "sex", "ethnicity", "occupation",
    "legal_representative", "summary", "requests", "minutes", "findings", "facts", "responsibility", "terms", "text",
    "detail", "comment", "explanation", "invited", "signs_told", "old_value", "new_value", "requested_by", "change",
    "filed_on_behalf_by", "represented_by", "late_reason", "description", "proof", "document", "manner", "participants",
}  # fmt: skip
"""Field names that tell of a person or hold free text in every event."""
FREE_TEXT = {"reason", "what", "by", "signs"}
"""Free text where a person types it; elsewhere a code, an id or a sentence of the program, listed below."""
NOT_PERSONAL = {
    "Clock.name": "the Chinese name of the limit",
    "ChangedFigure.name": "the Chinese name of an indicator",
    "OutsideLimitTold.name": "the Chinese name of the limit",
    "AgreementReached.terms": "a nested value whose own fields carry the mark",
    "AgreementEffective.terms": "a nested value whose own fields carry the mark",
    "AgreementRegistered.terms": "a nested value whose own fields carry the mark",
    "PartySigned.manner": "signature, seal or fingerprint",
    "PetitionRegistered.manner": "a word of PetitionManner",
    "PetitionForwarded.manner": "a word of TransferManner",
    "HearingClosed.participants": "a number of persons",
    "RouteRecommended.reason": "the sentence of a routing row",
    "CustodyOffered.reason": "a word of HandOverReason",
    "CustodyMoved.reason": "a word of HandOverReason",
    "OfferReceived.reason": "a word of HandOverReason",
    "CustodyReceived.reason": "a word of HandOverReason",
    "AgreementEffective.reason": "a word of HandOverReason",
    "MediationTerminated.reason": "a word of TerminationReason",
    "CustodyDenied.reason": "a sentence of the program",
    "ConflictNoted.reason": "a sentence of the program",
    "CustodyLost.reason": "a sentence of the program",
    "OfferClosed.reason": "a sentence of the program",
    "ClockStopped.reason": "a sentence of the program",
    "LapseWithdrawn.reason": "a sentence of the program",
    "Noted.reason": "a sentence of the program",
    "Conflict.reason": "a sentence of the program",
    "PartyNotReached.reason": "a sentence of the program",
    "SurveyCancelled.reason": "a sentence of the program",
    "PetitionSurveyDropped.reason": "a word: reopened or voided",
    "DeliveryDropped.reason": "a word of the program",
    "DeliveryFailed.reason": "a word of the program",
    "LinkMessageDropped.reason": "a word of the program",
    "LinkMessageFailed.reason": "a word of the program",
    "PopulationSurveyReplaced.by": "the code of a survey",
    "RectificationNoted.what": "a word of the program",
    "ReviewVerified.manner": "a word of RevisitManner",
    "Noted.what": "the wire name of an event",
    "Conflict.what": "the wire name of an event",
    "ChannelReported.what": "the wire name of an event",
    "ConflictNoted.what": "the wire name of an event",
    "ChildCaseReported.what": "the wire name of an event",
    "PerformanceNoted.what": "a word: full, partial or breach",
    "EvidenceGathered.by": "an office or account",
    "AppraisalStarted.by": "an institution",
    "ApplicationExamined.findings": "codes of grounds",
    "AgencyDutyArose.text": "a sentence of the law as the sector has it",
    "EnforcementApplied.by": "a party id",
    "ObjectionFiled.by": "a word of Objector",
    "ClockExtended.by": "a number of days",
    "RiskRaised.signs": "words of the profile's list of signs",
}


def _models() -> Iterator[type[BaseModel]]:
    seen: set[type[BaseModel]] = set()

    def walk(annotation: Any) -> Iterator[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from walk(field.annotation)
        for argument in typing.get_args(annotation):
            yield from walk(argument)

    for service in DECIDING_SERVICES:
        for event_type in event_types(service).values():
            yield from walk(event_type)


MODELS = sorted(_models(), key=lambda model: (model.__module__, model.__name__))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_every_field_that_tells_of_a_person_carries_the_mark(model: type[BaseModel]) -> None:
    expected = {
        name
        for name in model.model_fields
        if name in ALWAYS_PERSONAL | FREE_TEXT and f"{model.__name__}.{name}" not in NOT_PERSONAL
    }
    assert expected - marked_fields(model) == set()


def test_the_list_of_exceptions_names_only_fields_that_exist_and_are_unmarked() -> None:
    fields = {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields}
    marked = {f"{model.__name__}.{name}" for model in MODELS for name in marked_fields(model)}
    assert set(NOT_PERSONAL) - fields == set()
    assert set(NOT_PERSONAL) & marked == set()


@pytest.mark.parametrize("service", DECIDING_SERVICES)
def test_no_personal_value_of_a_sample_survives_masking(service: str) -> None:
    for name, event_type in event_types(service).items():
        event = sample_event(event_type)
        text = repr(masked_data(event_type, encode_data(event)))
        for secret in ("340202********001X", "0553-0000000", "方村街道某小区", "楼上住户卫生间漏水", "双方的共同邻居"):
            assert secret not in text, name


def test_masking_keeps_what_is_not_personal() -> None:
    event = decode_event((FOLDER / "people_mediation.session_held.v1.json").read_bytes())
    data = encode_data(decode(event.service, event.name, event.version, event.data))
    masked = masked_data(event_types(event.service)[event.name], data)
    assert masked["invited"] == [MASK]
    assert masked["minutes"] == MASK
    assert {k: v for k, v in masked.items() if k not in ("invited", "minutes")} == {
        k: v for k, v in data.items() if k not in ("invited", "minutes")
    }


def test_a_field_of_a_newer_writer_is_left_out_when_masking() -> None:
    event_type = event_types("intake")["note_recorded"]
    data = {**encode_data(sample_event(event_type)), "a_later_field": "某人的姓名"}
    assert "a_later_field" not in masked_data(event_type, data)


def test_what_was_said_in_mediation_has_its_own_mark_beside_the_personal_one() -> None:
    said = {
        f"{event_type.__name__}.{field}"
        for event_type in event_types("people_mediation").values()
        for field in marked_fields(event_type, SAID_MARK)
    }
    assert said == {
        "SessionHeld.minutes", "FollowUpDone.findings", "MediationTerminated.explanation", "ConsentRefused.reason",
    }  # fmt: skip
    personal = {
        f"{event_type.__name__}.{field}"
        for event_type in event_types("people_mediation").values()
        for field in marked_fields(event_type)
    }
    assert said <= personal


@pytest.mark.parametrize("service", DECIDING_SERVICES)
def test_talks_carry_the_mark_in_every_channel_that_mediates(service: str) -> None:
    at_committees = {name: marked_fields(kind, SAID_MARK) for name, kind in event_types("people_mediation").items()}
    for name, event_type in event_types(service).items():
        said = marked_fields(event_type, SAID_MARK)
        assert {"minutes"} & set(event_type.model_fields) <= said, name
        same = at_committees.get(name, frozenset()) & set(event_type.model_fields)
        if "track_id" in event_type.model_fields:
            assert same <= said, name
