"""The case file: one timeline over all services, as each reader may see it."""

from enum import StrEnum

import pytest

from schemas import intake, judicial_confirmation, people_mediation, satisfaction, values
from schemas.base import Event
from schemas.personal import MASK
from schemas.registry import encode_data, event_types
from schemas.samples import sample_event
from schemas.topics import DECIDING_SERVICES
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.law import Law
from services.views.answers import CaseFile
from services.views.case_file.reading import case_file
from services.views.facts.parties import labels
from services.views.reader import Reader
from services.views.sentences import sentence
from services.views.words import load_view_vocabulary, words_of
from tests.domain.views.log import Log, actor, at, view_named
from tests.domain.views.village import (
    CHOSEN,
    CITY,
    COMMITTEE,
    COURT,
    HUB,
    OTHER_COMMITTEE,
    RECOMMENDED,
    STREET,
    mediated,
    registered,
    whole_story,
)

LAW = Law.load("wuhu")
WORDS = words_of(LAW)


def reader(organisation: str, role: str = "clerk") -> Reader:
    return Reader.of(actor(organisation, role), LAW)


def read(log: Log, organisation: str, role: str = "clerk") -> CaseFile:
    document = log.document(view_named("case_file"))
    assert document is not None
    return case_file(document, reader(organisation, role), WORDS)


def test_the_timeline_stands_in_the_order_in_which_things_happened() -> None:
    entries = read(whole_story(), HUB).timeline
    order = [(e.occurred_at, e.recorded_at, e.service, e.sequence, e.index) for e in entries]
    assert order == sorted(order)
    assert {e.service for e in entries} == {logged.source for logged in whole_story().decisions}
    assert len(entries) == sum(len(logged.decision.events) for logged in whole_story().decisions)


def test_yesterdays_session_entered_today_stands_where_it_happened() -> None:
    entries = read(whole_story(), HUB).timeline
    names = [entry.event for entry in entries]
    assert names.index("session_held") < names.index("agreement_reached") < names.index("application_filed")


def test_each_entry_tells_what_happened_where_and_what_was_irregular() -> None:
    [reached] = [entry for entry in read(whole_story(), COMMITTEE).timeline if entry.event == "agreement_reached"]
    assert reached.sentence == "申请人（楼下住户）、被申请人（楼上住户）达成书面协议：被申请人赔偿三千元"
    assert reached.body_name == "方村街道示范一社区人民调解委员会"
    assert [irregularity.code for irregularity in reached.irregularities] == ["rights_not_notified"]


def test_what_was_said_in_mediation_is_shown_to_the_mediation_body_alone() -> None:
    def minutes(organisation: str, role: str) -> object:
        [held] = [e for e in read(whole_story(), organisation, role).timeline if e.event == "session_held"]
        assert ("承认漏水" in held.sentence) is (held.data["minutes"] != MASK)
        return held.data["minutes"]

    assert minutes(COMMITTEE, "mediator") == "被申请人承认漏水"
    assert minutes(COURT, "court_clerk") == MASK
    assert minutes(HUB, "clerk") == MASK
    assert minutes(STREET, "mediator") == MASK


def test_a_role_that_may_not_know_the_persons_reads_them_masked() -> None:
    file = read(whole_story(), CITY, "auditor")
    text = file.model_dump_json()
    for secret in ("楼下住户", "楼上住户", "0553-0000001", "方村街道某小区", "楼上漏水", "承认漏水", "赔偿三千元"):
        assert secret not in text
    [reached] = [entry for entry in file.timeline if entry.event == "agreement_reached"]
    assert reached.sentence.startswith("申请人、被申请人达成书面协议")


def test_the_rated_body_learns_that_somebody_answered_and_those_above_what() -> None:
    def grades(organisation: str) -> list[object]:
        return [e.data["grade"] for e in read(whole_story(), organisation).timeline if e.event.startswith("rating_")]

    assert grades(COMMITTEE) == [MASK, MASK]
    assert grades(STREET) == [2, 5]
    assert grades(COURT) == [MASK, MASK]
    assert read(whole_story(), COMMITTEE).satisfaction.model_dump() == {"invited": 2, "answered": 1, "simulated": 0}


@pytest.mark.parametrize(
    ("organisation", "sees"),
    [(HUB, True), (COMMITTEE, True), (STREET, True), (CITY, True), (COURT, True), (OTHER_COMMITTEE, False),
     ("wuhu.jiujiang.hub", False), ("wuhu.jiujiang.court", False), ("nowhere", False)],
)  # fmt: skip
def test_a_body_sees_what_it_and_those_below_it_had_to_do_with(organisation: str, sees: bool) -> None:
    document = whole_story().document(view_named("case_file"))
    assert document is not None
    assert reader(organisation).may_read(document) is sees


def test_the_court_sees_a_case_only_once_it_was_applied_to_it() -> None:
    log = Log()
    registered(log)
    mediated(log)
    document = log.document(view_named("case_file"))
    assert document is not None
    assert not reader(COURT).may_read(document)


def test_custody_clocks_agreements_and_confirmations_are_told() -> None:
    file = read(whole_story(), HUB)
    assert [(row.custody_number, row.body) for row in file.custody] == [(1, HUB), (2, COMMITTEE)]
    assert (file.status, file.result_name, file.custodian) == ("closed", "达成协议并经司法确认", COMMITTEE)
    [agreement] = file.agreements
    assert (agreement.form_name, agreement.missing) == ("书面协议", ())
    [confirmation] = file.confirmations
    assert (confirmation.status, confirmation.not_yet_served) == ("confirmed", ("被申请人（楼上住户）",))
    [ruling] = [row for row in file.documents if row.document == "ruling"]
    assert (ruling.document_name, ruling.body, ruling.limit) == ("裁定", COURT, "JC-5")
    assert (ruling.served, ruling.not_yet_served) == (("申请人（楼下住户）",), ("被申请人（楼上住户）",))
    clocks = {clock.limit: clock for clock in file.clocks}
    assert (clocks["PM-1"].status, clocks["PM-1"].in_time, clocks["PM-1"].organisation) == ("stopped", True, COMMITTEE)
    assert clocks["PM-2"].derivation == "自2026-04-15起，至2026-04-22届满。"
    assert clocks["JC-2"].organisation == COURT


@pytest.mark.parametrize(
    ("service", "event_type"),
    [(service, event) for service in DECIDING_SERVICES for event in event_types(service).values()],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_every_event_has_a_chinese_sentence(service: str, event_type: type[Event]) -> None:
    event = sample_event(event_type)
    name = next(name for name, known in event_types(service).items() if known is event_type)
    said = sentence(service, name, encode_data(event), labels({}, with_names=True), WORDS)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said)
    assert "{" not in said
    assert "None" not in said


@pytest.mark.parametrize(
    "words",
    [intake.HandOverReason, intake.CloseResult, people_mediation.HowChosen, people_mediation.TerminationReason,
     people_mediation.FileItem, judicial_confirmation.Objector, satisfaction.SurveyRound, values.Channel,
     values.DisputeType, values.CaseSource, values.ReceivedVia, values.Difficulty, values.Risk, values.PartyRole,
     values.Agreed, values.Performance, ClockStatus],
)  # fmt: skip
def test_every_word_of_the_code_is_said_in_chinese(words: type[StrEnum]) -> None:
    assert [word for word in words if not any("\u4e00" <= letter <= "\u9fff" for letter in WORDS.word(word))] == []


@pytest.mark.parametrize("service", DECIDING_SERVICES)
def test_no_event_is_without_a_template(service: str) -> None:
    sentences = load_view_vocabulary().sentences
    assert set(event_types(service)) - set(sentences[service]) - set(sentences["clocks"]) == set()


def test_the_vocabulary_names_no_event_that_does_not_exist() -> None:
    sentences = load_view_vocabulary().sentences
    for service in DECIDING_SERVICES:
        assert set(sentences[service]) <= set(event_types(service))
    assert set(sentences["clocks"]) <= set(event_types("intake"))


def test_a_strangers_merge_tells_no_reader_that_the_other_case_exists() -> None:
    log = Log()
    registered(log)
    before = len(read(log, HUB).timeline)
    told = {"occurred_at": at("2026-03-05"), "duplicate": "0X5JFVZM86VWN1ZA0", "reason": "没有找到目标案件"}
    log.decide("intake", intake.DuplicateRejected(**told, code="target_not_found"))
    assert len(read(log, HUB).timeline) == before
    log.decide("intake", intake.DuplicateRejected(**told, code="target_not_open"))
    assert [entry.event for entry in read(log, HUB).timeline][-1] == "duplicate_rejected"


def test_the_recommendation_stands_with_reason_source_and_alternatives_and_the_choice_beside_it() -> None:
    log = Log()
    registered(log)
    log.decide("intake", RECOMMENDED)
    log.decide("intake", CHOSEN)
    document = log.document(view_named("case_file"))
    assert document is not None
    route = case_file(document, reader(HUB), WORDS).route
    assert route is not None
    assert (route.row, route.channel_name, route.source) == (
        "R17", "人民调解", "《人民调解工作若干规定》（司法部令第75号）第20–21条 [V]",
    )  # fmt: skip
    assert [way.channel_name for way in route.alternatives] == ["诉讼"]
    assert route.chosen is not None
    assert (route.chosen.channel_name, route.chosen.as_recommended) == ("诉讼", False)
    assert (route.chosen.rule, route.chosen.rule_source) == ("any-litigation", "《人民调解法》第3条")
    masked = case_file(document, reader(HUB, "auditor"), WORDS).route
    assert masked is not None
    assert masked.chosen is not None
    assert masked.chosen.reason == MASK


def test_the_limits_outside_are_those_last_told() -> None:
    log = Log()
    registered(log)
    document = log.document(view_named("case_file"))
    assert document is not None
    [civil] = case_file(document, reader(HUB), WORDS).outside_limits
    assert (civil.limit, civil.route_name, str(civil.interrupted_on)) == ("LIM-CIVIL", "诉讼", "2026-03-02")
    assert "《民法典》第196条" in civil.told
