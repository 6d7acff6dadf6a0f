"""Who is proposed for a case in Wuhu: reasons, distance in the tree, and whoever has to step aside (issue 6)."""

from datetime import date

from schemas.network import RecusalGround
from schemas.values import Channel, DisputeType
from services.jurisdiction.law import Law
from services.jurisdiction.network_register import Register
from services.network.domain import commands as c
from services.network.domain.neighbours import may_ask, neighbours, proposal_for
from services.network.domain.proposals import DisputeFacts, Proposal
from tests.domain.network.network_case import (
    BOTH,
    COMPANY,
    HUB,
    PROPERTY,
    STREET,
    SYSTEM,
    TRAFFIC,
    NetworkCase,
    clerk,
    register_of,
    summary,
)

LAW = Law.load("wuhu")
DAY = date(2026, 3, 5)
FIRST, SECOND, PART_TIME = (f"mediator-{number}.{TRAFFIC}" for number in (1, 2, 3))


def proposed(
    case: NetworkCase, registers: dict[str, Register] | None = None, own: bool = False, *languages: str
) -> Proposal:
    """What the body of the case is proposed."""
    body = LAW.organisation(case.body)
    facts = DisputeFacts(case.case.dispute_type, languages, DAY)
    return proposal_for(case.state, body, facts, LAW, (registers or {}).get, own)


def named(proposal: Proposal) -> list[str]:
    """The mediators in order."""
    return [ranked.mediator for ranked in proposal.ranked]


def test_specialists_of_the_own_body_come_first_with_their_reasons():
    proposal = proposed(NetworkCase().held())
    assert named(proposal)[:2] == [FIRST, SECOND]
    assert proposal.ranked[0].reasons == ("专办这一类型的纠纷", "在办0件，上限10件", "本组织调解员", "专职")
    neighbour = next(one for one in proposal.ranked if one.body == STREET)
    assert "方村街道人民调解委员会的调解员，相隔2级，须商请" in neighbour.reasons
    assert named(proposed(NetworkCase().held(), own=True)) == [FIRST, SECOND, PART_TIME]


def test_a_language_that_was_asked_for_weighs_more_than_load():
    proposal = proposed(NetworkCase().held(), None, True, "江淮官话")
    assert named(proposal)[0] == FIRST
    assert "能用江淮官话调解" in proposal.ranked[0].reasons
    assert "不会江淮官话" in next(one for one in proposal.ranked if one.mediator == SECOND).reasons


def test_the_busier_mediator_comes_later():
    register = register_of(TRAFFIC)
    register.hears(
        c.CountWork(body=TRAFFIC, mediator=FIRST, about="x", track_id="t", source="network", what="mediator_assigned"),
        "2026-03-01",
    )
    entered = {TRAFFIC: register.state.body_register}
    assert named(proposed(NetworkCase().held(), entered, own=True)) == [SECOND, FIRST, PART_TIME]


def test_a_declared_relation_a_recusal_and_former_handling_exclude_without_naming():
    case = NetworkCase().held()
    case.does(c.DeclareRelation(mediator=FIRST, ground=RecusalGround.KINSHIP, party_id="p1"))
    case.hears(c.HearRecusal(mediator=SECOND, source="people_mediation"), "2026-03-04")
    proposal = proposed(case, own=True)
    assert named(proposal) == [PART_TIME]
    assert [one.reason for one in proposal.left_out] == [
        "1名调解员与当事人有亲属关系，应当回避，未列入",
        "1名调解员与当事人有其他可能影响公正调解的关系，应当回避，未列入",
    ]
    assert FIRST not in proposal.model_dump_json()


def test_who_handled_the_case_in_a_petition_does_not_mediate_it():
    case = NetworkCase()
    case.hears(
        c.LoseCustody(
            custody_number=1, custodian="wuhu.jinghu.petitions", channel=Channel.PETITION,
            handler=f"mediator.{TRAFFIC}", case=case.case, reason="信访办理",
        ),
        "2026-02-20",
    )  # fmt: skip
    case.held()
    assert [one.code for one in proposed(case, own=True).left_out] == ["must_recuse_former_handler"]


def test_nobody_mediates_where_the_own_unit_is_a_party():
    register = register_of(PROPERTY)
    told = {"title": "兼职人民调解员", "full_time": False, "load_limit": 3, "term_began_on": "2025-07-01"}
    register.does(
        c.RegisterMediator(body=PROPERTY, mediator=f"mediator-7.{PROPERTY}", unit=COMPANY.name, **told),
        actor=clerk(PROPERTY),
    )
    case = NetworkCase(PROPERTY, summary(DisputeType.PROPERTY_MGMT, (BOTH[0], COMPANY))).held()
    proposal = proposed(case, {PROPERTY: register.state.body_register}, own=True)
    assert [one.code for one in proposal.left_out] == ["must_recuse_same_unit"]


def test_what_everybody_accepted_is_no_reason_to_leave_somebody_out():
    case = NetworkCase().held()
    told = c.DeclareRelation(mediator=FIRST, ground=RecusalGround.OTHER_RELATION, accepted_by=("p1", "p2"))
    case.does(told)
    assert FIRST in named(proposed(case, own=True))


def test_who_is_over_the_limit_or_out_of_term_or_not_competent_is_counted():
    proposal = proposed(NetworkCase(PROPERTY, summary(DisputeType.MEDICAL)).held(), own=True)
    assert [(one.code, one.count) for one in proposal.left_out] == [("not_competent_for_type", 3)]
    body = LAW.organisation(TRAFFIC)
    late = DisputeFacts(DisputeType.TRAFFIC, (), date(2027, 7, 2))
    found = proposal_for(NetworkCase().held().state, body, late, LAW, {}.get, True)
    assert [(one.code, one.count) for one in found.left_out] == [("not_serving", 3)]


def test_the_body_itself_is_nearest_and_other_counties_are_not_asked():
    found = neighbours(LAW, LAW.organisation(STREET))
    assert found[0] == (LAW.organisation(STREET), 0)
    assert all(body.id.startswith("wuhu.jinghu.") for body, _ in found)


def test_only_who_has_the_case_asks_and_nobody_for_a_sealed_one():
    case = NetworkCase().held()
    assert may_ask(case.state, clerk(TRAFFIC))
    assert not may_ask(case.state, clerk(HUB))
    assert not may_ask(case.state, SYSTEM)
    sealed = case.state.model_copy(update={"case": summary(sealed=True)})
    assert not may_ask(sealed, clerk(TRAFFIC))
    case.custody_goes()
    assert may_ask(case.state, clerk(STREET)), "a committee of people's mediation that holds it asks too"
    assert not may_ask(NetworkCase().state, clerk(STREET)), "of a case never heard of nobody does"


def test_a_committee_of_people_mediation_is_proposed_its_own_mediators_first():
    case = NetworkCase(case=summary(DisputeType.NEIGHBOR))
    case.custody_goes(number=2, day="2026-03-02")
    case.body = STREET
    proposal = proposed(case)
    assert named(proposal)[:2] == [f"mediator-1.{STREET}", f"mediator-2.{STREET}"]
    assert proposal.proposal_id == proposed(case).proposal_id
