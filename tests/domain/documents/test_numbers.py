"""Numbers of documents as sentences: who gets which, what a revision keeps, and what voiding leaves behind."""

from datetime import datetime, timedelta

import pytest

from schemas.documents import DocumentIssued, DocumentRevised, DocumentVoided, EditionFiled, MediaType
from services.documents.domain.commands import FileEdition, ReviseDocument, VoidDocument
from services.documents.domain.state import State
from services.jurisdiction.clock_values import SHANGHAI
from tests.domain.documents.papers import (
    AGREEMENTS,
    FIRST,
    LAW,
    MARCH,
    OTHER_CASE,
    SECOND,
    STRANGER,
    STREET,
    after,
    asked,
    clerk,
    file_of,
    issue,
    refused,
    register,
    version,
)

VOID = VoidDocument(number=1, reason="重复签发")


def revision(**changed: object) -> ReviseDocument:
    told = {
        "number": 1, "from_edition": 1, "template_version": version(), "content_hash": SECOND, "values_hash": SECOND,
        "reason": "履行期限写错，已经更正",
    }  # fmt: skip
    return ReviseDocument.model_validate({**told, **changed})


def issued() -> State:
    return after(register(), issue())


def test_the_first_document_of_a_register_has_number_one_as_the_place_writes_it() -> None:
    (event,) = asked(register(), issue())
    assert isinstance(event, DocumentIssued)
    assert (event.number, event.printed, event.edition) == (1, "（2026）人调协字第1号", 1)
    assert (event.body, event.kind, event.year, event.title) == (STREET, AGREEMENTS, 2026, "人民调解协议书")
    assert event.content_hash == FIRST


def test_the_next_document_has_the_next_number_whatever_became_of_the_former() -> None:
    (event,) = asked(after(issued(), VOID), issue(event_id="event-2"))
    assert isinstance(event, DocumentIssued)
    assert event.number == 2


def test_a_register_of_another_kind_or_year_begins_at_one_again() -> None:
    issued()
    termination = issue(template="pm_termination", template_version=version("pm_termination"))
    (paper,) = asked(register(kind="people_mediation_papers"), termination)
    (later,) = asked(register(year=2027), issue(year=2027), at=datetime(2027, 1, 4, 9, tzinfo=SHANGHAI))
    assert (paper.number, paper.printed) == (1, "（2026）人调文字第1号")
    assert (later.number, later.printed) == (1, "（2027）人调协字第1号")


def test_the_sign_of_the_city_stands_in_the_number_of_an_agencys_document() -> None:
    bureau = "wuhu.jinghu.human-resources"
    body = issue(body=bureau, template="am_acceptance", template_version=version("am_acceptance"))
    (event,) = asked(register(bureau, "administrative_mediation"), body, clerk(bureau))
    assert event.printed == "皖芜行调〔2026〕1号"


def test_documents_of_played_cases_are_numbered_apart_and_say_so() -> None:
    (event,) = asked(register(series="story"), issue(series="story", occurred_at=MARCH, occurred_at_assumed=True))
    assert (event.number, event.printed) == (1, "（2026）人调协字第1号（演示）")
    assert (
        refused(asked(register(), issue(occurred_at=MARCH, occurred_at_assumed=True))) == "assumed_date_outside_story"
    )


def test_a_document_has_one_number_until_it_is_voided() -> None:
    again = asked(issued(), issue(content_hash=SECOND), key="again")
    assert refused(again) == "already_issued"
    assert again.parameters == {
        "printed": "（2026）人调协字第1号", "number": 1, "edition": 1, "content_hash": FIRST,
    }  # fmt: skip
    assert after(after(issued(), VOID), issue(), key="again").kept_register.numbers[1].number == 2  # type: ignore[union-attr]


def test_the_year_of_the_number_is_the_year_in_shanghai() -> None:
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=SHANGHAI) + timedelta(hours=8)
    assert refused(asked(register(), issue(), at=new_year)) == "wrong_year"
    assert isinstance(asked(register(), issue(), at=new_year - timedelta(seconds=1)), tuple)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"template": "no_such_paper"}, "unknown_template"),
        ({"template_version": "0" * 12}, "template_outdated"),
        ({"about_case": "4T8X2C6N9R3W7Y1KA"}, "about_case_invalid"),
        ({"template": "pm_termination", "template_version": version("pm_termination")}, "register_code_mismatch"),
    ],
)
def test_what_does_not_go_together_gets_no_number(changed: dict[str, str], code: str) -> None:
    assert refused(asked(register(), issue(**changed))) == code


def test_nobody_issues_in_another_bodys_name_and_no_case_is_a_register() -> None:
    assert refused(asked(register(), issue(), clerk(STRANGER))) == "not_found"
    assert refused(asked(file_of(STREET), issue())) == "not_found"


def test_a_number_is_not_dated_before_the_former_one() -> None:
    early = issue(event_id="event-2", occurred_at=MARCH - timedelta(minutes=1))
    assert refused(asked(issued(), early)) == "dated_before_last"
    assert refused(asked(issued(), issue(occurred_at=MARCH + timedelta(minutes=1)))) == "occurred_in_future"


def test_a_revision_is_the_next_edition_under_the_same_number_with_reason_and_former_hash() -> None:
    (event,) = asked(issued(), revision())
    assert isinstance(event, DocumentRevised)
    assert (event.number, event.printed, event.edition) == (1, "（2026）人调协字第1号", 2)
    assert (event.former_content_hash, event.content_hash) == (FIRST, SECOND)
    assert event.reason == "履行期限写错，已经更正"


def test_a_revision_of_an_edition_that_is_no_more_the_last_one_is_refused() -> None:
    revised = after(issued(), revision())
    assert refused(asked(revised, revision(content_hash="3" * 64))) == "edition_changed"
    assert refused(asked(issued(), revision(content_hash=FIRST))) == "content_unchanged"
    assert refused(asked(issued(), revision(template_version="0" * 12))) == "template_outdated"


def test_a_voided_document_stays_listed_and_is_neither_revised_nor_voided_again() -> None:
    (event,) = asked(issued(), VOID)
    assert isinstance(event, DocumentVoided)
    assert (event.number, event.reason) == (1, "重复签发")
    void = after(issued(), VOID)
    assert void.kept_register is not None
    assert [(one.number, one.void) for one in void.kept_register.numbers] == [(1, True)]
    assert refused(asked(void, VOID, key="again")) == "voided_already"
    assert refused(asked(void, revision())) == "document_voided"


def test_another_bodys_register_is_answered_as_one_that_nobody_keeps() -> None:
    for body in (VOID, revision()):
        assert refused(asked(issued(), body, clerk(STRANGER))) == "not_found"
        assert refused(asked(register(), body)) == "not_found"
    assert refused(asked(issued(), VoidDocument(number=2, reason="没有这个号"))) == "not_found"


def test_a_document_of_another_case_is_another_document() -> None:
    (event,) = asked(issued(), issue(about_case=OTHER_CASE))
    assert event.number == 2


def test_every_document_is_numbered_in_exactly_one_register() -> None:
    for template in LAW.templates.by_code:
        kinds = [kind.code for kind in LAW.registers.kinds if template in kind.templates]
        assert [LAW.registers.kind_of(template).code] == (kinds or ["others"])


def paper(**changed: object) -> FileEdition:
    told = {"number": 1, "edition": 1, "media_type": MediaType.PDF, "file_hash": "a" * 64, "size": 4096}
    return FileEdition.model_validate({**told, **changed})


def test_the_file_of_an_edition_is_kept_with_the_hash_of_its_bytes() -> None:
    (event,) = asked(issued(), paper())
    assert isinstance(event, EditionFiled)
    assert (event.number, event.edition, event.media_type, event.void) == (1, 1, MediaType.PDF, False)
    assert (event.file_hash, event.content_hash) == ("a" * 64, FIRST)


def test_the_first_file_of_each_kind_stays_whatever_is_made_later() -> None:
    state = after(issued(), paper())
    again = asked(state, paper(file_hash="b" * 64))
    assert refused(again) == "edition_filed_already"
    assert again.parameters["file_hash"] == "a" * 64
    assert isinstance(asked(state, paper(media_type=MediaType.WORD, file_hash="b" * 64))[0], EditionFiled)
    revised = after(state, revision())
    assert refused(asked(revised, paper(file_hash="b" * 64))) == "edition_filed_already"
    (second,) = asked(revised, paper(edition=2, file_hash="b" * 64))
    assert isinstance(second, EditionFiled)
    assert (second.edition, second.content_hash) == (2, SECOND)


def test_the_file_of_a_void_document_says_so_and_of_one_that_counts_it_does_not() -> None:
    assert refused(asked(issued(), paper(void=True))) == "void_mark_differs"
    voided = after(after(issued(), paper()), VOID)
    assert refused(asked(voided, paper(media_type=MediaType.WORD))) == "void_mark_differs"
    (event,) = asked(voided, paper(void=True, file_hash="c" * 64))
    assert isinstance(event, EditionFiled)
    assert event.void


def test_nobody_files_an_edition_that_is_none_or_one_of_another_body() -> None:
    assert refused(asked(issued(), paper(edition=2))) == "not_found"
    assert refused(asked(issued(), paper(number=2))) == "not_found"
    assert refused(asked(issued(), paper(), clerk(STRANGER))) == "not_found"
