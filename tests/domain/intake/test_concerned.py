"""Who has to do with a case is told to whoever asks, and again when a body that was asked about in vain joins."""

from schemas.base import Event
from schemas.documents import BodiesAsked, DocumentWaiting
from schemas.intake import BodiesTold, CaseRegistered
from schemas.samples import sample_event
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.heard_commands import HearBodiesAsked
from services.intake.domain.react_documents import HEARD_DOCUMENTS, SOURCE
from tests.domain.intake.window import (
    COMMUNITY,
    NEIGHBOUR,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    at,
    clerk,
    nothing_yet,
    registered,
    registration,
    the_file,
)


def asked_for(body: str) -> HearBodiesAsked:
    return HearBodiesAsked(body=body)


def offered(case: WindowCase, to: str) -> WindowCase:
    return case.when(OfferCustody(to_body=to, channel=PEOPLE, reason="route"), clerk(STREET), at(2))


def test_a_registration_alone_tells_nobody_who_has_to_do_with_the_case() -> None:
    assert not [event for event in registered().history if isinstance(event, BodiesTold)]


def test_whoever_registered_the_case_was_offered_it_or_held_it_is_told_in_that_order() -> None:
    case = offered(registered(STREET), COMMUNITY)
    told = case.when(asked_for(COMMUNITY), SYSTEM, at(3)).happened(BodiesTold)
    assert (told.asked_for, told.bodies, told.story) == (COMMUNITY, (STREET, COMMUNITY), False)
    assert the_file(case).asked_about == ()


def test_a_case_that_nobody_registered_has_nobody_and_is_told_of_when_somebody_does() -> None:
    case = nothing_yet().when(asked_for(STREET), SYSTEM, at(0))
    told = case.happened(BodiesTold)
    assert (told.bodies, told.story) == ((), None)
    case.when(registration(), clerk(STREET), at(1)).happened(CaseRegistered)
    assert case.happened(BodiesTold).bodies == (STREET,)
    assert the_file(case).asked_about == ()


def test_a_body_asked_about_in_vain_is_told_of_once_when_it_is_offered_the_case() -> None:
    case = registered(STREET).when(asked_for(COMMUNITY), SYSTEM, at(1))
    assert case.happened(BodiesTold).bodies == (STREET,)
    assert the_file(case).asked_about == (COMMUNITY,)
    assert offered(case, COMMUNITY).happened(BodiesTold).bodies == (STREET, COMMUNITY)
    assert the_file(case).asked_about == ()
    assert not [event for event in offered(registered(STREET), NEIGHBOUR).history if isinstance(event, BodiesTold)]


def test_a_question_lapses_nothing_in_a_played_case_whatever_the_day() -> None:
    case = nothing_yet().when(registration(story=True), clerk(STREET, "demonstrator"), at(0))
    case.when(asked_for(STREET), SYSTEM, at(4000)).then(BodiesTold)
    assert case.happened(BodiesTold).story is True


def test_no_person_asks_the_window_in_the_systems_name() -> None:
    registered(STREET).when(asked_for(STREET), clerk(STREET), at(3)).then_refused("wrong_sender")


def test_the_window_hears_a_bodys_question_and_a_document_that_waits() -> None:
    for event_type in (BodiesAsked, DocumentWaiting):
        event: Event = sample_event(event_type)
        heard = HEARD_DOCUMENTS[SOURCE, event_type](event, None)  # type: ignore[arg-type]
        assert (heard.body, heard.occurred_at) == (event.model_dump()["body"], event.occurred_at)
