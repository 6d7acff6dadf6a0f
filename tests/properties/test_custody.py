"""Whatever committees, clerks, courts and time do, and in whatever order it is heard: exactly one body holds the case."""

import copy
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.command import CommandBody, Refused
from schemas.intake import CloseResult, CustodyOffered
from schemas.values import Channel
from services.intake.domain.custody import OfferStatus
from services.intake.domain.custody_commands import Escalate, OfferCustody, ReferOutside, WithdrawOffer
from services.intake.domain.evolve import evolve
from services.intake.domain.file_commands import (
    CloseCase,
    CorrectEntry,
    MergeInto,
    ReopenCase,
    UnmergeCase,
    VoidCase,
)
from services.intake.domain.heard_commands import HearOfferReturned, LapseClock, UndoMerge
from services.intake.domain.state import Open, initial
from services.jurisdiction.clock_book import ClockStatus
from tests.domain.intake.window import (
    CITY,
    CODE,
    COMMUNITY,
    HUB,
    LAW,
    NEIGHBOUR,
    OTHER_CODE,
    OTHER_STREET,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    at,
    clerk,
    registered,
    reported,
    the_file,
)
from tests.properties.ways_to_an_end import ended, holder, mediate_and_close, withdraw_and_close

LADDER = st.sampled_from([COMMUNITY, NEIGHBOUR, STREET, OTHER_STREET, HUB, CITY])
ONE_IN_TEN = st.integers(0, 9).map(lambda drawn: drawn == 9)
"""For acts that end the story, so that most stories go on."""
WAITING = (ClockStatus.RUNNING, ClockStatus.PAUSED)
REPORTS = ["agreement_effective", "mediation_terminated", "performance_recorded", "breach_reported", "rights_notified"]


class Custody(RuleBasedStateMachine):
    """One case between a street, its communities, its neighbours and the bodies above."""

    @initialize(body=LADDER)
    def register(self, body: str) -> None:
        self.case: WindowCase = registered(body)
        self.registrar = body
        self.now = at(0)

    @rule(to=LADDER, designated=st.booleans())
    def offer(self, to: str, designated: bool) -> None:
        self._act(OfferCustody(to_body=to, channel=PEOPLE), CITY if designated else None)

    @rule()
    def withdraw(self) -> None:
        self._act(WithdrawOffer(reason="改由其他机构办理"))

    @rule()
    def escalate(self) -> None:
        self._act(Escalate())

    @rule(stranger=LADDER)
    def a_stranger_offers(self, stranger: str) -> None:
        self._act(OfferCustody(to_body=stranger, channel=PEOPLE), stranger)

    @rule()
    def refer_outside(self) -> None:
        refer = ReferOutside(channel=Channel.ARBITRATION, body="仲裁委员会", follow_up_on=self.now.date())
        self._act(refer)

    @rule(days=st.integers(-5, 5))
    def correct_when_it_was_registered(self, days: int) -> None:
        moment = at(0) + timedelta(days=days)
        self._act(CorrectEntry(field="registered_at", new_value=moment.isoformat(), reason="笔误"), self.registrar)

    @rule(result=st.sampled_from(list(CloseResult)))
    def close(self, result: CloseResult) -> None:
        self._act(CloseCase(result=result))

    @rule(really=ONE_IN_TEN)
    def void(self, really: bool) -> None:
        if really:
            self._act(VoidCase(reason="误登记"))

    @rule(really=ONE_IN_TEN)
    def merge(self, really: bool) -> None:
        if really:
            self._act(MergeInto(into=OTHER_CODE, reason="重复登记"))

    @rule(rejected=st.booleans())
    def unmerge(self, rejected: bool) -> None:
        if rejected:
            self.case.when(UndoMerge(into=OTHER_CODE, reason="没有找到"), SYSTEM, self.now)
        else:
            self._act(UnmergeCase(reason="误并"))

    @rule()
    def reopen(self) -> None:
        self._act(ReopenCase(reason="新情况"))

    # what committees do, heard late or twice

    @precondition(lambda self: self._offers())
    @rule(data=st.data(), hours_ago=st.integers(0, 100))
    def a_committee_accepts(self, data: st.DataObject, hours_ago: int) -> None:
        offer = data.draw(st.sampled_from(self._offers()))
        self._heard(accepted(offer.custody_number, offer.to_body), hours_ago)

    @precondition(lambda self: self._offers())
    @rule(data=st.data(), hours_ago=st.integers(0, 100))
    def a_committee_returns(self, data: st.DataObject, hours_ago: int) -> None:
        offer = data.draw(st.sampled_from(self._offers()))
        returned = HearOfferReturned(
            channel=PEOPLE, track_id=offer.track_id, custody_number=offer.custody_number, body=offer.to_body,
            code="not_competent", reason="不属本机构",
        )  # fmt: skip
        self._heard(returned, hours_ago)

    @rule(number=st.integers(1, 6), body=LADDER)
    def somebody_accepts_what_nobody_offered(self, number: int, body: str) -> None:
        self._heard(accepted(number, body), 0)

    @precondition(lambda self: self._offers())
    @rule(hours_ago=st.sampled_from([0, 1, 30]))
    def the_committee_asked_last_accepts(self, hours_ago: int) -> None:
        offer = self._offers()[-1]
        self._heard(accepted(offer.custody_number, offer.to_body), hours_ago)

    @precondition(lambda self: self._offers())
    @rule(data=st.data())
    def an_acceptance_in_time_is_heard_late(self, data: st.DataObject) -> None:
        offer = data.draw(st.sampled_from(self._offers()))
        hours = (self.now - offer.occurred_at) // timedelta(hours=1)
        self._heard(accepted(offer.custody_number, offer.to_body), hours)

    @rule(what=st.sampled_from(REPORTS[:2]))
    def the_present_round_ended_soon_after_it_began_and_is_heard_now(self, what: str) -> None:
        holding = the_file(self.case).custody.present
        hours = (self.now - holding.since) // timedelta(hours=1)
        self._heard(reported(what, holding.number, holding.body), hours)

    @rule(number=st.integers(1, 8), what=st.sampled_from(REPORTS))
    def somebody_reports_about_any_track(self, number: int, what: str) -> None:
        self._heard(reported(what, number), 0)

    @rule(data=st.data(), what=st.sampled_from(REPORTS), partial=st.booleans(), hours_ago=st.integers(0, 100))
    def a_committee_reports(self, data: st.DataObject, what: str, partial: bool, hours_ago: int) -> None:
        holding = data.draw(st.sampled_from(the_file(self.case).custody.holdings))
        self._heard(reported(what, holding.number, holding.body, partial=partial), hours_ago)

    # what time does

    @rule(hours=st.sampled_from([1, 12, 30, 80, 800]), scans=st.integers(0, 3))
    def time_passes(self, hours: int, scans: int) -> None:
        """The scan finds what is due, one clock at a time, or has not come round yet."""
        self.now += timedelta(hours=hours)
        for _ in range(scans):
            kept = the_file(self.case).clocks.first_due()
            if kept is not None:
                self.case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, self.now)

    # what always holds

    @invariant()
    def exactly_one_body_holds_it_and_it_is_the_one_the_log_names(self) -> None:
        named = [holder(event) for event in self.case.history]
        file = the_file(self.case)
        assert file.custody.custodian == [body for body in named if body is not None][-1]
        custodian = LAW.organisation(file.custody.custodian)
        assert custodian is not None
        assert custodian.may_hold_custody

    @invariant()
    def custody_numbers_only_rise(self) -> None:
        numbers = [holding.number for holding in the_file(self.case).custody.holdings]
        assert numbers == sorted(numbers)
        assert len(numbers) == len({*numbers})

    @invariant()
    def at_most_one_offer_waits_and_its_clock_with_it(self) -> None:
        file = the_file(self.case)
        waiting = [offer for offer in file.custody.offers if offer.status is OfferStatus.OPEN]
        clocks = [k for k in file.clocks.clocks.values() if k.clock.limit == "HO-1" and k.status in WAITING]
        assert len(waiting) == len(clocks) <= 1
        assert [offer.track_id for offer in waiting] == [kept.clock.subject for kept in clocks]
        assert isinstance(file, Open) or not waiting

    @invariant()
    def nothing_waits_for_a_case_that_hasended(self) -> None:
        file = the_file(self.case)
        running = [kept for kept in file.clocks.clocks.values() if kept.status in WAITING]
        assert isinstance(file, Open) or not running

    @invariant()
    def the_first_handler_never_changes(self) -> None:
        file = the_file(self.case)
        assert (file.first_handler, file.registering_body) == (self.registrar, self.registrar)

    @invariant()
    def the_state_is_the_fold_of_the_log(self) -> None:
        state = initial(CODE)
        for event in self.case.history:
            state = evolve(state, event)
        assert state == self.case.state

    @invariant()
    def from_here_the_case_can_be_ended_in_at_most_twelve_commands(self) -> None:
        assert ended(copy.copy(self.case), self.now, withdraw_and_close) <= 12
        assert ended(copy.copy(self.case), self.now, mediate_and_close) <= 12

    def _offers(self) -> list[CustodyOffered]:
        return [event for event in self.case.history if isinstance(event, CustodyOffered)]

    def _act(self, body: CommandBody, organisation: str | None = None) -> None:
        """The custodian's clerk, or another body's, asks; a refusal changes nothing."""
        before = self.case.state
        self.now += timedelta(minutes=1)
        self.case.when(body, clerk(organisation or the_file(self.case).custody.custodian), self.now)
        if isinstance(self.case.answer, Refused):
            assert self.case.state == before

    def _heard(self, body: CommandBody, hours_ago: int) -> None:
        """A reaction is never refused: something is always recorded."""
        self.now += timedelta(minutes=1)
        occurred_at = max(self.now - timedelta(hours=hours_ago), at(0))
        self.case.when(body, SYSTEM, self.now, occurred_at=occurred_at)
        assert not isinstance(self.case.answer, Refused)
        assert self.case.answer


TestCustody = Custody.TestCase
TestCustody.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
