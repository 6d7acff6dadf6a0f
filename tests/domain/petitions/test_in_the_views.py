"""What the views tell of a petition: case file, work lists, deadline board, papers to serve, and the public status query."""

from typing import Any

from schemas.petitions import Article31, PetitionRegistered
from services.jurisdiction.law import Law
from services.petitions.domain import commands as c
from services.views.case_file.reading import case_file
from services.views.deadline_board.reading import board
from services.views.petition_status.reading import knows_second_fact, status
from services.views.reader import Reader
from services.views.sealing import bodies_of
from services.views.words import words_of
from services.views.work_list.reading import work_list
from tests.domain.given_when_then import names
from tests.domain.intake.window import HUB, applicant, at, respondent
from tests.domain.petitions.petition_case import BY_HAND, CITY, OFFICE, UNIT, opinion, review
from tests.domain.petitions.test_with_the_window import Town
from tests.domain.views.log import Log, actor, view_named

LAW = Law.load("wuhu")
WORDS = words_of(LAW)
PHONE = "13900004321"


class Told(Town):
    """A town whose petitioner left a telephone number, and what the views make of it."""

    def __init__(self) -> None:
        super().__init__(parties=(applicant(contact={"phone": PHONE}), respondent()))

    def document(self, view: str) -> Any:
        log = Log()
        for source, event in self.events:
            log.decide(source, event, by=actor(OFFICE, "clerk"))
        return log.document(view_named(view))

    def list_of(self, organisation: str) -> list[str]:
        rows = work_list([self.document("boards")], (), organisation, self.now, WORDS)
        return [row.kind for row in rows]

    def board_of(self, organisation: str) -> list[str]:
        rows = board([self.document("boards")], {organisation}, self.now, WORDS)
        return [row.limit for row in rows]


def test_whose_turn_it_is_stands_on_that_bodys_work_list() -> None:
    town = Told()
    town.registered()
    assert town.list_of(OFFICE) == ["to_forward", "in_hand"]
    names(town.office(c.ForwardPetition(responsible_unit=UNIT)))
    assert (town.list_of(OFFICE), town.list_of(UNIT)) == (["in_hand"], ["to_accept"])
    names(town.office(c.ObjectToTransfer(reason="不属于本单位"), UNIT))
    assert town.list_of(OFFICE) == ["objection_to_decide", "in_hand"]
    names(town.office(c.DecideObjection(approved=False, reason="属于你单位")))
    names(town.office(c.AcceptPetition(), UNIT))
    assert town.list_of(UNIT) == ["to_classify"]
    names(town.office(c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), UNIT))
    assert town.list_of(UNIT) == ["in_handling"]
    names(town.office(opinion(), UNIT))
    assert town.list_of(UNIT) == ["not_served"]
    names(town.office(c.ServeOpinion(service=BY_HAND), UNIT))
    names(town.office(c.RequestReview(reviewing_unit=HUB), HUB))
    assert town.list_of(HUB) == ["under_review"]
    names(town.office(review(), HUB))
    names(town.office(c.ServeOpinion(service=BY_HAND), HUB))
    names(town.office(c.RequestRecheck(rechecking_unit=CITY), CITY))
    assert town.list_of(CITY) == ["under_recheck"]
    names(town.office(c.IssueRecheckOpinion(finding="opinion_upheld", answer="维持"), CITY))
    assert town.list_of(OFFICE) == ["to_conclude", "in_hand"]


def test_each_limit_stands_on_the_board_of_whose_duty_it_is() -> None:
    town = Told()
    town.in_handling()
    assert town.board_of(OFFICE) == []
    assert town.board_of(UNIT) == ["XF-2", "XF-4"]
    names(town.office(opinion(), UNIT))
    names(town.office(c.ServeOpinion(service=BY_HAND), UNIT))
    assert town.board_of(OFFICE) == ["XF-5"]
    names(town.office(c.RequestReview(reviewing_unit=HUB), HUB))
    assert town.board_of(HUB) == ["XF-6"]


def test_the_unit_and_the_reviewing_unit_see_the_case_and_the_accused_does_not() -> None:
    town = Told()
    town.registered(kind="accusation", accused_body=UNIT)
    assert UNIT not in town.document("case_file")["petitions"]["facts"]["bodies"]
    other = Told()
    other.in_handling()
    assert UNIT in bodies_of(other.document("case_file"))


def test_the_case_file_tells_where_the_petition_stands() -> None:
    town = Told()
    town.in_handling()
    reader = Reader.of(actor(OFFICE, "clerk"), LAW)
    told = case_file(town.document("case_file"), reader, WORDS)
    assert told.petition is not None
    assert (told.petition.kind_name, told.petition.stage_name) == ("申诉求决", "信访办理中")
    assert told.petition.first_handler_name == "镜湖区人力资源和社会保障局"
    said = [entry.sentence for entry in told.timeline if entry.service == "petitions"]
    assert "镜湖区人力资源和社会保障局受理（首办单位：镜湖区人力资源和社会保障局）" in said


def test_an_opinion_that_reached_nobody_is_listed_with_the_limit_that_waits_for_it() -> None:
    town = Told()
    town.in_handling()
    names(town.office(opinion(), UNIT))
    reader = Reader.of(actor(OFFICE, "clerk"), LAW)
    [paper] = case_file(town.document("case_file"), reader, WORDS).documents
    assert paper.document_name == "处理意见"
    assert len(paper.not_yet_served) == 1


def test_who_holds_the_code_and_knows_a_second_fact_reads_how_it_stands() -> None:
    town = Told()
    town.in_handling()
    names(town.office(c.ExtendHandling(by=10, approver="局长", reason="案情复杂", notice="延期至下月"), UNIT))
    names(town.office(opinion(), UNIT))
    names(town.office(c.Counsel(what="当事人情绪激动，内部研判")))
    document = town.document("case_file")
    assert document["petitions"]["facts"]["query_code"] == town.said(PetitionRegistered)[0].query_code
    told = status(document, WORDS)
    assert (told.registered_on, told.stage_name) == (at(0).date(), "处理意见")
    assert [step.event for step in told.steps] == [
        "petition_registered", "petition_forwarded", "petition_accepted", "petition_classified", "handling_extended",
        "handling_opinion_issued",
    ]  # fmt: skip
    text = told.model_dump_json()
    assert "延期至下月" in text
    assert "支持请求" in text
    for hidden in ("申请人甲", "被申请人乙", PHONE, "内部研判", town.code):
        assert hidden not in text


def test_a_wrong_second_fact_is_no_fact() -> None:
    town = Told()
    town.registered()
    document = town.document("case_file")
    assert knows_second_fact(document, " 4321 ")
    for wrong in ("4320", "", "1", "申请人甲", "被申请人乙", PHONE):
        assert not knows_second_fact(document, wrong)


def test_who_left_no_number_is_asked_for_the_whole_name() -> None:
    town = Town()
    town.registered()
    log = Log()
    for source, event in town.events:
        log.decide(source, event)
    document: Any = log.document(view_named("case_file"))
    assert knows_second_fact(document, "申请人甲")
    assert not knows_second_fact(document, "申请人")


def test_the_date_told_is_that_of_the_limit_that_runs_now() -> None:
    town = Told()
    town.in_handling()
    told = status(town.document("case_file"), WORDS)
    assert told.due == town.states["petitions"].clocks.latest("XF-4").clock.due
    assert told.body_name == "镜湖区人力资源和社会保障局"


def test_what_was_said_in_mediation_stays_with_the_unit() -> None:
    town = Told()
    town.in_handling()
    names(town.office(c.MediatePetition(consenting=tuple(town.parties), minutes="对方承认拖欠"), UNIT))
    document = town.document("case_file")
    own = case_file(document, Reader.of(actor(UNIT, "clerk"), LAW), WORDS).model_dump_json()
    assert "对方承认拖欠" in own
    for organisation in (OFFICE, HUB):
        assert (
            "对方承认拖欠"
            not in case_file(document, Reader.of(actor(organisation, "clerk"), LAW), WORDS).model_dump_json()
        )
