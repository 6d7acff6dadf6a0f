"""What follows a petition's handling in a played case: other ways, hearings, leaders, review and re-check, settlement, withdrawal."""

from schemas.petitions_values import Article31
from schemas.values import Channel
from services.play import petitions
from services.play.opening import CLERK
from services.play.petitions import HIGHER, NOT_STATED, in_handling, petition_of, with_unit
from services.play.progress import PETITIONS, Progress

HIGHEST = "复核机关、单位（来源所述）"
"""Who re-checks: like the reviewing unit no body of the demonstration."""
ARTICLE: dict[Channel, Article31] = {
    Channel.LITIGATION: Article31.LITIGATION,
    Channel.POLICE: Article31.LITIGATION,
    Channel.ENFORCEMENT: Article31.LITIGATION,
    Channel.ARBITRATION: Article31.ARBITRATION,
    Channel.RECONSIDERATION: Article31.ADMINISTRATIVE_PROCEDURE,
    Channel.ADJUDICATION: Article31.ADMINISTRATIVE_PROCEDURE,
    Channel.LAW_ENFORCEMENT: Article31.DUTY_TO_ACT,
}
"""Under which paragraph the way that a step names falls (XF 31)."""


def diverted(progress: Progress) -> None:
    """The petitioner is pointed to the statutory route that the step names; without one nothing can be told of it."""
    article = ARTICLE.get(progress.step.to) if progress.step.to else None
    if article is None or progress.step.to is None:
        progress.cannot("来源未写明引导到哪一法定途径")
        return
    here = with_unit(progress)
    body = {
        "article": article.value, "route": progress.step.to.value, "to_body": progress.step.actor,
        "notice": progress.step.what,
    }  # fmt: skip
    progress.stated(PETITIONS, "classify_petition", body, here.acting, CLERK)
    here.diverted = True


def hearing_held(progress: Progress) -> None:
    """A hearing with its end: the source tells of it as of one event."""
    here = in_handling(progress)
    why = "来源以一次事件写明听证，听证开始先行登记"
    topic = {"topic": progress.step.what}
    progress.assumed(PETITIONS, "open_hearing", topic, here.acting, CLERK, why=why, same_day=True)
    body = {"conclusions": progress.step.what}
    progress.stated(PETITIONS, "close_hearing", body, here.acting, CLERK)


def leader_assigned(progress: Progress) -> None:
    """A leader takes charge (领导包案)."""
    here = petition_of(progress)
    body = {"leader": progress.step.actor, "reason": progress.step.what}
    progress.stated(PETITIONS, "assign_leader", body, here.office, CLERK)


def review_opinion(progress: Progress) -> None:
    """复查 opinion; what it finds, no field of the form tells."""
    here = petition_of(progress)
    if not here.under_review:
        _ask(progress)
    body = {"finding": NOT_STATED, "answer": progress.step.what}
    progress.stated(PETITIONS, "issue_review_opinion", body, here.office, CLERK)
    here.under_review, here.reviewed = False, True


def recheck_requested(progress: Progress) -> None:
    """复核 is asked for."""
    here = petition_of(progress)
    body = {"rechecking_unit": HIGHEST, "grounds": progress.step.what}
    progress.stated(PETITIONS, "request_recheck", body, here.office, CLERK)
    here.under_recheck = True


def recheck_opinion(progress: Progress) -> None:
    """复核 opinion: final (XF 36)."""
    here = petition_of(progress)
    if not here.under_recheck:
        why = "来源未写申请复核，复核前须申请"
        progress.assumed(PETITIONS, "request_recheck", {"rechecking_unit": HIGHEST}, here.office, CLERK, why=why)
    body = {"finding": NOT_STATED, "answer": progress.step.what}
    progress.stated(PETITIONS, "issue_recheck_opinion", body, here.office, CLERK)
    here.under_recheck, here.final = False, True


def settled(progress: Progress) -> None:
    """The sides settled within the petition (XF 33)."""
    here = in_handling(progress)
    body = {"party_ids": petitions.everybody(progress), "terms": [progress.step.what]}
    progress.stated(PETITIONS, "settle_petition", body, here.acting, CLERK)
    here.settled = True
    progress.agreed = progress.ever_agreed = True


def withdrawn(progress: Progress) -> None:
    """The petitioner takes it back: it ends with that."""
    here = petition_of(progress)
    body = {"ending": "petition_withdrawn", "reason": progress.step.what}
    progress.stated(PETITIONS, "conclude_petition", body, here.office, CLERK)
    here.concluded = True


def followed_up(progress: Progress) -> None:
    """Counselling and help, which go on after the end too (XF 37)."""
    here = petition_of(progress)
    progress.stated(PETITIONS, "counsel", {"what": progress.step.what}, here.acting, CLERK)


def _ask(progress: Progress) -> None:
    here = petition_of(progress)
    why = "来源未写申请复查，复查前须申请"
    progress.assumed(PETITIONS, "request_review", {"reviewing_unit": HIGHER}, here.office, CLERK, why=why)
    here.under_review = True
