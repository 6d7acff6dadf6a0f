"""Group cases: opened by rule E5, led by a township or above, reported the same day, represented by few (XF 20; CPL 57; LAB 7)."""

from collections.abc import Callable
from typing import Any

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.intake import GroupCaseOpened, GroupCaseReported, GroupTrigger, RepresentativesElected
from schemas.values import Channel
from services.intake.domain.access import Answer
from services.intake.domain.group_commands import ElectRepresentatives, ReportGroupCase
from services.intake.domain.law import IntakeLaw, superior
from services.intake.domain.outside import facts_again
from services.intake.domain.parties import unknown_party
from services.intake.domain.people import evolve_people
from services.intake.domain.routing import routing_facts
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.representatives import RepresentationLimit
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.told import told
from services.jurisdiction.vocabulary import Tier

Act = Callable[[Open, Command[Any], IntakeLaw], Answer]
GROUP_RULE = "E5"
VISITORS = "group_case_petition_visitors_above"


def group_opened(facts: RoutingFacts, custodian: str, command: Command[Any], law: IntakeLaw) -> tuple[Event, ...]:
    """The facts make it a group's case; nothing where they do not."""
    rule = next((one for one in law.escalations(facts) if one.id == GROUP_RULE), None)
    if rule is None:
        return ()
    visitors = facts.petition_visitors or 0
    by_visit = visitors > law.parameter(VISITORS).value
    lead = lead_of(custodian, law)
    above = superior(law, lead.id) if lead else None
    opened = GroupCaseOpened(
        **told(command), rule=rule.id, persons=visitors if by_visit else facts.applicants_same_claim or 0,
        trigger=GroupTrigger.PETITION_VISITORS if by_visit else GroupTrigger.SAME_CLAIM,
        lead_body=lead.id if lead else None, report_to=above.id if above else None, source=rule.source,
    )  # fmt: skip
    return (opened,)


def lead_of(custodian: str, law: IntakeLaw) -> Organisation | None:
    """The custodian itself where it is of a township or above; else the nearest body of the ladder that is."""
    body = law.organisation(custodian)
    while body is not None and body.tier.rank < Tier.TOWNSHIP.rank:
        body = law.next_level(body)
    return body


def below_township(file: CaseFile, to: Organisation) -> Refused | None:
    """A group case is led by a township or above; in a story it happened wherever it is said to have."""
    if file.group is None or file.case.story or to.tier.rank >= Tier.TOWNSHIP.rank:
        return None
    sentence = "群体案件由乡镇（街道）以上的机构牵头办理，请移交乡镇（街道）以上的机构。"
    return Refused("group_needs_township", sentence, "to_body", GROUP_RULE)


def report_group_case(file: Open, command: Command[ReportGroupCase], law: IntakeLaw) -> Answer:
    """Recorded whenever it is told; marked when it was not the day on which the group showed."""
    body, group = command.body, file.group
    if group is None:
        return Refused("not_a_group_case", "本案不是群体案件，不需要报告。", source=GROUP_RULE)
    to = body.to_body or group.report_to
    if to is None or law.organisation(to) is None:
        return Refused("unknown_body", "没有这个机构。请从机构名录中选择接收报告的机构。", "to_body")
    late = day_of(command.occurred_at) > day_of(group.opened_at) and not command.body.occurred_at_assumed
    mark = Irregularity(code="group_report_late", message="群体案件没有在当日报告", source=GROUP_RULE)
    reported = GroupCaseReported(
        **told(command), to_body=to, text=body.text, irregularities=(mark,) if late and not group.reported else ()
    )
    return (reported,)


def elect_representatives(file: Open, command: Command[ElectRepresentatives], law: IntakeLaw) -> Answer:
    """Who speaks for a side; how many it may be depends on channel, kind of dispute and day."""
    body = command.body
    side = tuple(party for party in file.case.parties if party.role is body.role)
    ids = [party.party_id for party in side]
    represented = body.represented or tuple(one for one in ids if one not in body.representatives)
    for party_id in (*body.representatives, *represented):
        if party_id not in ids:
            return unknown_party("representatives" if party_id in body.representatives else "represented")
    if set(body.representatives) & set(represented):
        return Refused("represents_itself", "代表人不能同时列为被代表人。", "represented", "CPL 56")
    groups_of_unnamed = any(party.headcount > 1 for party in side if party.party_id in body.representatives)
    if not represented and not groups_of_unnamed:
        return Refused("nobody_represented", "没有需要代表的人。请写明被代表的当事人。", "represented")
    channel = _channel(file)
    rule = law.representation(channel, file.case.dispute_type, day_of(command.occurred_at))
    elected = RepresentativesElected(
        **told(command), role=body.role, representatives=body.representatives, represented=represented,
        persons=sum(party.headcount for party in side), channel=channel, rule=rule.rule if rule else None,
        at_most=rule.at_most if rule else None, how=body.how,
        irregularities=_number_marks(len(body.representatives), rule),
    )  # fmt: skip
    return (elected,)


def watching_for_a_group(act: Act) -> Act:
    """`act`, after which the case may be a group's: further parties, or facts such as the number of visitors."""

    def watched(file: Open, command: Command[Any], law: IntakeLaw) -> Answer:
        answer = act(file, command, law)
        if isinstance(answer, Refused) or file.group is not None or file.case.sealed:
            return answer
        case = file.case
        for event in answer:
            case = evolve_people(case, event)
        facts = getattr(command.body, "facts", None) or facts_again(file.facts)
        return *answer, *group_opened(routing_facts(case, facts), file.custody.custodian, command, law)

    return watched


def _channel(file: CaseFile) -> Channel:
    return file.custody.present.channel or file.recommended or Channel.PEOPLE_MEDIATION


def _number_marks(number: int, rule: RepresentationLimit | None) -> tuple[Irregularity, ...]:
    if rule is None:
        return ()
    if rule.at_most is not None and number > rule.at_most:
        sentence = f"代表人超过{rule.at_most}人，应当重新推选"
        return (Irregularity(code="representatives_too_many", message=sentence, source=rule.source),)
    if rule.at_least is not None and number < rule.at_least:
        sentence = f"代表人不足{rule.at_least}人，应当补充推选"
        return (Irregularity(code="representatives_too_few", message=sentence, source=rule.source),)
    return ()
