"""Who may act on a case, and what a stranger learns: nothing (design.md section 6)."""

import pytest

from schemas.command import CommandBody
from schemas.intake import CloseResult, NoteRecorded
from schemas.values import Channel, Risk
from services.intake.domain.custody_commands import (
    AcceptOffer,
    Escalate,
    OfferCustody,
    ReferOutside,
    ReturnOffer,
    WithdrawOffer,
)
from services.intake.domain.file_commands import (
    AddParty,
    AssessRisk,
    CloseCase,
    CorrectEntry,
    LinkRepeat,
    MergeInto,
    ReassignWork,
    RecommendRoute,
    RecordFurtherReport,
    RecordNote,
    RecordOutsideAct,
    RecordPartyChoice,
    ReopenCase,
    UnmergeCase,
    VoidCase,
)
from services.intake.domain.heard_commands import HearDangerSigns, LapseClock
from tests.domain.intake.window import (
    COMMUNITY,
    HUB,
    NEIGHBOUR,
    OTHER_CODE,
    OTHER_STREET,
    PEOPLE,
    STREET,
    SYSTEM,
    accepted,
    applicant,
    at,
    clerk,
    nothing_yet,
    registered,
)

ACTS: tuple[CommandBody, ...] = (
    AddParty(party=applicant()),
    AssessRisk(risk=Risk.HIGH, reason="扬言动手"),
    CloseCase(result=CloseResult.WITHDRAWN),
    CorrectEntry(field="case.amount_cny", new_value="1", reason="笔误"),
    LinkRepeat(repeat_of=OTHER_CODE, reason="同一事项"),
    MergeInto(into=OTHER_CODE, reason="重复"),
    ReassignWork(to_user="clerk.other", reason="轮岗"),
    RecommendRoute(),
    RecordFurtherReport(text="再次反映"),
    RecordNote(text="记事"),
    RecordOutsideAct.model_validate({"outside": {"channel": "POLICE", "act": "police_called", "body": "派出所"}}),
    RecordPartyChoice(channel=Channel.LITIGATION),
    ReopenCase(reason="新情况"),
    UnmergeCase(reason="误并"),
    VoidCase(reason="误登记"),
    OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE),
    Escalate(),
    WithdrawOffer(reason="收回"),
    AcceptOffer(),
    ReturnOffer(code="x", reason="退回"),
    ReferOutside(channel=Channel.POLICE, body="派出所"),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_a_stranger_gets_the_answer_of_a_case_that_does_not_exist(act: CommandBody) -> None:
    foreign = registered(COMMUNITY).when(act, clerk(OTHER_STREET), at(1)).then_refused("not_found")
    unknown = nothing_yet().when(act, clerk(OTHER_STREET), at(1)).then_refused("not_found")
    assert foreign == unknown


@pytest.mark.parametrize("organisation", [NEIGHBOUR, OTHER_STREET, "wuhu.jiujiang.hub", "nowhere"])
def test_neighbours_and_other_districts_are_strangers(organisation: str) -> None:
    registered(COMMUNITY).when(RecordNote(text="记事"), clerk(organisation), at(1)).then_refused("not_found")


@pytest.mark.parametrize("organisation", [COMMUNITY, STREET, HUB])
def test_the_holder_and_every_body_above_may_note_something(organisation: str) -> None:
    registered(COMMUNITY).when(RecordNote(text="督办"), clerk(organisation), at(1)).then(NoteRecorded)


def test_who_registered_may_still_add_but_no_longer_end_the_case() -> None:
    case = registered(STREET).when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(accepted(2, COMMUNITY), SYSTEM, at(1))
    case.when(RecordNote(text="补充"), clerk(STREET), at(1)).then(NoteRecorded)
    refusal = case.when(CloseCase(result=CloseResult.WITHDRAWN), clerk(STREET), at(1)).then_refused("not_entitled")
    assert refusal.parameters == {"custodian": COMMUNITY}


def test_who_was_offered_the_case_may_not_act_on_it_before_it_moved() -> None:
    case = registered(STREET).when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(Escalate(), clerk(COMMUNITY), at(1)).then_refused("not_entitled")


def test_no_person_may_claim_what_only_the_system_hears_and_the_other_way_round() -> None:
    signs = HearDangerSigns(channel=PEOPLE, track_id="t", signs="持械")
    for body in (signs, LapseClock(clock_id="c"), accepted(2, COMMUNITY)):
        registered().when(body, clerk(STREET), at(1)).then_refused("wrong_sender")
    registered().when(RecordNote(text="记事"), SYSTEM, at(1)).then_refused("wrong_sender")
