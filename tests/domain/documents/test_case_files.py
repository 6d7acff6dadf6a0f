"""The file of a case as sentences: who may add a scan, what is withdrawn, and which documents enter it."""

from schemas.base import Event
from schemas.documents import (
    AttachmentStored,
    AttachmentWithdrawn,
    BodiesAsked,
    BodiesLearned,
    BodyJoined,
    DocumentEntered,
    DocumentIssued,
    DocumentWaiting,
    Noted,
)
from schemas.registry import event_types
from schemas.samples import sample_event
from services.documents.domain.commands import AskBodies, EnterDocument, LearnBodies, NoteBody, WithdrawAttachment
from services.documents.domain.react import BODY_IN
from services.documents.domain.state import State, initial
from services.jurisdiction.document_registers import register_code
from tests.domain.documents.papers import (
    AGREEMENTS,
    CASE,
    COURT,
    FIRST,
    LAW,
    MARCH,
    SECOND,
    STRANGER,
    STREET,
    SYSTEM,
    after,
    asked,
    clerk,
    file_of,
    issue,
    refused,
    register,
    scan,
)


def entry(**changed: object) -> EnterDocument:
    told = {
        "register_code": register_code(STREET, AGREEMENTS, 2026, "real"), "body": STREET, "series": "real", "number": 1,
        "printed": "（2026）人调协字第1号", "event_id": "event-1", "template": "pm_agreement", "title": "人民调解协议书",
        "edition": 1, "content_hash": FIRST, "standing": "document_issued_standing", "occurred_at": MARCH,
    }  # fmt: skip
    return EnterDocument.model_validate({**told, **changed})


def with_scan() -> State:
    return after(file_of(STREET, COURT), scan())


def attachment(state: State) -> str:
    assert state.case is not None
    return state.case.attachments[0].attachment_id


def test_a_body_of_the_case_adds_a_scan_with_its_hash_kind_and_size() -> None:
    (event,) = asked(file_of(STREET), scan())
    assert isinstance(event, AttachmentStored)
    assert (event.body, event.content_hash, event.media_type, event.size) == (STREET, FIRST, "application/pdf", 2048)


def test_a_body_without_any_part_in_the_case_is_told_that_there_is_none() -> None:
    assert refused(asked(file_of(STREET), scan(), clerk(STRANGER))) == "not_found"
    assert refused(asked(initial(CASE), scan())) == "not_found"
    withdrawal = WithdrawAttachment(attachment_id="x", reason="存错")
    assert refused(asked(file_of(STREET), withdrawal, clerk(STRANGER))) == "not_found"


def test_the_same_file_is_stored_once_by_a_body_until_it_is_withdrawn() -> None:
    state = with_scan()
    assert refused(asked(state, scan(name="同一份"))) == "attachment_stored_already"
    assert isinstance(asked(state, scan(), clerk(COURT)), tuple)
    withdrawn = after(state, WithdrawAttachment(attachment_id=attachment(state), reason="存错了"))
    assert isinstance(asked(withdrawn, scan(name="再存")), tuple)


def test_a_file_above_the_places_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    largest = LAW.registers.limits.largest
    assert refused(asked(file_of(STREET), scan(size=largest + 1))) == "attachment_too_large"
    assert isinstance(asked(file_of(STREET), scan(size=largest)), tuple)


def test_a_case_has_no_more_files_than_the_place_allows() -> None:
    state = file_of(STREET)
    for number in range(LAW.registers.limits.most):
        state = after(state, scan(content_hash=f"{number:064x}"))
    assert refused(asked(state, scan(content_hash=SECOND))) == "too_many_attachments"


def test_a_file_is_withdrawn_with_a_reason_by_the_body_that_added_it() -> None:
    state = with_scan()
    withdrawal = WithdrawAttachment(attachment_id=attachment(state), reason="存错了案件")
    (event,) = asked(state, withdrawal)
    assert isinstance(event, AttachmentWithdrawn)
    assert event.reason == "存错了案件"
    assert refused(asked(state, withdrawal, clerk(COURT))) == "withdrawn_by_its_body"
    assert refused(asked(after(state, withdrawal), withdrawal, key="again")) == "attachment_withdrawn"
    assert refused(asked(state, WithdrawAttachment(attachment_id="none", reason="存错"))) == "attachment_unknown"


def test_a_body_is_heard_of_once() -> None:
    (event,) = asked(initial(CASE), NoteBody(body=STREET, story=False), SYSTEM)
    assert isinstance(event, BodyJoined)
    assert asked(file_of(STREET), NoteBody(body=STREET), SYSTEM) == ()


def test_a_numbered_document_enters_the_file_of_its_case() -> None:
    (event,) = asked(file_of(STREET), entry(), SYSTEM)
    assert isinstance(event, DocumentEntered)
    assert (event.printed, event.title, event.edition) == ("（2026）人调协字第1号", "人民调解协议书", 1)


def test_a_document_told_before_its_body_waits_and_enters_when_the_body_is_told() -> None:
    (waiting,) = asked(initial(CASE), entry(), SYSTEM)
    assert isinstance(waiting, DocumentWaiting)
    state = after(initial(CASE), entry(), SYSTEM)
    state = after(state, NoteBody(body=COURT, story=False), SYSTEM)
    joined, entered = asked(state, NoteBody(body=STREET), SYSTEM)
    assert isinstance(joined, BodyJoined)
    assert isinstance(entered, DocumentEntered)
    state = after(state, NoteBody(body=STREET), SYSTEM)
    assert state.case is not None
    assert state.case.waiting == ()


def test_what_a_stranger_numbers_about_a_case_never_enters_its_file() -> None:
    (waiting,) = asked(file_of(STREET), entry(body=STRANGER), SYSTEM)
    assert isinstance(waiting, DocumentWaiting)


def test_a_real_number_of_a_played_case_is_noted_and_does_not_enter() -> None:
    (event,) = asked(file_of(STREET, story=True), entry(), SYSTEM)
    assert isinstance(event, Noted)
    assert isinstance(asked(file_of(STREET, story=True), entry(series="story"), SYSTEM)[0], DocumentEntered)


def test_nobody_but_the_system_tells_a_file_of_bodies_and_documents() -> None:
    assert refused(asked(file_of(STREET), entry())) == "not_found"
    assert refused(asked(register(), NoteBody(body=STREET))) == "not_found"
    assert refused(asked(initial(CASE), AskBodies(body=STREET))) == "not_found"
    assert refused(asked(initial(CASE), learned(STREET))) == "not_found"


def test_every_event_that_names_a_body_of_the_case_has_that_field() -> None:
    for source, table in BODY_IN.items():
        for event_type, field in table.items():
            assert event_type in event_types(source).values()
            event: Event = sample_event(event_type)
            assert isinstance(getattr(event, field), str)


def learned(*bodies: str, asked_for: str = STREET, story: bool | None = False) -> LearnBodies:
    return LearnBodies(occurred_at=MARCH, asked_for=asked_for, bodies=bodies, story=story)


def test_the_window_is_asked_once_for_a_body_of_which_nobody_has_told_until_it_answers() -> None:
    (question,) = asked(initial(CASE), AskBodies(body=STREET), SYSTEM)
    assert isinstance(question, BodiesAsked)
    assert question.body == STREET
    waiting = after(initial(CASE), AskBodies(body=STREET), SYSTEM)
    assert asked(waiting, AskBodies(body=STREET), SYSTEM, key="again") == ()
    assert isinstance(asked(waiting, AskBodies(body=COURT), SYSTEM)[0], BodiesAsked)
    answered = after(waiting, learned(STREET), SYSTEM)
    assert asked(answered, AskBodies(body=STREET), SYSTEM, key="known") == ()
    assert isinstance(asked(answered, AskBodies(body=COURT), SYSTEM)[0], BodiesAsked)


def test_a_body_that_the_window_names_adds_to_the_file_and_one_that_it_does_not_name_is_told_that_there_is_none() -> (
    None
):
    state = after(after(initial(CASE), AskBodies(body=STREET), SYSTEM), learned(STREET, COURT), SYSTEM)
    assert isinstance(asked(state, scan())[0], AttachmentStored)
    assert isinstance(asked(state, scan(), clerk(COURT))[0], AttachmentStored)
    foreign = after(state, learned(STREET, asked_for=STRANGER), SYSTEM)
    assert refused(asked(foreign, scan(), clerk(STRANGER))) == "not_found"
    assert not foreign.awaits_word_on(STRANGER)
    unknown = after(initial(CASE), learned(asked_for=STRANGER, story=None), SYSTEM)
    assert asked(unknown, scan(), clerk(STRANGER)) == asked(foreign, scan(), clerk(STRANGER))


def test_what_the_window_tells_lets_enter_what_waited_for_it() -> None:
    state = after(initial(CASE), entry(), SYSTEM)
    told, entered = asked(state, learned(STREET), SYSTEM)
    assert isinstance(told, BodiesLearned)
    assert isinstance(entered, DocumentEntered)
    (told,) = asked(state, learned(COURT), SYSTEM)
    assert isinstance(told, BodiesLearned)


def test_a_document_of_the_court_enters_when_the_window_has_said_whether_the_case_is_a_played_one() -> None:
    heard = after(initial(CASE), NoteBody(body=COURT), SYSTEM)
    assert isinstance(asked(heard, entry(body=COURT), SYSTEM)[0], DocumentWaiting)
    state = after(heard, entry(body=COURT), SYSTEM)
    _, entered = asked(state, learned(STREET, asked_for=COURT), SYSTEM)
    assert isinstance(entered, DocumentEntered)


def test_a_question_about_the_key_of_a_register_takes_no_number_from_it() -> None:
    empty = register()
    for heard in (AskBodies(body=STRANGER), learned(asked_for=STRANGER, story=None), entry(body=STRANGER)):
        empty = after(empty, heard, SYSTEM)
    (event,) = asked(empty, issue())
    assert isinstance(event, DocumentIssued)
    assert event.number == 1
