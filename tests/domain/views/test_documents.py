"""Documents and attachments as they are read: every number with its editions, void ones too, and who is shown what."""

from datetime import datetime

from schemas.base import Event
from schemas.command import Actor
from schemas.documents import (
    AttachmentStored,
    AttachmentWithdrawn,
    ContentDestroyed,
    DocumentEntered,
    Ending,
    MediaType,
    Standing,
)
from schemas.envelope import PublishedEvent, decode_event
from schemas.personal import MASK
from schemas.samples import FOLDER
from services.documents.domain.commands import FileEdition, ReviseDocument, VoidDocument
from services.jurisdiction.clock_values import SHANGHAI
from services.views.documents.projection import DocumentsView
from services.views.documents.reading import files_found, paper_file, papers, register_file, register_row
from services.views.reader import Reader
from services.views.words import words_of
from tests.domain.documents.papers import FIRST, LAW, SECOND, STREET, asked, issue, register, told, version

WORDS = words_of(LAW.law)
HUB = "wuhu.jinghu.hub"
AT = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
ENVELOPE: PublishedEvent = decode_event((FOLDER / "documents.attachment_stored.v1.json").read_bytes())


def reader(body: str = STREET, role: str = "clerk") -> Reader:
    return Reader.of(Actor(user=f"{role}.{body}", organisation=body, roles=(role,)), LAW.law)


def section(*events: Event) -> dict[str, object]:
    view, kept = DocumentsView(), None
    for event in events:
        kept = view.project(kept, ENVELOPE, event)
    assert kept is not None
    return kept


def register_section(*filed: FileEdition) -> dict[str, object]:
    state, events = register(), list[Event]()
    revision = ReviseDocument(
        number=1, from_edition=1, template_version=version(), content_hash=SECOND, values_hash=SECOND, reason="更正期限"
    )
    for body in (issue(), revision, issue(event_id="event-2"), VoidDocument(number=2, reason="重复签发"), *filed):
        events += asked(state, body)
        state = told(state, *asked(state, body))
    return section(*events)


def stored(**changed: object) -> AttachmentStored:
    told = {
        "occurred_at": AT,
        "attachment_id": "a",
        "body": STREET,
        "content_hash": FIRST,
        "size": 2048,
        "name": "签字页",
    }
    return AttachmentStored.model_validate({**told, "media_type": MediaType.PDF, **changed})


def entered(standing: Standing, edition: int = 1, reason: str = "") -> DocumentEntered:
    return DocumentEntered(
        occurred_at=AT, register_code="R", body=STREET, number=1, printed="（2026）人调协字第1号", event_id="event-1",
        template="pm_agreement", title="人民调解协议书", edition=edition, content_hash=str(edition) * 64,
        standing=standing, reason=reason,
    )  # fmt: skip


def test_a_register_lists_every_number_with_its_editions_and_the_void_ones_too() -> None:
    kept = register_section()
    row = register_row("R", kept, WORDS, LAW.registers)
    assert (row.kind_name, row.year, row.last, row.void) == ("人民调解协议登记簿", 2026, 2, 1)
    file = register_file(row, kept, reader(), WORDS)
    assert [(one.number, one.void, len(one.editions)) for one in file.numbers] == [(1, False, 2), (2, True, 1)]
    assert file.numbers[0].editions[1].reason == "更正期限"
    assert (file.numbers[1].standing_name, file.numbers[1].void_reason) == ("作废", "重复签发")


def test_a_body_above_sees_the_numbers_and_no_case() -> None:
    kept = register_section()
    row = register_row("R", kept, WORDS, LAW.registers)
    above = register_file(row, kept, reader(HUB), WORDS)
    assert [one.case_code for one in above.numbers] == ["", ""]
    assert all(one.case_code for one in register_file(row, kept, reader(), WORDS).numbers)


def test_a_cases_documents_stand_with_their_editions_until_they_are_void() -> None:
    kept = section(entered(Standing.ISSUED), entered(Standing.REVISED, 2, "更正期限"))
    [paper] = papers(kept, reader(), WORDS).documents
    assert [(one.edition, one.content_hash[0]) for one in paper.editions] == [(1, "1"), (2, "2")]
    assert (paper.void, paper.own) == (False, True)
    void = section(entered(Standing.ISSUED), entered(Standing.VOID, 1, "重复签发"))
    [paper] = papers(void, reader(HUB, "auditor"), WORDS).documents
    assert (paper.void, paper.void_reason, paper.own) == (True, MASK, False)


def test_a_file_of_mediation_is_named_and_read_at_the_mediation_body_alone() -> None:
    kept = section(stored(), stored(attachment_id="b", of_mediation=True, name="调解笔录"))
    own, other = papers(kept, reader(), WORDS).attachments, papers(kept, reader(HUB), WORDS).attachments
    assert [(one.name, one.readable) for one in own] == [("签字页", True), ("调解笔录", True)]
    assert [(one.name, one.readable) for one in other] == [("签字页", True), (MASK, False)]


def test_who_may_not_know_persons_sees_that_there_is_a_file_and_no_more() -> None:
    [row] = papers(section(stored()), reader(role="auditor"), WORDS).attachments
    assert (row.name, row.readable, row.kind_name, row.size) == (MASK, False, "PDF", 2048)


def test_a_withdrawn_file_stays_listed_and_is_not_handed_out() -> None:
    withdrawal = AttachmentWithdrawn(occurred_at=AT, attachment_id="a", body=STREET, reason="存错了案件")
    [row] = papers(section(stored(), withdrawal), reader(), WORDS).attachments
    assert (row.withdrawn, row.readable) == ("存错了案件", False)


def paper(number: int, edition: int, letter: str, void: bool = False) -> FileEdition:
    return FileEdition(
        number=number, edition=edition, media_type=MediaType.PDF, file_hash=letter * 64, size=4096, void=void
    )


def test_a_file_is_found_by_its_bytes_alone_with_its_edition_and_how_that_stands_now() -> None:
    kept = register_section(paper(1, 1, "a"), paper(1, 2, "b"), paper(2, 1, "c", void=True))
    assert kept["files"] == ["a" * 64, "b" * 64, "c" * 64]

    def found(letter: str) -> list[tuple[int, int, int, bool, bool]]:
        rows = files_found("R", kept, letter * 64, reader(HUB), WORDS)
        return [(one.number, one.edition, one.last_edition, one.void, one.marked_void) for one in rows]

    assert found("a") == [(1, 1, 2, False, False)]
    assert found("b") == [(1, 2, 2, False, False)]
    assert found("c") == [(2, 1, 1, True, True)]
    assert found("d") == []


def test_a_register_tells_the_files_of_each_edition_and_the_party_gets_the_one_that_is_not_marked_void() -> None:
    kept = register_section(paper(1, 1, "a"), paper(2, 1, "c", void=True))
    file = register_file(register_row("R", kept, WORDS, LAW.registers), kept, reader(), WORDS)
    assert [[one.file_hash[0] for one in edition.files] for edition in file.numbers[0].editions] == [["a"], []]
    assert paper_file(kept, 1, 1, MediaType.PDF) == "a" * 64
    assert paper_file(kept, 1, 2, MediaType.PDF) is None
    assert paper_file(kept, 2, 1, MediaType.PDF) is None
    assert paper_file(None, 1, 1, MediaType.PDF) is None


def destroyed(**changed: object) -> ContentDestroyed:
    told = {
        "occurred_at": AT, "content_hash": FIRST, "size": 2048, "handed_in_at": AT, "handed_in_by": STREET,
        "rule": Ending.WITHDRAWN, "days": 365, "counted_from": AT, "source": "本系统拟定", "mark": "INF",
    }  # fmt: skip
    return ContentDestroyed.model_validate({**told, **changed})


def test_of_destroyed_bytes_there_is_a_record_for_the_case_and_nobody_is_offered_them() -> None:
    kept = section(stored(), stored(attachment_id="b", content_hash=SECOND), destroyed())
    told = papers(kept, reader(role="auditor"), WORDS)
    (record,) = told.destroyed
    assert (record.content_hash, record.rule_name, record.days, record.body_name) == (
        FIRST, "附件已经撤回", 365, WORDS.body(STREET),
    )  # fmt: skip
    assert [(one.attachment_id, bool(one.destroyed)) for one in told.attachments] == [("a", True), ("b", False)]
    assert [one.readable for one in papers(kept, reader(), WORDS).attachments] == [False, True]


def test_the_same_file_stored_again_after_its_end_is_handed_out() -> None:
    kept = section(stored(), destroyed(), stored(attachment_id="b"))
    assert [one.readable for one in papers(kept, reader(), WORDS).attachments] == [False, True]


def test_bytes_of_nobody_known_are_told_under_the_body_that_attached_them_or_whose_register_it_is() -> None:
    nobody = destroyed(handed_in_by="", rule=Ending.UNUSED)
    assert papers(section(stored(), nobody), reader(), WORDS).destroyed[0].body == STREET
    (record,) = papers(section(nobody), reader(), WORDS).destroyed
    assert (record.body, record.rule_name) == ("", "提交后没有办理手续")
