"""Proposals for any register and any relations: whoever must step aside is never named, and every rank has its reasons (issue 6)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schemas.network import RecusalGround
from schemas.values import DisputeType, PartyKind, PartyRole
from services.jurisdiction.network_register import Engagement, Mediator, Register
from services.network.domain.proposals import Candidate, DisputeFacts, candidates_of, propose
from services.network.domain.recusal import ground_against
from services.network.domain.state import CaseState, Relation
from tests.domain.network.network_case import CASE, party, summary

TODAY = date(2026, 3, 5)
TYPES = (DisputeType.TRAFFIC, DisputeType.NEIGHBOR, DisputeType.MEDICAL)
LANGUAGES = ("普通话", "彝语", "吴语")
UNITS = ("", "某公司", "某学校")
ACCOUNTS = ("", "clerk.a", "clerk.b")
NAMES = tuple(f"mediator-{number}.b" for number in range(6))
PARTIES = (
    party("p1", PartyRole.APPLICANT),
    party("p2", PartyRole.RESPONDENT, kind=PartyKind.ORGANISATION, name="某公司"),
)

some_types = st.lists(st.sampled_from(TYPES), unique=True, max_size=2).map(tuple)
some_languages = st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2).map(tuple)
mediators = st.builds(
    Mediator,
    mediator=st.sampled_from(NAMES), title=st.just("专职人民调解员"), full_time=st.booleans(), dispute_types=some_types,
    languages=some_languages, load_limit=st.integers(1, 3), unit=st.sampled_from(UNITS),
    account=st.sampled_from(ACCOUNTS), term_began_on=st.sampled_from((date(2022, 1, 1), date(2024, 7, 1))),
    term_ends_on=st.sampled_from((date(2025, 1, 1), date(2027, 7, 1))),
)  # fmt: skip
registers = st.builds(
    Register,
    body=st.just("b"), dispute_types=some_types,
    mediators=st.lists(mediators, max_size=6).map(lambda found: {one.mediator: one for one in found}),
    engagements=st.lists(st.sampled_from(NAMES), max_size=8).map(
        lambda names: tuple(Engagement(mediator=one, case_code="c", track_id=str(n)) for n, one in enumerate(names))
    ),
)  # fmt: skip
relations = st.lists(
    st.builds(Relation, mediator=st.sampled_from(NAMES), ground=st.sampled_from(list(RecusalGround))), max_size=3
).map(tuple)
cases = st.builds(
    CaseState,
    case_code=st.just(CASE), case=st.just(summary(parties=PARTIES)), relations=relations,
    recused=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    handled_by=st.lists(st.sampled_from(ACCOUNTS[1:]), max_size=1).map(lambda found: {"PETITION": tuple(found)}),
)  # fmt: skip
disputes = st.builds(DisputeFacts, dispute_type=st.sampled_from(TYPES), languages=some_languages, day=st.just(TODAY))


@given(registers, cases, disputes)
def test_whoever_must_step_aside_is_never_named(register: Register, case: CaseState, facts: DisputeFacts):
    proposal = propose(facts, candidates_of(register, "某调委会", 0, case, None), CASE)
    barred = {name for name, one in register.mediators.items() if ground_against(case, None, one) is not None}
    said = proposal.model_dump_json()
    assert barred.isdisjoint(ranked.mediator for ranked in proposal.ranked)
    assert not [name for name in barred if name in said], "neither as a candidate nor in a reason"


@given(registers, cases, disputes)
def test_everybody_is_ranked_or_counted_as_left_out(register: Register, case: CaseState, facts: DisputeFacts):
    proposal = propose(facts, candidates_of(register, "某调委会", 0, case, None), CASE)
    assert len(proposal.ranked) + sum(one.count for one in proposal.left_out) == len(register.mediators)
    assert [ranked.rank for ranked in proposal.ranked] == list(range(1, len(proposal.ranked) + 1))


@given(registers, cases, disputes)
def test_every_rank_says_why_in_chinese(register: Register, case: CaseState, facts: DisputeFacts):
    proposal = propose(facts, candidates_of(register, "某调委会", 0, case, None), CASE)
    for ranked in proposal.ranked:
        assert any("这一类型" in reason for reason in ranked.reasons)
        assert f"在办{ranked.load}件，上限{ranked.load_limit}件" in ranked.reasons
        assert ranked.load < ranked.load_limit
        assert all(any(language in reason for reason in ranked.reasons) for language in facts.languages)


@given(registers, cases, disputes)
def test_who_serves_and_is_competent_is_proposed_and_nobody_else(
    register: Register, case: CaseState, facts: DisputeFacts
):
    for ranked in propose(facts, candidates_of(register, "某调委会", 0, case, None), CASE).ranked:
        mediator = register.mediators[ranked.mediator]
        assert mediator.serves_on(TODAY)
        assert not mediator.dispute_types or facts.dispute_type in mediator.dispute_types
        assert not register.dispute_types or facts.dispute_type in register.dispute_types


@given(registers, cases, disputes, st.randoms())
def test_the_same_facts_give_the_same_proposal_in_whatever_order_they_come(
    register: Register, case: CaseState, facts: DisputeFacts, chance
):
    candidates = list(candidates_of(register, "某调委会", 0, case, None))
    first = propose(facts, candidates, CASE)
    chance.shuffle(candidates)
    assert propose(facts, candidates, CASE) == first


@given(registers, cases, disputes)
def test_less_work_never_ranks_lower_among_equals(register: Register, case: CaseState, facts: DisputeFacts):
    """Of two who differ in their load alone the freer one comes first."""
    for one in candidates_of(register, "某调委会", 0, case, None):
        busy = one.mediator.model_copy(update={"mediator": "mediator-0.a", "load_limit": 10})
        free = one.mediator.model_copy(update={"mediator": "mediator-9.z", "load_limit": 10})
        pair = [
            Candidate(busy, "b", "某调委会", one.body_types, 5, 0, None),
            Candidate(free, "b", "某调委会", one.body_types, 4, 0, None),
        ]
        ranked = [found.mediator for found in propose(facts, pair).ranked]
        assert ranked in ([], ["mediator-9.z", "mediator-0.a"])
