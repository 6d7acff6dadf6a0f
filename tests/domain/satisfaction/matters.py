"""Reached situations of a rectification: p1 rated 方村街道's committee badly on 3 March 2026 (a Tuesday)."""

from collections.abc import Sequence

from schemas.base import Event
from schemas.command import Actor
from schemas.satisfaction_rectification import Established, RectificationOpened, Remedy, RevisitManner
from services.satisfaction.domain import rectification_commands as acts
from services.satisfaction.domain.commands import RateByLink
from tests.domain.given_when_then import Answer, at, names
from tests.domain.satisfaction.survey import HUB_CLERK, RATED_CLERK, Survey, invited

EVIDENCE = ("回访记录单", "整改照片")


def rated_badly(*, named: bool = False, comment: str = "等得太久") -> Survey:
    """A negative answer by link."""
    survey = invited()
    names(by_link(survey, 2, "2026-03-03", named=named, comment=comment))
    return survey


def by_link(survey: Survey, grade: int, day: str, *, named: bool = False, comment: str = "") -> Answer:
    """p1 answers through the link, named or not."""
    holder = Actor(user=f"party:{survey.invitation()}", organisation="public", roles=("party",))
    return survey.act(holder, RateByLink(grade=grade, comment=comment, named=named), at(day))


def opened(survey: Survey) -> RectificationOpened:
    """The latest rectification of the case."""
    return [event for event in survey.events if isinstance(event, RectificationOpened)][-1]


def verify(
    survey: Survey, day: str, by: Actor = RATED_CLERK, manner: RevisitManner = RevisitManner.FILE_REVIEW
) -> Answer:
    """回访核实."""
    body = acts.VerifyReview(manner=manner, established=Established.FOUNDED, findings="办理超出承诺时间")
    return survey.act(by, body, at(day))


def decide(
    survey: Survey, day: str, remedy: Remedy = Remedy.AT_ONCE, by: Actor = RATED_CLERK, **more: object
) -> Answer:
    """How it is put right."""
    body = acts.DecideRemedy.model_validate({"remedy": remedy, "measures": "调整预约时段", **more})
    return survey.act(by, body, at(day))


def feed_back(survey: Survey, day: str, by: Actor = RATED_CLERK) -> Answer:
    """反馈."""
    return survey.act(by, acts.FeedBackResult(result="已当面说明并致歉"), at(day))


def close(survey: Survey, day: str, evidence: Sequence[str] = EVIDENCE, by: Actor = RATED_CLERK) -> Answer:
    """销号."""
    return survey.act(by, acts.CloseRectification(evidence=tuple(evidence)), at(day))


def fed_back() -> Survey:
    """Verified, decided and fed back on 5 March."""
    survey = rated_badly()
    names(verify(survey, "2026-03-04"))
    names(decide(survey, "2026-03-04"))
    names(feed_back(survey, "2026-03-05"))
    return survey


def appealed() -> Survey:
    """The rated body appealed on 4 March."""
    survey = rated_badly()
    names(
        survey.act(RATED_CLERK, acts.AppealReview(grounds="评价内容与本案无关", evidence=("案卷",)), at("2026-03-04"))
    )
    return survey


def decide_appeal(
    survey: Survey, day: str, *, upheld: bool, by: Actor = HUB_CLERK, evidence: Sequence[str] = EVIDENCE
) -> Answer:
    """复核."""
    return survey.act(by, acts.DecideAppeal(upheld=upheld, reason="经查", evidence=tuple(evidence)), at(day))


def found(events: Sequence[Event], kind: type[Event]) -> list[Event]:
    """The events of a type."""
    return [event for event in events if isinstance(event, kind)]
