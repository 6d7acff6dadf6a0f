"""Which events are worth hearing, told from their bytes: exactly those that change what is remembered of a case."""

import pytest

from schemas import intake
from schemas.base import Event
from schemas.envelope import encode_event, encode_events, events_of
from tests.domain.early_warning.county import STREET, WATCH, County, Watched, at, company, person
from tests.domain.views.log import actor

CLERK = actor(STREET, "clerk")


def note(text: str = "电话联系") -> intake.NoteRecorded:
    return intake.NoteRecorded(occurred_at=at(3), text=text)


def last(county: County) -> list[bytes]:
    logged = county.log.decisions[-1]
    both = [encode_event(one) for one in events_of(logged.source, logged.decision)]
    assert both == encode_events(logged.source, logged.decision), "both ways of writing are told alike"
    return both


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ((note(),), [True]),
        ((note(), note("再次联系")), [True, False]),
        ((intake.CaseVoided(occurred_at=at(3), reason="误登记"), note()), [True, False]),
        ((note('他写道："actor":"system:x","data":{"eventindex":0,'),), [True]),
    ],
)
def test_of_a_persons_decision_what_is_heard_and_the_first_for_its_day(
    events: tuple[Event, ...], told: list[bool]
) -> None:
    county = County()
    case = county.case(0, person("1390001"), company())
    county.tell(case, *events, by=CLERK)
    assert [WATCH.tells(value) for value in last(county)] == told


def test_of_the_systems_decisions_only_what_is_heard() -> None:
    county = County()
    case = county.case(0, person("1390001"), company())
    county.tell(case, note())
    assert [WATCH.tells(value) for value in last(county)] == [False]
    county.tell(case, intake.CaseVoided(occurred_at=at(3), reason="误登记"))
    assert [WATCH.tells(value) for value in last(county)] == [True]


def test_what_does_not_tell_changes_nothing_that_is_remembered() -> None:
    county = County()
    case = county.case(0, person("1390001"), company())
    county.tell(case, note(), note("再次联系"), by=CLERK)
    county.tell(case, note())
    everything = Watched().hear(county.records)
    sifted = Watched().hear([value for value in county.records if WATCH.tells(value)])
    assert sifted.memories == everything.memories
    assert len([value for value in county.records if WATCH.tells(value)]) == 2
    assert everything.memories[case]["days"] == [at(0).toordinal(), at(3).toordinal()]
