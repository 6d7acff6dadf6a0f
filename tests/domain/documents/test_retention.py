"""How long bytes are kept, as sentences: what nobody used, withdrew or voided ends; what stands in a file or under a number never does."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.base import Event
from schemas.documents import ContentDestroyed, Ending, RegistrationVoided, SignatureImagesFiled
from schemas.envelope import PublishedEvent, decode_event
from schemas.registry import event_types
from schemas.samples import FOLDER, sample_event
from schemas.signatures import SignatureImage
from schemas.topics import CASE_SERVICES
from services.documents.domain.commands import (
    DestroyContent,
    FileEdition,
    FileSignatureImages,
    NoteVoiding,
    ReviseDocument,
    VoidDocument,
    WithdrawAttachment,
)
from services.documents.domain.react import IMAGES_IN, images_named
from services.documents.domain.retention import Kept, period_of
from services.documents.domain.state import State, initial
from services.documents.worker import REACTIONS
from services.jurisdiction.acts import not_found
from tests.domain.documents.papers import (
    CASE,
    COURT,
    FIRST,
    LAW,
    MARCH,
    SECOND,
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
    version,
)

THIRD = "3" * 64
DAYS = {rule.code: rule.days for rule in LAW.retention.rules}
LONG_AFTER = MARCH + timedelta(days=20_000)


def due(content_hash: str = FIRST, handed_in_at: datetime = MARCH) -> DestroyContent:
    return DestroyContent(content_hash=content_hash, size=2048, handed_in_at=handed_in_at, handed_in_by=STREET)


def ended(state: State, days: int | None, content_hash: str = FIRST) -> ContentDestroyed | None:
    """The record of an end so many whole days after March; None where there is none."""
    at = LONG_AFTER if days is None else MARCH + timedelta(days=days)
    found = asked(state, due(content_hash), SYSTEM, at)
    assert found in ((),) or isinstance(found[0], ContentDestroyed)
    return found[0] if found else None


def withdrawn(state: State, at: datetime = MARCH, told: datetime | None = None) -> State:
    assert state.case is not None
    attachment = state.case.attachments[-1].attachment_id
    return after(state, WithdrawAttachment(attachment_id=attachment, reason="存错了", occurred_at=told), at=at)


def voided(state: State, at: datetime = MARCH) -> State:
    return after(state, NoteVoiding(occurred_at=MARCH), SYSTEM, at)


def test_what_was_handed_in_and_not_used_is_kept_its_days_whole_and_ends_on_the_day_after() -> None:
    days = DAYS[Ending.UNUSED]
    assert days is not None
    for state in (initial(CASE), file_of(STREET), register()):
        assert ended(state, days) is None
        record = ended(state, days + 1)
        assert record is not None
        assert (record.rule, record.days, record.counted_from) == (Ending.UNUSED, days, MARCH)
        assert (record.content_hash, record.size, record.handed_in_by, record.mark) == (FIRST, 2048, STREET, "INF")


def test_an_attachment_of_the_file_never_ends_and_a_withdrawn_one_does() -> None:
    state = after(file_of(STREET), scan())
    assert ended(state, None) is None
    days = DAYS[Ending.WITHDRAWN]
    assert days is not None
    taken_back = withdrawn(state)
    assert ended(taken_back, days) is None
    record = ended(taken_back, days + 1)
    assert record is not None
    assert record.rule is Ending.WITHDRAWN


def test_a_withdrawal_told_of_a_day_long_past_shortens_nothing() -> None:
    late = MARCH + timedelta(days=700)
    state = withdrawn(after(file_of(STREET), scan()), at=late, told=MARCH + timedelta(hours=1))
    assert ended(state, 700) is None
    assert ended(state, 700 + 366) is not None


def test_a_file_that_another_body_attached_too_stays_until_both_have_withdrawn_it() -> None:
    both = after(after(file_of(STREET, COURT), scan()), scan(), clerk(COURT), key="court")
    assert both.case is not None
    first = both.case.attachments[0].attachment_id
    one_left = after(both, WithdrawAttachment(attachment_id=first, reason="存错了"))
    assert ended(one_left, None) is None
    last = both.case.attachments[1].attachment_id
    none_left = after(one_left, WithdrawAttachment(attachment_id=last, reason="存错了"), clerk(COURT))
    assert ended(none_left, None) is not None


def test_attachments_of_a_voided_registration_end_a_year_after_it_was_heard() -> None:
    days = DAYS[Ending.VOIDED]
    assert days is not None
    state = voided(after(file_of(STREET), scan()), at=MARCH + timedelta(days=10))
    assert ended(state, days + 10) is None
    record = ended(state, days + 11)
    assert record is not None
    assert record.rule is Ending.VOIDED


def test_a_voiding_is_heard_once_and_of_a_case_without_files_too() -> None:
    (event,) = asked(initial(CASE), NoteVoiding(occurred_at=MARCH), SYSTEM)
    assert isinstance(event, RegistrationVoided)
    assert asked(voided(initial(CASE)), NoteVoiding(occurred_at=MARCH), SYSTEM, key="again") == ()
    assert ended(after(voided(file_of(STREET)), scan()), None) is not None


def test_an_image_under_a_signature_never_ends_whatever_became_of_the_registration_and_of_attachments() -> None:
    state = after(file_of(STREET), FileSignatureImages(source="people_mediation", content_hashes=(FIRST,)), SYSTEM)
    assert ended(state, None) is None
    assert ended(voided(withdrawn(after(state, scan()))), None) is None


def test_an_image_is_filed_once_with_the_event_that_names_it() -> None:
    image = FileSignatureImages(source="network", content_hashes=(FIRST, FIRST, SECOND))
    (event,) = asked(initial(CASE), image, SYSTEM)
    assert isinstance(event, SignatureImagesFiled)
    assert event.content_hashes == (FIRST, SECOND)
    assert asked(after(initial(CASE), image, SYSTEM), image, SYSTEM, key="again") == ()


def test_contents_and_files_under_a_number_never_end_former_editions_and_voided_numbers_included() -> None:
    filed = FileEdition(number=1, edition=2, media_type="application/pdf", file_hash=THIRD, size=9)
    revision = ReviseDocument(
        number=1, from_edition=1, template_version=version(), content_hash=SECOND, values_hash=SECOND, reason="更正期限"
    )
    state = after(after(after(register(), issue()), revision), filed)
    for kept in (state, after(state, VoidDocument(number=1, reason="重复签发"))):
        assert [ended(kept, None, one) for one in (FIRST, SECOND, THIRD)] == [None, None, None]
        assert ended(kept, None, "4" * 64) is not None


def test_the_same_bytes_end_once_and_when_they_are_handed_in_again_they_are_kept_anew() -> None:
    state = after(initial(CASE), due(), SYSTEM, LONG_AFTER)
    assert asked(state, due(), SYSTEM, LONG_AFTER, key="again") == ()
    again = due(handed_in_at=LONG_AFTER)
    assert asked(state, again, SYSTEM, LONG_AFTER + timedelta(days=30), key="young") == ()
    assert isinstance(asked(state, again, SYSTEM, LONG_AFTER + timedelta(days=31), key="old")[0], ContentDestroyed)


def test_nobody_but_the_system_ends_anything() -> None:
    nobody = not_found().code
    assert refused(asked(initial(CASE), due(), at=LONG_AFTER)) == nobody
    assert refused(asked(initial(CASE), NoteVoiding(occurred_at=MARCH))) == nobody
    assert refused(asked(initial(CASE), FileSignatureImages(source="network", content_hashes=(FIRST,)))) == nobody


def test_every_image_that_an_event_of_a_case_can_name_is_heard_of() -> None:
    image = SignatureImage.model_validate(
        {"how": "on_own_phone", "content_hash": FIRST, "media_type": "image/png", "size": 9, "text_hash": SECOND}
    )
    heard = {(one.source, one.event) for one in REACTIONS}
    named = 0
    for source in CASE_SERVICES:
        for event_type in event_types(source).values():
            if not any("SignatureImage" in str(field.annotation) for field in event_type.model_fields.values()):
                continue
            assert (source, event_type) in heard, event_type
            for field in IMAGES_IN[source][event_type]:
                event: Event = sample_event(event_type).model_copy(update={field: image})
                told = images_named(event, _published(source))
                assert told is not None
                assert told.content_hashes == (FIRST,)
                without = event.model_copy(update=dict.fromkeys(IMAGES_IN[source][event_type]))
                assert images_named(without, _published(source)) is None
                named += 1
    assert named >= 9


def _published(source: str) -> PublishedEvent:
    return replace(decode_event((FOLDER / "documents.attachment_stored.v1.json").read_bytes()), service=source)


ACTS = st.lists(st.sampled_from(["attach", "withdraw", "void", "sign", "other"]), max_size=8)


@settings(max_examples=40)
@given(ACTS, st.integers(min_value=0, max_value=3000))
def test_whatever_happened_bytes_with_a_standing_attachment_or_a_signature_are_not_ended(
    acts: list[str], days: int
) -> None:
    state, at = file_of(STREET), MARCH
    for number, act in enumerate(acts):
        at += timedelta(days=days // 8)
        body = {
            "attach": scan(), "void": NoteVoiding(occurred_at=at),
            "sign": FileSignatureImages(source="network", content_hashes=(FIRST,)), "other": scan(content_hash=SECOND),
            "withdraw": WithdrawAttachment(attachment_id=_last(state), reason="存错了"),
        }[act]  # fmt: skip
        answer = asked(state, body, SYSTEM if act in ("void", "sign") else None, at, key=str(number))
        state = (
            after(state, body, SYSTEM if act in ("void", "sign") else None, at, str(number))
            if isinstance(answer, tuple)
            else state
        )
    assert state.case is not None
    stands = any(one.content_hash == FIRST and not one.withdrawn for one in state.case.attachments)
    kept = Kept(FIRST, MARCH)
    if FIRST in state.case.images or (stands and state.case.voided_at is None):
        assert period_of(state, kept, LAW.retention) is None
    else:
        period = period_of(state, kept, LAW.retention)
        assert period is not None
        assert period.since >= kept.handed_in_at
        assert not period.rule.is_over(period.since, period.since + timedelta(days=period.rule.days or 0))


def _last(state: State) -> str:
    found = [one.attachment_id for one in state.case.attachments if one.content_hash == FIRST] if state.case else []
    return found[-1] if found else str(UUID(int=0))


@pytest.mark.parametrize("code", [Ending.UNUSED, Ending.WITHDRAWN, Ending.VOIDED])
def test_every_ending_has_its_rule_and_says_that_it_is_ours(code: Ending) -> None:
    rule = LAW.retention.rule(code)
    assert rule.days is not None
    assert rule.mark == "INF"
