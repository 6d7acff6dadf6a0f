"""The window, the channels and the court beside them at random, every message late, twice or in another order: custody, marks, clocks and an end (issue 4)."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.command import CommandBody, Refused
from schemas.intake import CloseResult, HandOverReason
from schemas.values import Channel
from services.intake.domain.custody_commands import (
    AcceptOffer,
    DesignateCustodian,
    Escalate,
    OfferCustody,
    RequestDesignation,
    ReturnFile,
    ReturnOffer,
    WithdrawOffer,
)
from services.intake.domain.file_commands import CloseCase, ReopenCase, VoidCase
from services.intake.domain.state import Closed, Open
from services.intake.worker import service as intake
from services.jurisdiction.custody_proof import Ledger, after, at_rest
from tests.domain.intake.window import CITY, CODE, COMMUNITY, HUB, LAW, NEIGHBOUR, STREET, at, clerk, registration
from tests.properties import court_beside
from tests.properties.channels_under_test import CHANNELS, ChannelUnderTest
from tests.properties.clocks_apart import broken_clocks
from tests.properties.composition import Composition

COURT = "wuhu.jinghu.court"
LONGEST_WAY = 12
DELEGATED = (HandOverReason.COURT_DELEGATION_BEFORE_FILING, HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING)
WHERE_TO = [(channel.channel, body) for channel in CHANNELS for body in channel.bodies]
ONE_IN_TEN = st.integers(0, 9).map(lambda drawn: drawn == 9)
"""For acts that end the story, so that most stories go on."""
REGISTRARS = [COMMUNITY, STREET, HUB, COURT]
BODIES = [COMMUNITY, NEIGHBOUR, STREET, HUB, CITY, COURT]


class Together(RuleBasedStateMachine):
    """One case at one window and in every channel."""

    @initialize(
        body=st.sampled_from(REGISTRARS), where=st.sampled_from(WHERE_TO), steps=st.integers(0, 7),
        agreed=st.sampled_from([False, True, True]), before_the_court=st.integers(0, len(court_beside.USUAL_WAY)),
    )  # fmt: skip
    def register(
        self, body: str, where: tuple[Channel, str], steps: int, agreed: bool, before_the_court: int
    ) -> None:  # fmt: skip
        """Some cases are far on when the random part begins: handed over, mediated, settled, before the court."""
        self.all = Composition.of(intake(LAW), court_beside.service(LAW), *(one.service(LAW) for one in CHANNELS))
        self.now: datetime = at(0)
        self.proved = 0
        self.ledger: Ledger | None = None
        assert not isinstance(self._window(registration(), body), Refused)
        if agreed:
            self.handed_over((Channel.PEOPLE_MEDIATION, COMMUNITY), None, len(CHANNELS[0].work))
            self.go_to_court_with_it(before_the_court)
        if steps:
            self.handed_over(where, None, steps - 1)

    # people at the window

    @rule(where=st.sampled_from(WHERE_TO), from_court=st.sampled_from([None, *DELEGATED]))
    def offer(self, where: tuple[Channel, str], from_court: HandOverReason | None) -> None:
        reason = from_court if from_court and self.file.custody.custodian == COURT else HandOverReason.ROUTE
        self._window(OfferCustody(to_body=where[1], channel=where[0], reason=reason))

    @rule(where=st.sampled_from(WHERE_TO), from_court=st.sampled_from([None, *DELEGATED]), steps=st.integers(0, 5))
    def handed_over(self, where: tuple[Channel, str], from_court: HandOverReason | None, steps: int) -> None:
        """Offered, accepted and worked on without delay."""
        self.offer(where, from_court)
        self.all.hear_everything()
        [channel] = [one for one in CHANNELS if one.channel is where[0]]
        for by, act in ((None, channel.accept), *channel.work[:steps]):
            self._channel(channel, act, by or where[1])
            self.all.hear_everything()

    @rule()
    def to_the_court(self) -> None:
        self._window(OfferCustody(to_body=COURT, channel=Channel.LITIGATION))

    @rule(body=st.sampled_from([WithdrawOffer(reason="改由其他机构办理"), Escalate(), ReturnFile(reason="退回法院")]))
    def think_again(self, body: CommandBody) -> None:
        self._window(body)

    @rule(body=st.sampled_from([AcceptOffer(), ReturnOffer(code="not_competent", reason="不属本院")]))
    def answer_at_the_window(self, body: CommandBody) -> None:
        waiting = self.file.custody.open_offer
        self._window(body, waiting.to_body if waiting else COURT)

    @rule(competing=st.sampled_from([(), (NEIGHBOUR,), (STREET,)]))
    def ask_for_designation(self, competing: tuple[str, ...]) -> None:
        self._window(RequestDesignation(bodies=competing, reason="不属本机构"))

    @rule(by=st.sampled_from([STREET, HUB, CITY]), where=st.sampled_from(WHERE_TO))
    def designate(self, by: str, where: tuple[Channel, str]) -> None:
        self._window(DesignateCustodian(to_body=where[1], channel=where[0], reason="就近办理"), by)

    @rule(result=st.sampled_from([CloseResult.AGREED, CloseResult.WITHDRAWN, CloseResult.FAILED]), really=ONE_IN_TEN)
    def close(self, result: CloseResult, really: bool) -> None:
        if really:
            self._window(CloseCase(result=result))

    @rule(really=ONE_IN_TEN)
    def void(self, really: bool) -> None:
        if really:
            self._window(VoidCase(reason="误登记"))

    @precondition(lambda self: isinstance(self.file, Closed))
    @rule()
    def reopen(self) -> None:
        self._window(ReopenCase(reason="新情况"))

    # people in the channels, who do not know what is under way

    @rule(channel=st.sampled_from(CHANNELS), data=st.data())
    def act_in_a_channel(self, channel: ChannelUnderTest, data: st.DataObject) -> None:
        acts = data.draw(st.lists(channel.acts, min_size=1, max_size=4))
        body = data.draw(st.sampled_from(channel.bodies))
        for act in acts:
            self._channel(channel, act, body)

    @rule(channel=st.sampled_from(CHANNELS), step=st.integers(1, 5))
    def get_on_with_it(self, channel: ChannelUnderTest, step: int) -> None:
        """The body that holds the case or was asked works as it should, so that agreements are reached often."""
        waiting = self.file.custody.open_offer
        body = waiting.to_body if waiting else self.file.custody.custodian
        for by, act in ((None, channel.accept), *channel.work)[: step + 1]:
            self._channel(channel, act, by or body)

    # the parties and the court, beside whoever holds the case

    @precondition(lambda self: self._before_the_court())
    @rule(data=st.data(), acts=st.lists(court_beside.ACTS, min_size=3, max_size=8))
    def act_before_the_court(self, data: st.DataObject, acts: list[court_beside.Act]) -> None:
        agreement_id = data.draw(st.sampled_from(self._before_the_court()))
        for act in acts:
            self._court(act, agreement_id)

    @precondition(lambda self: self._before_the_court())
    @rule(steps=st.integers(1, len(court_beside.USUAL_WAY)))
    def go_to_court_with_it(self, steps: int) -> None:
        """The last agreement, the usual way."""
        for act in court_beside.USUAL_WAY[:steps]:
            self._court(act, self._before_the_court()[-1])

    # what is under way, and time

    @precondition(lambda self: self.all.waiting())
    @rule(data=st.data(), messages=st.integers(1, 4))
    def some_of_it_is_heard(self, data: st.DataObject, messages: int) -> None:
        for _ in range(messages):
            if pipes := self.all.waiting():
                self.all.deliver(data.draw(st.sampled_from(pipes)))

    @precondition(lambda self: self.all.waiting())
    @rule()
    def everything_is_heard(self) -> None:
        self.all.hear_everything()

    @precondition(lambda self: self.all.delivered)
    @rule(data=st.data())
    def something_is_heard_again(self, data: st.DataObject) -> None:
        before = dict(self.all.states)
        self.all.deliver_again(data.draw(st.integers(0, len(self.all.delivered) - 1)))
        assert self.all.states == before

    @rule(hours=st.sampled_from([1, 30, 80, 800]), scans=st.integers(0, 4))
    def time_passes(self, hours: int, scans: int) -> None:
        self.now += timedelta(hours=hours)
        for service in self.all.services:
            for _ in range(scans):
                self.all.scan(service, CODE, self.now)

    # what always holds

    @invariant()
    def custody_is_proved_and_marks_are_where_they_have_to_be(self) -> None:
        """Every event since the last look: never two custodians, never none, nothing unlawful unmarked."""
        channels = {channel.name: channel for channel in CHANNELS}
        for told in self.all.told[self.proved :]:
            service, code = told.place
            if service == "intake":
                self.ledger, wrong = after(self.ledger, code, told.event)
                assert wrong == ()
            elif _unlawful(channels, service)(told.before, told.event):
                assert told.event.irregularities, told.event
        self.proved = len(self.all.told)
        assert at_rest(self.ledger, _may_hold) == ()
        assert self.ledger is not None
        assert self.ledger["holder"] == self.file.custody.custodian

    @rule()
    def once_all_is_heard_the_court_knows_each_agreement_once_and_no_other(self) -> None:
        quiet = self.all.copy()
        quiet.hear_everything()
        binding = [
            agreement_id
            for channel in CHANNELS
            for agreement_id in court_beside.agreements_in_effect(list(quiet.events(channel.name, CODE)))
        ]
        assert sorted(quiet.state(court_beside.NAME, CODE).agreements) == sorted(set(binding))
        assert len(binding) == len(set(binding))

    @invariant()
    def no_clock_runs_and_stands_still(self) -> None:
        for service in self.all.services:
            assert broken_clocks(self.all.events(service, CODE)) == []

    @rule()
    def once_all_is_heard_only_the_custodian_works_on_it(self) -> None:
        quiet = self.all.copy()
        quiet.hear_everything()
        present = quiet.state("intake", CODE)
        held = [track for channel in CHANNELS for track in channel.held(quiet.state(channel.name, CODE))]
        own = [present.custody.present.track_id] if isinstance(present, Open) else []
        assert set(held) <= set(own)

    @rule()
    def an_end_is_near(self) -> None:
        self._give_up()
        self._settle()

    def teardown(self) -> None:
        if hasattr(self, "all"):
            self.once_all_is_heard_the_court_knows_each_agreement_once_and_no_other()
            self.once_all_is_heard_only_the_custodian_works_on_it()
            self._give_up()
            self._settle()

    # ways to an end

    def _give_up(self) -> None:
        """The custodian gives the file back to a waiting court, takes back what was offered, and closes."""
        self._ends(lambda file: _one_step(file) or CloseCase(result=CloseResult.WITHDRAWN))

    def _settle(self) -> None:
        """The custodian takes the case into its own channel, mediates it to an agreement that binds, and closes."""
        trial, now, asked = self.all.copy(), self.now, 0
        trial.hear_everything()
        file = trial.state("intake", CODE)
        hosts = [one for one in CHANNELS if one.settle and file.custody.custodian in one.bodies]
        if not hosts or not isinstance(file, Open) or file.custody.waiting_court is not None:
            return

        def does(service: str, body: CommandBody, by: Any) -> None:
            nonlocal now, asked
            now, asked = now + timedelta(minutes=1), asked + 1
            answer = trial.asks(service, CODE, body, by, now)
            assert not isinstance(answer, Refused), f"{service}: {answer}"
            trial.hear_everything()

        holder = file.custody.custodian
        if trial.state("intake", CODE).custody.open_offer is not None:
            does("intake", WithdrawOffer(reason="收回"), clerk(holder))
        present = trial.state("intake", CODE).custody.present
        if present.agreed_in_full is False:
            if not present.is_open_round or present.channel is not hosts[0].channel:
                does("intake", OfferCustody(to_body=holder, channel=hosts[0].channel), clerk(holder))
            for body in hosts[0].settle:
                answer = trial.asks(hosts[0].name, CODE, body, hosts[0].staff(holder), now + timedelta(minutes=1))
                now, asked = now + timedelta(minutes=1), asked + 1
                trial.hear_everything()
                assert answer is not None
        does("intake", CloseCase(result=CloseResult.AGREED), clerk(holder))
        assert asked <= LONGEST_WAY
        assert not isinstance(trial.state("intake", CODE), Open)

    def _ends(self, step: Any) -> None:
        trial, now = self.all.copy(), self.now
        trial.hear_everything()
        for _ in range(LONGEST_WAY):
            file = trial.state("intake", CODE)
            if not isinstance(file, Open):
                break
            now += timedelta(minutes=1)
            answer = trial.asks("intake", CODE, step(file), clerk(file.custody.custodian), now)
            assert not isinstance(answer, Refused), answer
            trial.hear_everything()
        assert not isinstance(trial.state("intake", CODE), Open)

    @property
    def file(self) -> Any:
        """The case at the window."""
        return self.all.state("intake", CODE)

    def _window(self, body: CommandBody, by: str | None = None) -> Any:
        self.now += timedelta(minutes=1)
        before = self.all.state("intake", CODE)
        answer = self.all.asks("intake", CODE, body, clerk(by or self.file.custody.custodian), self.now)
        if isinstance(answer, Refused):
            assert self.all.state("intake", CODE) == before
        return answer

    def _before_the_court(self) -> list[str]:
        """Agreements that the court has heard of."""
        return list(self.all.state(court_beside.NAME, CODE).agreements) if hasattr(self, "all") else []

    def _court(self, act: court_beside.Act, agreement_id: str) -> None:
        """Custody is not asked for, and whatever the court does moves none."""
        self.now += timedelta(minutes=1)
        agreement = self.all.state(court_beside.NAME, CODE).agreements[agreement_id]
        before = self.file.custody
        self.all.asks(court_beside.NAME, CODE, act(agreement, self.now), court_beside.CLERK, self.now)
        assert self.file.custody == before

    def _channel(self, channel: ChannelUnderTest, body: CommandBody, by: str) -> None:
        self.now += timedelta(minutes=1)
        self.all.asks(channel.name, CODE, body, channel.staff(by), self.now)


def _unlawful(channels: dict[str, ChannelUnderTest], service: str) -> Any:
    return court_beside.unlawful if service == court_beside.NAME else channels[service].unlawful


def _one_step(file: Any) -> CommandBody | None:
    if file.custody.open_offer is not None:
        return WithdrawOffer(reason="收回")
    return ReturnFile(reason="退回法院") if file.custody.waiting_court is not None else None


def _may_hold(body: str) -> bool:
    found = LAW.organisation(body)
    return found is not None and found.may_hold_custody


Together.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip
TestTogether = Together.TestCase
