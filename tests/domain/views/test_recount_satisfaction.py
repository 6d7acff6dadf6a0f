"""Every satisfaction figure equals a recount from the raw answers, over random histories of late, changed and duplicate answers.

The histories go through the service's own `decide`; the log is disturbed as logs are; the recount knows nothing of either.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.clocks import ClockStarted
from schemas.command import Actor, Refused
from schemas.intake import CaseClosed, CloseResult
from schemas.satisfaction import (
    InvitationIssued,
    PartyNotReached,
    RatingChanged,
    RatingGiven,
    RatingMarked,
    SurveyCancelled,
)
from schemas.satisfaction_patterns import PatternKind
from schemas.values import Channel, Contact, DisputeType, PartyRole
from services.jurisdiction.law import Law
from services.runtime.arbiter import Arbiter
from services.runtime.checks.tallies import TallyFold
from services.satisfaction.domain import commands, react
from services.satisfaction.domain.heard_commands import MarkAnswer
from services.views.satisfaction.figures import Count, figure
from services.views.satisfaction.report import report
from services.views.satisfaction.tally import ANSWERED, SatisfactionTally
from services.views.words import words_of
from tests.domain.given_when_then import at
from tests.domain.satisfaction.survey import DEMONSTRATOR, ENVELOPE, HUB_CLERK, SYSTEM, Survey, party
from tests.domain.views.disturbing import disturbed
from tests.domain.views.log import Log
from tests.runtime.simulated_log import MemoryStore

LAW = Law.load("wuhu")
BODIES = ("wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.fangcun.community-1.pmc")
DAYS = ("2026-03-30", "2026-03-31", "2026-04-02", "2026-04-20")


@dataclass(frozen=True)
class Step:
    """Something somebody does in a case."""

    what: str
    party_id: str
    grade: int
    day: int
    told_late: bool


@dataclass(frozen=True)
class History:
    """A case closed in March or April, and what followed."""

    body: str
    channel: Channel
    dispute_type: DisputeType
    result: CloseResult
    story: bool
    closed_in_april: bool
    steps: tuple[Step, ...]


STEPS = st.builds(
    Step,
    what=st.sampled_from(("link", "link", "link", "window", "simulated", "cancel", "close", "mark", "expire")),
    party_id=st.sampled_from(("p1", "p2")), grade=st.integers(1, 5), day=st.integers(1, 3), told_late=st.booleans(),
)  # fmt: skip
HISTORIES = st.lists(
    st.builds(
        History, body=st.sampled_from(BODIES), channel=st.sampled_from((Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION)),
        dispute_type=st.sampled_from((DisputeType.NEIGHBOR, DisputeType.CONTRACT)),
        result=st.sampled_from((CloseResult.AGREED, CloseResult.FAILED)), story=st.booleans(), closed_in_april=st.booleans(),
        steps=st.lists(STEPS, max_size=8).map(lambda steps: tuple(sorted(steps, key=lambda step: step.day))),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@dataclass
class Raw:
    """What a clerk with a notebook knows of one invitation."""

    history: History
    role: str
    month: str
    grades: list[int] = field(default_factory=list)
    simulated: bool = False
    cancelled: bool = False
    marked: bool = False


def lived(
    history: History, log: Log, case: str, notebook: dict[str, Raw], missed: list[tuple[History, str, str, int]]
) -> None:
    """The history through `decide` into the log, and into the notebook."""
    survey = Survey()
    closing = DAYS[2] if history.closed_in_april else DAYS[0]
    parties = (
        party("p1", PartyRole.APPLICANT, "13900000001", headcount=3),
        party("p2", PartyRole.RESPONDENT, contact=Contact(phone="13900000002")),
    )

    def told(answer: Any) -> None:
        if isinstance(answer, Refused) or not answer:
            return
        log.decide("satisfaction", *answer, case=case)
        for event in answer:
            noted(event, history, notebook, missed)

    def closed(day: str) -> None:
        event = CaseClosed(
            occurred_at=at(day), result=history.result, closing_body="wuhu.jinghu.hub", handling_body=history.body,
            channel=history.channel, dispute_type=history.dispute_type, parties=parties, story=history.story,
        )  # fmt: skip
        told(survey.act(SYSTEM, react.invite_parties(event, ENVELOPE), at(day)))

    closed(closing)
    for step in history.steps:
        day = max(DAYS[step.day], closing)
        if step.what == "close":
            closed(day)
        elif step.what == "cancel":
            told(survey.act(SYSTEM, commands.CancelSurvey(reason="reopened"), at(day)))
        else:
            told(acted(survey, step, day))


def acted(survey: Survey, step: Step, day: str) -> Any:
    invitation = survey.invitation(step.party_id)
    match step.what:
        case "link":
            holder = Actor(user=f"party:{invitation}", organisation="public", roles=("party",))
            return survey.act(holder, commands.RateByLink(grade=step.grade), at(day))
        case "window" | "simulated":
            body = commands.RateAtWindow(invitation_id=invitation, grade=step.grade, simulated=step.what == "simulated")
            by, recorded = (DEMONSTRATOR if step.what == "simulated" else HUB_CLERK), at("2026-04-25")
            return survey.act(by, body, at(day), recorded if step.told_late else None)
        case "mark":
            return survey.act(SYSTEM, MarkAnswer(invitation_id=invitation, pattern=PatternKind.ONE_MINUTE), at(day))
        case _:
            clock = [e for e in survey.events if isinstance(e, ClockStarted) and e.clock.subject == invitation][-1]
            return survey.act(SYSTEM, commands.LapseClock(clock_id=clock.clock_id), at("2026-04-22"))


def noted(event: Any, history: History, notebook: dict[str, Raw], missed: list[tuple[History, str, str, int]]) -> None:
    """One line in the notebook; it reads what was said, not what anybody made of it."""
    match event:
        case InvitationIssued():
            notebook[event.invitation_id] = Raw(history, event.party_role.value, f"{event.occurred_at:%Y-%m}")
        case PartyNotReached():
            missed.append((history, event.party_role.value, f"{event.occurred_at:%Y-%m}", event.persons))
        case RatingGiven() | RatingChanged():
            raw = notebook[event.invitation_id]
            raw.grades.append(event.grade)
            raw.simulated, raw.cancelled = raw.simulated or event.simulated, False
        case SurveyCancelled():
            notebook[event.invitation_id].cancelled = True
        case RatingMarked():
            notebook[event.invitation_id].marked = True


def recount(
    notebook: dict[str, Raw], missed: list[tuple[History, str, str, int]]
) -> dict[tuple[str, ...], Counter[str]]:
    """By split, key, period, body, series and role: straight from the notebook."""
    found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for raw in notebook.values():
        if raw.cancelled:
            continue
        series = "simulated" if raw.simulated else "stories" if raw.history.story else "real"
        values = Counter(invitations=1)
        if raw.grades:
            last, first = raw.grades[-1], raw.grades[0]
            values.update(
                responses=1, positive=last >= 3, strict=last >= 4, first_positive=first >= 3, marked=raw.marked
            )
        for place in places(raw.history, raw.month):
            found[*place, series, raw.role].update(values)
    for history, role, month, persons in missed:
        for place in places(history, month):
            found[*place, "stories" if history.story else "real", role].update(not_reached=persons)
    return {key: +counter for key, counter in found.items() if +counter}


def places(history: History, month: str) -> list[tuple[str, str, str, str]]:
    quarter = {"2026-03": "2026Q1", "2026-04": "2026Q2"}[month]
    keys = {
        "whole": "all",
        "channel": history.channel.value,
        "dispute_type": history.dispute_type.value,
        "result": history.result.value,
    }
    return [
        (split, key, period, history.body) for split, key in keys.items() for period in ("all", "2026", quarter, month)
    ]


def shown(fold: TallyFold) -> dict[tuple[str, ...], Counter[str]]:
    """Every figure as the dashboard reads it."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for identity, values in fold.figures.items():
        labels = fold.labels[identity]
        one = figure(labels["body"], labels["period"], values)
        for series in ("real", "simulated", "stories"):
            for role, count in getattr(one, series).by_role.items():
                key = (labels["split"], labels["key"], labels["period"], labels["body"], series, role)
                found[key] = +Counter(counted(count))
    return {key: counter for key, counter in found.items() if counter}


def counted(count: Count) -> dict[str, int]:
    names = ("invitations", "responses", "positive", "strict", "first_positive", "marked", "not_reached")
    return {name: getattr(count, name) for name in names}


@settings(max_examples=60)
@given(HISTORIES, st.data())
def test_every_figure_equals_a_recount_of_the_raw_answers_whatever_the_log_went_through(
    histories: list[History], data: st.DataObject
) -> None:
    log, notebook, missed = Log(), dict[str, Raw](), list[tuple[History, str, str, int]]()
    for number, history in enumerate(histories):
        of_case: dict[str, Raw] = {}
        lived(history, log, f"C{number}", of_case, missed)
        notebook |= {f"{number}/{identity}": raw for identity, raw in of_case.items()}
    fold, arbiter = TallyFold(SatisfactionTally()), Arbiter(MemoryStore(), "log-1")
    for logged in disturbed(log, data):
        if arbiter.applied(logged.partition, logged.offset, logged.decision):
            fold.take(logged)
    assert shown(fold) == recount(notebook, missed)


@settings(max_examples=30)
@given(HISTORIES)
def test_months_add_up_to_quarters_years_and_all_and_every_split_to_the_whole(histories: list[History]) -> None:
    log = Log()
    for number, history in enumerate(histories):
        lived(history, log, f"C{number}", {}, [])
    fold = TallyFold(SatisfactionTally())
    for logged in log.decisions:
        fold.take(logged)
    by_label: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for identity, values in fold.figures.items():
        labels = fold.labels[identity]
        kind = {3: "all", 4: "year", 6: "quarter", 7: "month"}[len(labels["period"])]
        by_label[labels["split"], kind].update({name: n for name, n in values.items() if ANSWERED not in name})
    assert len({frozenset((+counter).items()) for counter in by_label.values()}) <= 1


@settings(max_examples=10)
@given(HISTORIES, st.sampled_from(["all", "2026", "2026Q1", "2026Q2", "2026-03", "2026-04"]))
def test_a_body_with_those_below_it_is_a_recount_of_all_their_answers_for_every_period(
    histories: list[History], period: str
) -> None:
    log, notebook, missed = Log(), dict[str, Raw](), list[tuple[History, str, str, int]]()
    for number, history in enumerate(histories):
        of_case: dict[str, Raw] = {}
        lived(history, log, f"C{number}", of_case, missed)
        notebook |= {f"{number}/{identity}": raw for identity, raw in of_case.items()}
    fold = TallyFold(SatisfactionTally())
    for logged in log.decisions:
        fold.take(logged)
    expected = recount(notebook, missed)
    for organisation in (*BODIES, "wuhu.jinghu.hub", "wuhu.hub", "wuhu.jiujiang.hub"):
        below = {body for body in BODIES if stands_for(organisation, body)}
        wanted = {"split": "whole", "key": "all", "period": period}
        documents = [
            {"labels": labels, "values": fold.figures[identity]}
            for identity, labels in fold.labels.items()
            if labels["body"] in below and wanted.items() <= labels.items()
        ]
        made = report(documents, organisation, period, LAW, words_of(LAW))
        for role in ("applicant", "respondent"):
            rows = [expected.get(("whole", "all", period, body, "real", role), Counter()) for body in below]
            total = sum(rows, Counter[str]())
            told = made.total.real.by_role.get(role)
            assert +Counter(counted(told) if told else {}) == total, (organisation, role)


def stands_for(organisation: str, body: str) -> bool:
    """Whether the body is this one or stands below it in the tree."""
    found = LAW.organisation(body)
    return found is not None and organisation in (body, *(above.id for above in LAW.ancestors(found)))
