"""What is told of parties' links: who has one, what became of the message, to which masked number, and why not."""

from datetime import timedelta

from schemas import intake, satisfaction_links
from schemas.base import Event
from schemas.values import Contact
from services.jurisdiction.law import Law
from services.views.party_links.answers import PartyLinkRow
from services.views.party_links.reading import masked, party_links
from services.views.words import words_of
from tests.domain.views.log import Log, actor, at
from tests.domain.views.test_case_status import document_of
from tests.domain.views.village import HUB, whole_story

WORDS = words_of(Law.load("wuhu"))
PHONE, EXPIRES, NOW = "13955300001", at("2026-08-01"), at("2026-06-01")


def issued(number: int, day: str) -> intake.PartyLinkIssued:
    """A link of the applicant."""
    return intake.PartyLinkIssued(occurred_at=at(day), party_id="p1", link_number=number, expires_at=EXPIRES)


def sent(*what: Event, number: int = 2) -> Log:
    """A slip, then a link by message, of which the courier told this."""
    log = whole_story()
    log.decide("intake", issued(1, "2026-05-01"), by=actor(HUB))
    asked = intake.PartyLinkMessageAsked(
        occurred_at=at("2026-05-02"), party_id="p1", link_number=number, expires_at=EXPIRES, phone=PHONE
    )
    log.decide("intake", issued(number, "2026-05-02"), asked, by=actor(HUB))
    for event in what:
        log.decide("satisfaction", event)
    return log


def message(kind: type[satisfaction_links.LinkMessageEvent], **told: object) -> Event:
    """What the courier told of the second link."""
    about = {"occurred_at": at("2026-05-02", 10), "delivery_id": "m-1", "party_id": "p1", "link_number": 2}
    return kind.model_validate({**about, **told})


REQUESTED = message(satisfaction_links.LinkMessageRequested, attempt=1, expires_at=EXPIRES)
STARTED = message(satisfaction_links.LinkMessageStarted, courier="0", via="outbox")


def rows(log: Log, *, persons: bool = True) -> list[PartyLinkRow]:
    return list(party_links(document_of(log), WORDS, NOW, persons=persons))


def test_a_slip_and_a_message_stand_newest_first_and_the_last_one_alone_opens() -> None:
    [second, first] = rows(sent(REQUESTED, STARTED))
    assert [(one.number, one.opens, one.by_message) for one in (first, second)] == [(1, False, False), (2, True, True)]
    assert (first.status, first.sent_to, first.issued_by_name) == ("", None, WORDS.body(HUB))
    assert (second.status_name, second.sent_to, second.via_name) == ("发送中", "139****0001", WORDS.word("outbox"))


def test_it_is_told_when_it_was_sent_and_the_number_to_nobody_who_may_not_know_persons() -> None:
    done = message(satisfaction_links.LinkMessageSent, via="outbox", reference="m-1.json")
    log = sent(REQUESTED, STARTED, done)
    [second, _] = rows(log)
    assert (second.status_name, second.attempts, second.why) == ("已发送", 1, "")
    assert rows(log, persons=False)[0].sent_to is None
    whole = second.model_dump_json()
    assert PHONE not in whole


def test_why_it_was_not_sent_is_told_and_when_it_is_tried_again() -> None:
    again = at("2026-05-02") + timedelta(hours=2)
    failed = message(satisfaction_links.LinkMessageFailed, via="outbox", reason="unreachable", retry_at=again)
    [waiting, _] = rows(sent(REQUESTED, STARTED, failed))
    assert (waiting.status_name, waiting.why, waiting.retry_at) == (
        "未能发送，将重发",
        WORDS.word("unreachable"),
        again,
    )
    dropped = message(satisfaction_links.LinkMessageDropped, reason="link_replaced")
    [over, _] = rows(sent(REQUESTED, STARTED, failed, dropped))
    assert (over.status_name, over.why, over.retry_at) == ("没有发送", "链接已换发或者作废", None)


def test_another_telephone_ends_the_link_on_the_list_too() -> None:
    log = sent(REQUESTED)
    changed = intake.ContactChanged(occurred_at=at("2026-05-03"), party_id="p1", contact=Contact(phone="0553-0000009"))
    log.decide("intake", changed, by=actor(HUB))
    assert [one.opens for one in rows(log)] == [False, False]


def test_a_short_number_is_masked_as_a_whole() -> None:
    assert [masked(one) for one in ("13955300001", "110", "")] == ["139****0001", "****", "****"]
