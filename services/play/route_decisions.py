"""Every decision of routing and escalation on a published case, explained (issue 4, item 3). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.route_explanation import explain, said_value, told_facts
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import Vocabulary, load_vocabulary
from services.play.case_facts import AGREED, facts_at, registration_step
from services.play.case_file import Day, PublishedCase, Step
from services.play.route_answers import CaseRoute, OutsideAnswer, RouteDecision, Rule
from services.play.route_parts import hand_over_answer, outside_answers, route_answer, rule_answers

Kind = Literal["registration", "hand_over", "chosen_way", "after_agreement", "failure", "event"]

CHOSEN: Mapping[str, Channel | None] = {
    "suit_filed": Channel.LITIGATION,
    "arbitration_applied": Channel.ARBITRATION,
    "reconsideration_applied": Channel.RECONSIDERATION,
    "confirmation_applied": Channel.JUDICIAL_CONFIRMATION,
    "enforcement_applied": Channel.ENFORCEMENT,
    "petition_received": Channel.PETITION,
    "police_called": Channel.POLICE,
    "report_received": None,
}
"""Acts by which somebody goes another way without being handed over; None: to the channel of the step."""

ROUTED: tuple[Kind, ...] = ("registration", "hand_over", "chosen_way", "after_agreement")
"""Where the way is asked for; it is also when another body takes the matter, or lets go of it."""

EVENTS: Mapping[str, str] = {
    "mediation_failed": "E2",
    "escalated": "E2",
    "referral_returned": "E3",
    "consent_refused": "E4",
}
"""Acts that set off a rule of escalation by themselves."""


@dataclass(frozen=True)
class _Point:
    """A step at which something is decided."""

    kind: Kind
    index: int
    target: Channel | None = None
    """Where the case goes, at a hand-over or a chosen way."""


def case_route(case: PublishedCase, law: Law) -> CaseRoute:
    """The decisions in the order of the timeline, from the registration on."""
    words = load_vocabulary()
    read = law.tags.read(case.tags)
    seen: set[str] = set()
    held = False
    decisions: list[RouteDecision] = []
    for point in _points(case):
        facts = facts_at(case, point.index, law)
        rules = tuple(rule for rule in rule_answers(law, facts, _event(case, point)) if rule.id not in seen)
        # Rules of facts hold on; what an event sets off, it sets off each time.
        seen |= {rule.id for rule in rules if rule.id not in EVENTS.values()}
        routed = point.kind in ROUTED or facts.accepted_elsewhere != held
        held = facts.accepted_elsewhere
        if routed or rules or point.kind == "failure":
            decisions.append(_decision(case, point, facts, rules, law, words, routed))
    return CaseRoute(
        id=case.id,
        profile=law.settings.id,
        tags_read={tag: meaning.why_zh for tag, meaning in read.items()},
        tags_not_read=tuple(tag for tag in case.tags if tag not in read),
        received_via=case.received_via.value,
        decisions=tuple(decisions),
    )


def _points(case: PublishedCase) -> Iterator[_Point]:
    """The registration, every way taken after it, every agreement and failure, and whatever else may change a fact."""
    first = registration_step(case)
    yield _Point("registration", first)
    for index in range(first, len(case.timeline)):
        step = case.timeline[index]
        act, before = step.act.value, case.timeline[index - 1].channel if index else None
        if step.to is not None:
            yield _Point("hand_over", index, step.to)
        elif index == first:
            continue
        elif act in CHOSEN and (CHOSEN[act] or step.channel) is not before:
            yield _Point("chosen_way", index, CHOSEN[act] or step.channel)
        elif act in AGREED:
            yield _Point("after_agreement", index)
        elif act in EVENTS:
            yield _Point("failure", index)
        else:
            yield _Point("event", index)


def _decision(
    case: PublishedCase,
    point: _Point,
    facts: RoutingFacts,
    rules: tuple[Rule, ...],
    law: Law,
    words: Vocabulary,
    routed: bool,
) -> RouteDecision:
    step = case.timeline[point.index]
    told = told_facts(facts)
    route = route_answer(explain(law.routing, facts), words) if routed else None
    handed = None
    if point.target is not None:
        origin = _origin(case, point)
        consent = any(earlier.act.value == "consent_given" for earlier in case.timeline[: point.index])
        handed = hand_over_answer(law, origin, point.target, consent, words) if origin else None
    outside: tuple[OutsideAnswer, ...] = ()
    if point.kind in ("registration", "hand_over", "chosen_way"):
        outside = outside_answers(law.outside_limits(facts, _day(case, step)))
    return RouteDecision(
        kind=point.kind,
        step=point.index + 1,
        act=step.act.value,
        channel=step.channel.value,
        date=step.date,
        facts={name: str(value) if isinstance(value, str) else value for name, value in told.items()},
        facts_zh=tuple(f"{words.name(f'fact.{name}')}：{said_value(value, words)}" for name, value in told.items()),
        route=route,
        hand_over=handed,
        rules=rules,
        outside_limits=outside,
        notes=tuple(_notes(point, step, route.channel if route else None, words)),
    )


def _notes(point: _Point, step: Step, recommended: str | None, words: Vocabulary) -> Iterator[str]:
    chosen = CHOSEN.get(step.act.value) if point.kind == "registration" else point.target
    if point.kind in ("registration", "chosen_way") and recommended and chosen and recommended != chosen.value:
        yield f"所走途径为{words.name(chosen)}，与建议不同：以当事人的选择为准，不得阻碍（PML 3）"


def _origin(case: PublishedCase, point: _Point) -> Channel | None:
    """The channel a way begins in: a referral may stand under the sending or the receiving one (tests/cases/README.md)."""
    step = case.timeline[point.index]
    before = case.timeline[point.index - 1].channel if point.index else None
    if point.kind == "hand_over" and step.channel is not point.target:
        return step.channel
    return before


def _event(case: PublishedCase, point: _Point) -> str | None:
    """The rule that the act of this step sets off."""
    return EVENTS.get(case.timeline[point.index].act.value)


def _day(case: PublishedCase, step: Step) -> date | None:
    """The day whose law applies: the step's, else the case's, as far as the source names it; of a month its first day."""
    text = step.date or case.day_zero
    return Day.parse(text).first if text else None
