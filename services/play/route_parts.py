"""The law's answers about one point of a case, as `mediate route` gives them."""

from collections.abc import Iterable

from schemas.values import Channel
from services.jurisdiction.hand_overs import WORDS_ZH, hand_over
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.outside_limits import OutsideLimit
from services.jurisdiction.route_explanation import RouteExplanation, said_passed
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import Vocabulary
from services.play.route_answers import HandOverAnswer, OutsideAnswer, Passed, Route, Rule, Way


def route_answer(explained: RouteExplanation, words: Vocabulary) -> Route:
    """The recommendation with what was asked before it."""
    passed = tuple(Passed(row=row.row.id, why=said_passed(row, words)) for row in explained.passed)
    answer = explained.answer
    if isinstance(answer, NotJudged):
        return Route(
            row=None, channel=None, channel_name="", tier=None, body="", disposition=None, reason=answer.reason,
            source="", mark="", alternatives=(), warnings=(), passed=passed,
        )  # fmt: skip
    return Route(
        row=answer.row,
        channel=answer.channel.value,
        channel_name=words.name(answer.channel),
        tier=answer.tier.value,
        body=f"{words.name(answer.tier)}{words.name(answer.body_kind)}",
        disposition=answer.disposition.value,
        reason=answer.reason_zh,
        source=answer.source,
        mark=answer.mark.value,
        alternatives=tuple(
            Way(channel=way.channel.value, channel_name=words.name(way.channel), note=way.note_zh)
            for way in answer.alternatives
        ),
        warnings=answer.warnings,
        passed=passed,
    )


def hand_over_answer(
    law: Law, origin: Channel, target: Channel, consent_told: bool, words: Vocabulary
) -> HandOverAnswer:
    """The matrix's word; `consent_told`: the source tells that somebody agreed before."""
    found = hand_over(law.referrals, origin, target)
    rule = found.rule
    return HandOverAnswer(
        origin=origin.value,
        target=target.value,
        names=f"{words.name(origin)} → {words.name(target)}",
        word=found.word.value,
        sentence=WORDS_ZH[found.word],
        rule=rule.id if rule else None,
        precondition=rule.precondition_zh if rule else "",
        consent=("told" if consent_told else "not_told") if found.needs_consent else "not_needed",
        warning=(rule.warning_zh or "") if rule else "",
        limits=rule.limits if rule else (),
        source=f"{rule.source} [{rule.mark.value}]" if rule else "",
    )


def rule_answers(law: Law, facts: RoutingFacts, event: str | None) -> tuple[Rule, ...]:
    """The rules of escalation that the facts set off, and the one that the event does."""
    found = list(law.escalations(facts))
    by_event = law.escalation_rules.find(event) if event else None
    if by_event is not None:
        found.append(by_event)
    return tuple(
        Rule(
            id=rule.id, trigger=rule.trigger_zh, action=rule.action_zh, limits=rule.limits, source=rule.source,
            mark=rule.mark.value,
        )
        for rule in found
    )  # fmt: skip


def outside_answers(limits: Iterable[OutsideLimit]) -> tuple[OutsideAnswer, ...]:
    """The limits that run outside."""
    return tuple(
        OutsideAnswer(
            limit=found.rule.limit,
            name=found.name_zh,
            length=found.length_zh,
            runs_from=found.rule.runs_from_zh,
            mediation=found.rule.mediation.value,
            petition=found.rule.petition.value,
            sentence=found.in_chinese(),
            source=f"{found.rule.source} [{found.rule.mark.value}]",
        )
        for found in limits
    )
