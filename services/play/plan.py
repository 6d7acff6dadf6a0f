"""From a published case to the acts that play it: one row per act of the form (tests/cases/README.md). Pure."""

from collections.abc import Callable
from functools import partial

from schemas.intake import HandOverReason
from schemas.people_mediation import TerminationReason
from schemas.values import Agreed, Channel, Performance
from services.jurisdiction.vocabulary import Tier
from services.play import agencies, agency_ends, agreements, confirmations, opening, petition_chain, petitions, rounds
from services.play.acts import Script
from services.play.case_file import PublishedCase, Step
from services.play.dating import date_steps
from services.play.progress import Progress
from services.play.words import in_chinese

Handler = Callable[[Progress], None]

PEOPLE_MEDIATION: dict[str, Handler] = {
    "report_received": opening.report,
    "registered": opening.report,
    "proactive_lead": opening.report,
    "referred": rounds.referred,
    "consent_given": rounds.consent_given,
    "consent_refused": rounds.consent_refused,
    "accepted": rounds.accepted,
    "mediator_assigned": rounds.mediator_assigned,
    "session_held": rounds.session_held,
    "evidence_gathered": rounds.evidence_gathered,
    "joint_handling": rounds.joint_handling,
    "agreement_oral": partial(agreements.reached, form=Agreed.ORAL),
    "agreement_written": partial(agreements.reached, form=Agreed.WRITTEN),
    "agreement_reached": partial(agreements.reached, form=None),
    "agreement_partial": partial(agreements.reached, form=None, partial=True),
    "mediation_failed": partial(rounds.ended, reason=TerminationReason.DEADLOCK.value),
    "terminated": partial(rounds.ended, reason=TerminationReason.DEADLOCK.value),
    "withdrawn": partial(rounds.ended, reason=TerminationReason.WITHDRAWN.value),
    "performed": partial(agreements.performed, performance=Performance.FULL),
    "partly_performed": partial(agreements.performed, performance=Performance.PARTIAL),
    "breached": agreements.breached,
    "followed_up": agreements.followed_up,
    "archived": agreements.archived,
    "escalated": rounds.escalated,
    "risk_raised": opening.risk,
    "note": opening.note,
}
JUDICIAL_CONFIRMATION: dict[str, Handler] = {
    "confirmation_applied": confirmations.applied,
    "confirmation_docketed": confirmations.docketed,
    "confirmation_not_accepted": confirmations.not_accepted,
    "confirmation_confirmed": confirmations.confirmed,
    "confirmation_dismissed": confirmations.dismissed,
    "confirmation_withdrawn": confirmations.withdrawn,
    "confirmation_revoked": confirmations.revoked,
    "note": opening.note,
}
ADMINISTRATIVE_MEDIATION: dict[str, Handler] = {
    "report_received": agencies.reported,
    "registered": agencies.reported,
    "proactive_lead": agencies.reported,
    "session_held": agencies.session_held,
    "evidence_gathered": agencies.evidence_gathered,
    "joint_handling": agencies.joint_handling,
    "accepted": agency_ends.accepted,
    "consent_given": agency_ends.consent_given,
    "consent_refused": agency_ends.consent_refused,
    "mediator_assigned": agency_ends.mediator_assigned,
    "paused": agency_ends.paused,
    "resumed": agency_ends.resumed,
    "mediation_failed": partial(agency_ends.ended, reason=TerminationReason.DEADLOCK.value),
    "terminated": partial(agency_ends.ended, reason=TerminationReason.DEADLOCK.value),
    "withdrawn": partial(agency_ends.ended, reason=TerminationReason.WITHDRAWN.value),
    "breached": agency_ends.breached,
    "followed_up": agency_ends.followed_up,
    "risk_raised": opening.risk,
    "referred": rounds.referred,
    "agreement_oral": partial(agencies.reached, form=Agreed.ORAL),
    "agreement_written": partial(agencies.reached, form=Agreed.WRITTEN),
    "agreement_reached": partial(agencies.reached, form=None),
    "agreement_partial": partial(agencies.reached, form=None, partial=True),
    "performed": partial(agencies.performed, performance=Performance.FULL),
    "partly_performed": partial(agencies.performed, performance=Performance.PARTIAL),
    "note": opening.note,
}
POLICE_MEDIATION: dict[str, Handler] = {
    act: ADMINISTRATIVE_MEDIATION[act]
    for act in (
        "session_held", "agreement_oral", "agreement_written", "agreement_reached", "agreement_partial", "performed",
        "partly_performed",
    )
}  # fmt: skip
"""What the police do as an agency that mediates (sector `public_order`, PSL 9); their other acts are those of a body outside."""
INSIDE_A_PETITION: dict[str, Handler] = {"session_held": petitions.mediated}
"""What an agency does while the petition is with the office and no round of its own is open (XF 33)."""
PETITION: dict[str, Handler] = {
    "petition_received": petitions.received,
    "petition_forwarded": petitions.forwarded,
    "petition_accepted": petitions.accepted,
    "petition_not_accepted": petitions.not_accepted,
    "petition_reply": petitions.replied,
    "evidence_gathered": petitions.evidence_gathered,
    "review_requested": petitions.review_requested,
    "review_opinion": petition_chain.review_opinion,
    "recheck_requested": petition_chain.recheck_requested,
    "recheck_opinion": petition_chain.recheck_opinion,
    "hearing_held": petition_chain.hearing_held,
    "leader_assigned": petition_chain.leader_assigned,
    "diverted": petition_chain.diverted,
    "session_held": petitions.mediated,
    "agreement_oral": petition_chain.settled,
    "agreement_written": petition_chain.settled,
    "agreement_reached": petition_chain.settled,
    "withdrawn": petition_chain.withdrawn,
    "followed_up": petition_chain.followed_up,
    "risk_raised": opening.risk,
    "referred": rounds.referred,
    "rated": petitions.rated,
    "note": opening.note,
}
TABLES = {
    Channel.PEOPLE_MEDIATION: PEOPLE_MEDIATION,
    Channel.INDUSTRY_MEDIATION: PEOPLE_MEDIATION,
    Channel.ADMIN_MEDIATION: ADMINISTRATIVE_MEDIATION,
    Channel.PETITION: PETITION,
    Channel.JUDICIAL_CONFIRMATION: JUDICIAL_CONFIRMATION,
}
NOT_YET = {Channel.COURT_MEDIATION: "法院调解尚未接入"}
_REPORTS = ("report_received", "registered", "proactive_lead")


def plan(case: PublishedCase) -> Script:
    """The acts that play the case, in order, and the steps that cannot be represented yet."""
    progress = Progress(case, date_steps(case))
    for index in range(len(case.timeline)):
        progress.current = index
        _plan_step(progress)
    if progress.registered and not progress.unrepresented:
        if case.outcome.result is not None:
            petitions.conclude(progress)
        opening.close(progress)
    return Script(tuple(progress.acts), tuple(progress.unrepresented), progress.left_open)


def _plan_step(progress: Progress) -> None:
    step = progress.step
    if step.channel in NOT_YET and step.act.value == "note":
        opening.register(progress)
        opening.note(progress)
        return
    if step.channel in NOT_YET:
        progress.cannot(NOT_YET[step.channel])
        return
    if step.act.value == "thanked":
        opening.register(progress)
        opening.thanked(progress)
        return
    if step.channel in opening.OUTSIDE_CHANNELS and not _police_mediate(step):
        _outside(progress)
        return
    table = POLICE_MEDIATION if _police_mediate(step) else TABLES[step.channel]
    if table is ADMINISTRATIVE_MEDIATION and _is_inside_petition(progress):
        table = {**table, **INSIDE_A_PETITION}
    handler = table.get(step.act.value)
    if handler is None:
        progress.cannot(f"“{in_chinese(step.act.value)}”在该渠道中尚无对应的办理")
        return
    if step.act.value not in _REPORTS:
        opening.register(progress)
    if table is JUDICIAL_CONFIRMATION and _needs_round(progress):
        rounds.open_round(progress, Tier.COUNTY, HandOverReason.ROUTE, told=False)
    handler(progress)


def _police_mediate(step: Step) -> bool:
    return step.channel is Channel.POLICE and step.act.value in POLICE_MEDIATION


def _is_inside_petition(progress: Progress) -> bool:
    return progress.petition is not None and progress.holder == progress.petition.office


def _needs_round(progress: Progress) -> bool:
    return progress.round is None and progress.agency is None and progress.step.act.value != "note"


def _outside(progress: Progress) -> None:
    """Bodies outside: a hand-over to people's mediation is a referral, everything else is recorded as told."""
    opening.register(progress)
    step = progress.step
    if step.act.value == "referred" and step.to is Channel.PEOPLE_MEDIATION:
        rounds.referred(progress)
    elif step.act.value == "referred" and step.to in NOT_YET:
        progress.cannot(NOT_YET[step.to])
    elif step.act.value == "note":
        opening.note(progress)
    else:
        if step.act.value == "consent_given":
            progress.consent_told = progress.current
        opening.outside(progress)
