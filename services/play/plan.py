"""From a published case to the acts that play it: one row per act of the form (tests/cases/README.md). Pure."""

from collections.abc import Callable
from functools import partial

from schemas.intake import HandOverReason
from schemas.people_mediation import TerminationReason
from schemas.values import Agreed, Channel, Performance
from services.jurisdiction.vocabulary import Tier
from services.play import agreements, confirmations, opening, rounds
from services.play.acts import Script
from services.play.case_file import PublishedCase
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
NOT_YET = {
    Channel.ADMIN_MEDIATION: "行政调解服务尚未建成",
    Channel.PETITION: "信访服务尚未建成",
    Channel.INDUSTRY_MEDIATION: "行业性、专业性调解服务尚未建成",
    Channel.COURT_MEDIATION: "法院调解尚未接入",
}


def plan(case: PublishedCase) -> Script:
    """The acts that play the case, in order, and the steps that cannot be represented yet."""
    progress = Progress(case, date_steps(case))
    for index in range(len(case.timeline)):
        progress.current = index
        _plan_step(progress)
    if progress.registered and not progress.unrepresented:
        opening.close(progress)
    return Script(tuple(progress.acts), tuple(progress.unrepresented))


def _plan_step(progress: Progress) -> None:
    step = progress.step
    if step.channel in NOT_YET and step.act.value == "note":
        opening.register(progress)
        opening.note(progress)
        return
    if step.channel in NOT_YET:
        progress.cannot(NOT_YET[step.channel])
        return
    if step.channel in opening.OUTSIDE_CHANNELS:
        _outside(progress)
        return
    table = PEOPLE_MEDIATION if step.channel is Channel.PEOPLE_MEDIATION else JUDICIAL_CONFIRMATION
    handler = table.get(step.act.value)
    if handler is None:
        progress.cannot(f"“{in_chinese(step.act.value)}”在该渠道中尚无对应的办理")
        return
    if step.act.value not in ("report_received", "registered", "proactive_lead"):
        opening.register(progress)
    if table is JUDICIAL_CONFIRMATION and progress.round is None and step.act.value != "note":
        rounds.open_round(progress, Tier.COUNTY, HandOverReason.ROUTE, told=False)
    handler(progress)


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
