"""The recommended way with its reason, and the party's choice beside it (domain.md 4.1, Hantai 16)."""

from datetime import date
from typing import Any

from schemas.command import Command, Refused
from schemas.intake import CaseSummary, PartyChoiceRecorded, RouteAlternative, RouteRecommended
from schemas.values import Channel, PartyRole
from services.intake.domain.access import Answer
from services.intake.domain.file_commands import RecommendRoute, RecordPartyChoice
from services.intake.domain.law import IntakeLaw
from services.intake.domain.outside import facts_again, outside_limits, told_facts
from services.intake.domain.parties import unknown_party
from services.intake.domain.sealing import sealed_by_facts
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.demonstration import demonstration_organisation
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.referrals import ReferralRule
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.told import told

EXCLUDING = (
    Channel.LITIGATION,
    Channel.ARBITRATION,
    Channel.ADJUDICATION,
    Channel.RECONSIDERATION,
)
"""Ways outside that exclude mediation of the same claim while they run (design.md section 5)."""
INSIDE = (
    Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION, Channel.PETITION, Channel.JUDICIAL_CONFIRMATION,
    Channel.INDUSTRY_MEDIATION, Channel.NEGOTIATION,
)  # fmt: skip
"""Ways of our own bodies, whose admissibility rules refuse for themselves, and the parties' own talks."""


def recommend_route(file: Open, command: Command[RecommendRoute], law: IntakeLaw) -> Answer:
    """The rules' answer to the case as it now stands; without new facts those stated before still count."""
    facts = command.body.facts or facts_again(file.facts)
    found = recommended(file.case, facts, file.registering_body, command, law)
    if not isinstance(found, RouteRecommended):
        return Refused(found.code, found.reason)
    return found, *sealed_by_facts(file, command, facts)


def recommended(
    case: CaseSummary, facts: RoutingFacts | None, registering_body: str, command: Command[Any], law: IntakeLaw
) -> RouteRecommended | NotJudged:
    """The recommendation as an event; where no row fits, why."""
    found = law.route(routing_facts(case, facts))
    if isinstance(found, NotJudged):
        return found
    body = _competent(found, case, registering_body, law, day_of(command.occurred_at))
    return RouteRecommended(
        **told(command), row=found.row, channel=found.channel, body=body.id if body else None,
        reason=found.reason_zh, source=f"{found.source} [{found.mark}]", warnings=found.warnings,
        alternatives=tuple(RouteAlternative(channel=way.channel, note=way.note_zh) for way in found.alternatives),
        route_facts=told_facts(facts),
    )  # fmt: skip


def _competent(
    found: Recommendation, case: CaseSummary, registering_body: str, law: IntakeLaw, day: date
) -> Organisation | None:
    """The body meant: at the place told, else where the case was registered; a body of the demonstration for a story."""
    if case.story:
        return demonstration_organisation(case.place, found.channel, found.tier)
    home = law.organisation(registering_body)
    places = (case.place, home.place if home else "")
    bodies = (law.body_for(found, place, case.dispute_type, day) for place in places if place)
    return next((body for body in bodies if body is not None), None)


def routing_facts(case: CaseSummary, facts: RoutingFacts | None) -> RoutingFacts:
    """What was told about the route, with the case's own entries, which cannot contradict it."""
    applicants = sum(party.headcount for party in case.parties if party.role is PartyRole.APPLICANT)
    entries = {
        "dispute_type": case.dispute_type, "difficulty": case.difficulty, "risk": case.risk,
        "amount_cny": case.amount_cny, "headcount": case.headcount,
    }  # fmt: skip
    same_claim = facts.applicants_same_claim if facts else None
    update = {**entries, "applicants_same_claim": same_claim if same_claim is not None else applicants}
    return (facts or RoutingFacts()).model_copy(update=update)


def record_party_choice(file: Open, command: Command[RecordPartyChoice], law: IntakeLaw) -> Answer:
    """Recorded with what the party should know; no lawful choice is refused (PML 3)."""
    body = command.body
    if body.party_id is not None and file.party(body.party_id) is None:
        return unknown_party()
    rule = way_outside(file, body.channel, law)
    choice = PartyChoiceRecorded(
        **told(command), party_id=body.party_id, channel=body.channel, body=body.body, reason=body.reason,
        warnings=choice_warnings(file, body.channel, command, law), recommended_row=file.recommended_row,
        recommended=file.recommended, referral_rule=rule.id if rule else None,
        referral_source=rule.source if rule else None,
    )  # fmt: skip
    return (choice,)


def way_outside(file: CaseFile, channel: Channel, law: IntakeLaw) -> ReferralRule | None:
    """The rule of the matrix for a way that leads outside; none for ways of our own, whose bodies judge for themselves."""
    if channel in INSIDE:
        return None
    return law.referral(file.custody.present.channel or Channel.NEGOTIATION, channel)


def choice_warnings(file: CaseFile, channel: Channel, command: Command[Any], law: IntakeLaw) -> tuple[str, ...]:
    """What somebody should know before going this way: the rule, and which limits of that way run on meanwhile."""
    warnings: list[str] = []
    if file.recommended is not None and channel is not file.recommended:
        warnings.append("所选途径与建议途径不同，建议及理由已告知，以当事人的选择为准（PML 3）。")
    if channel in EXCLUDING and file.custody.present.is_open_round:
        warnings.append("同一请求正在调解中，另走这一途径时，应先终结调解；调解不妨碍当事人依法维护权利（PML 3）。")
    rule = way_outside(file, channel, law)
    if rule is not None:
        caution = f"；{rule.warning_zh}" if rule.warning_zh else ""
        warnings.append(f"{rule.precondition_zh}{caution}（{rule.source}）。")
        facts = routing_facts(file.case, facts_again(file.facts))
        limits = outside_limits(file.case, facts, command, law, file.requested_on, file.custody.present.channel)
        warnings.extend(f"{limit.told}。" for limit in limits if limit.route is channel)
    return tuple(warnings)
