"""The views equal a naive recount from the raw log, duplicates and superseded decisions in it and batches read again."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid5

from hypothesis import given
from hypothesis import strategies as st

from schemas import satisfaction
from schemas.decision import Decision, EventRecord
from schemas.identity import event_id
from schemas.registry import encode_data, wire_name
from schemas.values import Channel, DisputeType, PartyRole
from services.runtime.arbiter import Arbiter
from services.runtime.projection import Document, LoggedDecision, advanced
from services.views.satisfaction.figures import POSITIVE_FROM, STRICT_FROM, added, figures
from tests.domain.views.log import SPACE, Log, at, view_named
from tests.domain.views.village import CITY, COMMITTEE, OTHER_COMMITTEE, whole_story
from tests.runtime.simulated_log import MemoryStore

BODIES = (COMMITTEE, OTHER_COMMITTEE)
ROLES = (PartyRole.APPLICANT, PartyRole.RESPONDENT)


@dataclass(frozen=True)
class Asked:
    """One invitation as the raw story tells it."""

    case: str
    body: str
    role: PartyRole
    month: str
    story: bool
    answers: tuple[int, ...]
    """First and changed answers, in order."""
    simulated: bool
    cancelled: bool


INVITATIONS = st.lists(
    st.builds(
        Asked, case=st.sampled_from(("A", "B", "C")), body=st.sampled_from(BODIES), role=st.sampled_from(ROLES),
        month=st.sampled_from(("2026-03", "2026-04")), story=st.booleans(), simulated=st.booleans(),
        answers=st.lists(st.integers(1, 5), max_size=3).map(tuple), cancelled=st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


def told(invitations: list[Asked]) -> Log:
    """The decisions of the satisfaction service for these invitations."""
    log = Log()
    for number, asked in enumerate(invitations):
        about: dict[str, Any] = {"invitation_id": f"i{number}", "party_id": f"p{number}"}
        issued = satisfaction.InvitationIssued(
            occurred_at=at(f"{asked.month}-28", 23), party_role=asked.role, rated_body=asked.body,
            channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.NEIGHBOR, result="agreed",
            round=satisfaction.SurveyRound.CLOSURE, delivery="sms", story=asked.story, **about,
        )  # fmt: skip
        log.decide("satisfaction", issued, case=asked.case)
        for place, grade in enumerate(asked.answers):
            given_later: dict[str, Any] = {
                "occurred_at": at("2026-05-02"),
                "grade": grade,
                "simulated": asked.simulated,
            }
            log.decide(
                "satisfaction",
                satisfaction.RatingGiven(party_role=asked.role, rated_body=asked.body, **about, **given_later)
                if place == 0
                else satisfaction.RatingChanged(former_grade=asked.answers[place - 1], **about, **given_later),
                case=asked.case,
            )
        if asked.cancelled:
            cancelled = satisfaction.SurveyCancelled(
                occurred_at=at("2026-05-03"), invitation_id=f"i{number}", reason="恢复办理"
            )
            log.decide("satisfaction", cancelled, case=asked.case)
    return log


def recount(invitations: list[Asked]) -> dict[tuple[str, str, str], Counter[str]]:
    """By month, body and series, straight from the story."""
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for asked in invitations:
        if asked.cancelled:
            continue
        answered = bool(asked.answers)
        series = "simulated" if answered and asked.simulated else "stories" if asked.story else "real"
        counter = found[asked.month, asked.body, series]
        counter["invitations"] += 1
        if answered:
            counter["responses"] += 1
            counter["positive"] += asked.answers[-1] >= POSITIVE_FROM
            counter["strict"] += asked.answers[-1] >= STRICT_FROM
    return found


def disturbed(log: Log, draw: st.DataObject) -> list[LoggedDecision]:
    """The raw topic: the log's decisions in order, with duplicates of earlier ones and rivals that came too late between."""
    raw: list[LoggedDecision] = []
    for logged in log.decisions:
        raw.append(logged)
        for _ in range(draw.draw(st.integers(0, 2))):
            earlier = draw.draw(st.sampled_from(raw))
            rival = draw.draw(st.booleans())
            raw.append(replace(earlier, decision=_rival(earlier.decision)) if rival else earlier)
    return [replace(logged, offset=offset) for offset, logged in enumerate(raw)]


def _rival(decision: Decision) -> Decision:
    """Another writer's answer to another command under a sequence number that is taken."""
    command = uuid5(SPACE, f"rival/{decision.command_id}")
    event = satisfaction.Noted(occurred_at=at("2026-05-01"), source="intake", what="x", reason="y")
    record = EventRecord(id=event_id(command, 0), name=wire_name(type(event)), version=1, data=encode_data(event))
    return decision.model_copy(update={"command_id": command, "events": (record,)})


def projected(view: Any, raw: list[LoggedDecision], draw: st.DataObject) -> dict[str, Document]:
    """The documents after reading the raw topic in batches, each of which may be read again from an earlier place."""
    arbiter = Arbiter(MemoryStore(), "log-1")
    documents: dict[str, Document] = {}
    start = 0
    while start < len(raw):
        end = draw.draw(st.integers(start + 1, len(raw)))
        for logged in raw[max(0, start - draw.draw(st.integers(0, 5))) : end]:
            if arbiter.applied(logged.partition, logged.offset, logged.decision):
                code = logged.decision.case_code
                document = advanced(view, documents.get(code), logged)
                assert document is not None
                documents[code] = document
        start = end
    return documents


@given(INVITATIONS, st.data())
def test_satisfaction_equals_a_recount_of_the_story_whatever_the_log_went_through(
    invitations: list[Asked], data: st.DataObject
) -> None:
    documents = projected(view_named("satisfaction"), disturbed(told(invitations), data), data)
    counted = {
        (figure.month, figure.organisation, name): Counter(series.total.model_dump())
        for figure in figures(documents.values(), frozenset(BODIES), None)
        for name, series in (("real", figure.real), ("simulated", figure.simulated), ("stories", figure.stories))
    }
    assert {key: +counter for key, counter in counted.items() if +counter} == {
        key: +counter for key, counter in recount(invitations).items()
    }


@given(INVITATIONS)
def test_the_roles_add_up_to_the_total_and_the_bodies_to_those_above(invitations: list[Asked]) -> None:
    log = told(invitations)
    view = view_named("satisfaction")
    documents = [document for case in ("A", "B", "C") if (document := log.document(view, case))]
    parts = figures(documents, frozenset(BODIES), None)
    whole = added(CITY, "all", parts)
    for name in ("real", "simulated", "stories"):
        series = getattr(whole, name)
        for figure_name in ("invitations", "responses", "positive", "strict"):
            total = getattr(series.total, figure_name)
            assert sum(getattr(count, figure_name) for count in series.by_role.values()) == total
            assert sum(getattr(getattr(part, name).total, figure_name) for part in parts) == total
        assert series.total.strict <= series.total.positive <= series.total.responses <= series.total.invitations


@given(st.data())
def test_every_view_of_a_disturbed_story_equals_the_undisturbed_one(data: st.DataObject) -> None:
    log = whole_story()
    name = data.draw(st.sampled_from(("case_file", "work_list", "deadline_board", "custody", "satisfaction")))
    view = view_named(name)
    by_source = {
        source: Log([logged for logged in log.decisions if logged.source == source])
        for source in view.sources
        if any(logged.source == source for logged in log.decisions)
    }
    merged: Document = {"_id": "x", "at": {}, "accepted": {}}
    for source, part in by_source.items():
        [document] = projected(view, disturbed(part, data), data).values()
        merged = {
            **merged, **{source: document[source]}, "_id": document["_id"],
            "at": {**merged["at"], **document["at"]}, "accepted": {**merged["accepted"], **document["accepted"]},
        }  # fmt: skip
    assert merged == log.document(view)
