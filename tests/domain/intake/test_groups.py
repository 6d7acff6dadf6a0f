"""Group cases: one parent case, few representatives, a township or above in the lead, reported the same day; members who leave (E5)."""

from datetime import date
from typing import Any

import pytest

from schemas.intake import (
    ChildCaseReported,
    GroupCaseOpened,
    GroupCaseReported,
    GroupTrigger,
    MembersLeft,
    NoteRecorded,
    RepresentativesElected,
)
from schemas.values import Channel, DisputeType, PartyRole
from services.intake.domain.custody_commands import Escalate, OfferCustody
from services.intake.domain.file_commands import AddParty, CloseCase, RecommendRoute, ReopenCase, SucceedParty
from services.intake.domain.group_commands import ElectRepresentatives, LetMembersLeave, ReportGroupCase
from services.intake.domain.heard_commands import HearChildCase
from services.intake.worker import service as intake
from services.jurisdiction.routing_facts import RoutingFacts
from tests.domain.intake.window import (
    COMMUNITY,
    HUB,
    LAW,
    OTHER_CODE,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    applicant,
    at,
    clerk,
    registered,
    respondent,
    the_file,
)
from tests.properties.composition import Composition

TEN = tuple(applicant(name=f"申请人{number}") for number in range(10))


def group_case(at_body: str = STREET, **told: Any) -> WindowCase:
    """Ten neighbours with one claim."""
    return registered(at_body, parties=(*TEN, respondent()), **told)


def applicants(case: WindowCase) -> list[str]:
    """party_ids of the applicants."""
    return [one.party_id for one in the_file(case).case.parties if one.role is PartyRole.APPLICANT]


def elect(case: WindowCase, number: int, role: PartyRole = PartyRole.APPLICANT, day: int = 0) -> WindowCase:
    """The first so many speak for the others."""
    ids = [one.party_id for one in the_file(case).case.parties if one.role is role]
    return case.when(ElectRepresentatives(role=role, representatives=tuple(ids[:number])), clerk(STREET), at(day, 10))


def test_ten_with_one_claim_are_a_group_case_led_and_reported_above():
    opened = group_case().happened(GroupCaseOpened)
    assert (opened.rule, opened.trigger, opened.persons) == ("E5", GroupTrigger.SAME_CLAIM, 10)
    assert (opened.lead_body, opened.report_to) == (STREET, HUB)


def test_nine_are_not_and_the_tenth_who_joins_makes_them_one():
    case = registered(parties=(*TEN[:9], respondent()))
    assert not [event for event in case.history if isinstance(event, GroupCaseOpened)]
    case.when(AddParty(party=TEN[9]), clerk(STREET), at(1))
    assert case.happened(GroupCaseOpened).persons == 10
    case.when(AddParty(party=applicant(name="第十一人")), clerk(STREET), at(1, 10))
    assert not [event for event in case.answer if isinstance(event, GroupCaseOpened)]


def test_six_visitors_of_a_petition_are_a_group_and_five_are_not_xf_20():
    case = registered()
    case.when(RecommendRoute(facts=RoutingFacts(petition_visitors=5)), clerk(STREET), at(0, 10))
    assert the_file(case).group is None
    case.when(RecommendRoute(facts=RoutingFacts(petition_visitors=6)), clerk(STREET), at(0, 11))
    assert case.happened(GroupCaseOpened).trigger is GroupTrigger.PETITION_VISITORS


def test_a_village_hands_a_group_to_the_township_and_takes_it_into_no_round_of_its_own():
    case = group_case(COMMUNITY)
    assert case.happened(GroupCaseOpened).lead_body == STREET
    case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(COMMUNITY), at(0, 10))
    case.then_refused("group_needs_township", "to_body")
    case.when(Escalate(), clerk(COMMUNITY), at(0, 11))
    assert the_file(case).custody.open_offer.to_body == STREET


def test_the_report_of_the_same_day_is_in_order_and_a_later_one_is_marked():
    case = group_case().when(ReportGroupCase(text="十户同一请求"), clerk(STREET), at(0, 23))
    reported = case.happened(GroupCaseReported)
    assert (reported.to_body, reported.irregularities) == (HUB, ())
    late = group_case().when(ReportGroupCase(text="十户同一请求"), clerk(STREET), at(1, 1))
    assert [mark.code for mark in late.happened(GroupCaseReported).irregularities] == ["group_report_late"]
    registered().when(ReportGroupCase(text="无"), clerk(STREET), at(0, 10)).then_refused("not_a_group_case")


def test_up_to_five_speak_for_a_group_in_people_mediation_and_more_are_marked_nb_20():
    case = elect(group_case(), 5)
    elected = case.happened(RepresentativesElected)
    assert (elected.rule, elected.at_most, elected.persons, elected.irregularities) == ("PEOPLE", 5, 10, ())
    assert elected.represented == tuple(applicants(case)[5:])
    [mark] = elect(group_case(), 6).happened(RepresentativesElected).irregularities
    assert (mark.code, mark.source) == ("representatives_too_many", "NB 20（本地参照）")


@pytest.mark.parametrize(
    ("channel", "kind", "day", "rule", "at_least", "at_most", "elect_from"),
    [
        ("ADMIN_MEDIATION", "MEDICAL", "2026-03-02", "MEDICAL", None, 5, None),
        ("INDUSTRY_MEDIATION", "MEDICAL", "2018-09-30", None, None, None, None),
        ("ADMIN_MEDIATION", "TRAFFIC", "2026-03-02", "TRAFFIC", None, 3, None),
        ("ADMIN_MEDIATION", "OTHER_CONSUMER", "2026-03-02", "CONSUMER", None, 2, None),
        ("ARBITRATION", "MIGRANT_WAGES", "2026-03-02", "LABOUR", None, None, 10),
        ("PETITION", "OTHER", "2026-03-02", "PETITION", None, 5, 6),
        ("PETITION", "OTHER", "2022-04-30", "PETITION", None, 5, 6),
        ("PETITION", "OTHER", "2005-04-30", None, None, None, None),
        ("LITIGATION", "OTHER", "2026-03-02", "CIVIL", 2, 5, 10),
        ("PEOPLE_MEDIATION", "TRAFFIC", "2026-03-02", "PEOPLE", None, 5, None),
    ],
)  # fmt: skip
def test_how_many_may_speak_is_dated_data(channel, kind, day, rule, at_least, at_most, elect_from):
    found = LAW.representation(Channel(channel), DisputeType(kind), date.fromisoformat(day))
    if rule is None:
        assert found is None or found.rule == "PEOPLE"
    else:
        told = (found.rule, found.at_least, found.at_most, found.elect_from)
        assert told == (rule, at_least, at_most, elect_from)
        assert found.source


def test_one_alone_does_not_speak_for_a_side_at_court_cpl_i_78():
    case = registered("wuhu.jinghu.court", parties=(*TEN, respondent()))
    court = clerk("wuhu.jinghu.court")
    case.when(OfferCustody(to_body="wuhu.jinghu.court", channel=Channel.LITIGATION), court, at(0, 10))
    first = applicants(case)[0]
    case.when(ElectRepresentatives(role=PartyRole.APPLICANT, representatives=(first,)), court, at(0, 11))
    assert [mark.code for mark in case.happened(RepresentativesElected).irregularities] == ["representatives_too_few"]


def test_choosing_again_replaces_the_former_and_a_successor_stays_represented():
    case = elect(elect(group_case(), 5), 3)
    [spoken] = the_file(case).case.representations
    assert len(spoken.representatives) == 3
    last = applicants(case)[-1]
    heir = SucceedParty(former_party_id=last, successor=applicant(name="继承人"), reason="死亡")
    case.when(heir, clerk(STREET), at(1))
    [spoken] = the_file(case).case.representations
    assert last not in spoken.represented
    assert the_file(case).case.representatives_of(applicants(case)[-1]) == spoken.representatives


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"representatives": ("nobody",)}, "unknown_party"),
        ({"representatives": (0,), "represented": (0,)}, "represents_itself"),
        ({"representatives": tuple(range(10))}, "nobody_represented"),
    ],
)
def test_who_cannot_be_elected(told, code):
    case = group_case()
    ids = {
        name: tuple(one if isinstance(one, str) else applicants(case)[one] for one in who) for name, who in told.items()
    }
    case.when(ElectRepresentatives(role=PartyRole.APPLICANT, **ids), clerk(STREET), at(0, 10)).then_refused(code)


# members who go their own way


class Registered:
    """Ten applicants and a respondent registered in a composition."""

    def __init__(self, all_: Composition) -> None:
        case = group_case()
        self.code = case.state.case_code
        self.applicants = applicants(case)
        self.respondent = the_file(case).case.parties[-1].party_id
        all_.states["intake", self.code] = case.state


def test_a_member_who_settles_alone_becomes_a_child_case_linked_both_ways():
    all_ = Composition.of(intake(LAW))
    window = Registered(all_)
    code, ids = window.code, window.applicants
    all_.asks("intake", code, LetMembersLeave(party_ids=(ids[9],), reason="愿意单独和解"), clerk(STREET), at(2))
    all_.hear_everything()
    [left] = [event for event in all_.events("intake", code) if isinstance(event, MembersLeft)]
    child = all_.state("intake", left.child_case)
    assert (child.parent, child.custody.custodian, child.requested_at) == (code, STREET, at(0))
    assert [one.party_id for one in child.case.parties] == [ids[9], window.respondent]
    assert child.case.representations == ()
    assert all_.state("intake", code).children == (left.child_case,)
    assert ids[9] not in [one.party_id for one in all_.state("intake", code).case.parties]
    all_.asks("intake", left.child_case, CloseCase(result="withdrawn"), clerk(STREET), at(3))
    all_.hear_everything()
    all_.asks("intake", left.child_case, ReopenCase(reason="反悔"), clerk(STREET), at(4))
    all_.hear_everything()
    told = [event for event in all_.events("intake", code) if isinstance(event, ChildCaseReported)]
    assert [(event.what, event.result) for event in told] == [("case_closed", "withdrawn"), ("case_reopened", None)]


def test_a_member_of_unnamed_people_gets_a_name_and_the_party_shrinks():
    case = registered(parties=(applicant(name="农民工三十二人", headcount=32), respondent()))
    [group] = applicants(case)
    leave = LetMembersLeave(from_party=group, members=(applicant(name="其中一人"),), reason="单独和解")
    case.when(leave, clerk(STREET), at(1))
    left = case.happened(MembersLeft)
    assert (left.persons, left.party_ids, left.case.headcount) == (1, (), 2)
    assert the_file(case).case.parties[0].headcount == 31


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "nobody_leaves"),
        ({"party_ids": ("nobody",)}, "unknown_party"),
        ({"party_ids": tuple(range(10))}, "nobody_left"),
        ({"party_ids": (0, 10)}, "members_of_both_sides"),
        ({"members": (applicant(),)}, "members_unclear"),
        ({"from_party": 0, "members": (applicant(),)}, "nobody_left"),
        ({"from_party": 0, "members": (respondent(),)}, "members_of_both_sides"),
    ],
)
def test_who_cannot_leave(told, code):
    case = group_case()
    ids = [one.party_id for one in the_file(case).case.parties]

    def named(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(named(one) for one in value)
        return ids[value] if isinstance(value, int) else value

    body = LetMembersLeave(reason="单独和解", **{name: named(value) for name, value in told.items()})
    case.when(body, clerk(STREET), at(1)).then_refused(code)


def test_a_stranger_that_says_it_is_a_child_is_only_noted():
    case = group_case().when(HearChildCase(child=OTHER_CODE, what="case_closed", result="agreed"), SYSTEM, at(1))
    case.then(NoteRecorded)
