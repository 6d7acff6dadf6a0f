"""Improbable answers are flagged once, marked in their cases, and counted all the same (issue 7, item 2)."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from hypothesis import given
from hypothesis import strategies as st

from schemas.identity import case_code
from schemas.satisfaction import RatingGiven, RatingMarked
from schemas.satisfaction_patterns import AnswerFlagged, PatternKind, Watched
from services.satisfaction.domain.heard_commands import MarkAnswer, ObserveAnswer
from services.satisfaction.domain.patterns import watch_code
from services.satisfaction.domain.react_own import flagged, watch_address, watch_body
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.satisfaction.survey import ENVELOPE, HUB_CLERK, RATED, SYSTEM, Survey, invited

NOON = at("2026-03-03 12:00")


def answer_seen(
    watch: Survey,
    number: int,
    seconds: float,
    *,
    watched: Watched = Watched.BODY,
    grade: int = 5,
    commented: bool = False,
) -> Answer:
    """The n-th answer, so many seconds after noon."""
    body = ObserveAnswer(
        watched=watched, subject=RATED if watched is Watched.BODY else "k" * 32,
        of_case=case_code(uuid5(NAMESPACE_URL, str(number))), invitation_id=f"i{number}",
        answered_at=NOON + timedelta(seconds=seconds), grade=grade, commented=commented,
    )  # fmt: skip
    return watch.act(SYSTEM, body, at("2026-03-04"))


def patterns_of(watch: Survey) -> set[tuple[str, str]]:
    return {(event.pattern.value, event.invitation_id) for event in watch.events if isinstance(event, AnswerFlagged)}


def test_the_fifth_answer_from_one_address_flags_all_five_and_the_sixth_itself() -> None:
    watch = Survey()
    for number in range(4):
        assert names(answer_seen(watch, number, number * 3000, watched=Watched.ADDRESS)) == ["answer_seen"]
    assert names(answer_seen(watch, 4, 12_000, watched=Watched.ADDRESS)) == ["answer_seen", *["answer_flagged"] * 5]
    assert names(answer_seen(watch, 5, 15_000, watched=Watched.ADDRESS)) == ["answer_seen", "answer_flagged"]


def test_five_answers_within_a_minute_are_a_pattern_and_spread_over_more_they_are_none() -> None:
    quick, slow = Survey(), Survey()
    for number in range(5):
        answer_seen(quick, number, number * 14.9, grade=number + 1, commented=True)
        answer_seen(slow, number, number * 15, grade=number + 1, commented=True)
    assert {pattern for pattern, _ in patterns_of(quick)} == {PatternKind.ONE_MINUTE}
    assert patterns_of(slow) == set()


def test_ten_wordless_answers_of_one_grade_within_an_hour_are_a_pattern_and_a_word_breaks_it() -> None:
    alike, spoken = Survey(), Survey()
    for number in range(10):
        answer_seen(alike, number, number * 300)
        answer_seen(spoken, number, number * 300, commented=number == 4)
    assert {pattern for pattern, _ in patterns_of(alike)} == {PatternKind.ALL_ALIKE}
    assert len(patterns_of(alike)) == 10
    assert patterns_of(spoken) == set()


def test_the_same_answer_heard_twice_is_one_answer() -> None:
    watch = Survey()
    names(answer_seen(watch, 1, 0))
    assert answer_seen(watch, 1, 0) == ()
    assert names(answer_seen(watch, 1, 20, grade=3)) == ["answer_seen"], "a changed answer takes the place of the first"
    assert len(watch.state.watched) == 1


@given(st.permutations(range(6)), st.lists(st.integers(0, 200), min_size=6, max_size=6))
def test_whatever_order_answers_are_heard_in_whoever_shares_a_minute_with_four_others_is_flagged(
    order: list[int], seconds: list[int]
) -> None:
    watch = Survey()
    for number in order:
        answer_seen(watch, number, seconds[number], grade=1 + number % 5, commented=True)
    windows = [{n for n in range(6) if first <= seconds[n] < first + 60} for first in seconds]
    expected = {f"i{n}" for window in windows if len(window) >= 5 for n in window}
    assert {invitation for pattern, invitation in patterns_of(watch) if pattern == PatternKind.ONE_MINUTE} == expected


def test_the_finding_comes_back_as_one_mark_on_the_answer_which_stands() -> None:
    survey = invited()
    names(survey.by_link(5, "2026-03-03"))
    mark = MarkAnswer(invitation_id=survey.invitation(), pattern=PatternKind.ONE_MINUTE)
    assert names(survey.act(SYSTEM, mark, at("2026-03-04"))) == ["rating_marked"]
    assert survey.happened(RatingMarked).counted is not None
    assert survey.act(SYSTEM, mark, at("2026-03-04")) == ()
    assert survey.situation() == "answered"
    unanswered = mark.model_copy(update={"invitation_id": survey.invitation("p2")})
    assert survey.act(SYSTEM, unanswered, at("2026-03-04")) == ()


def test_an_answer_is_watched_by_address_and_by_body_and_a_story_by_neither() -> None:
    survey = invited()
    names(survey.by_link(5, "2026-03-03"))
    given_event = survey.happened(RatingGiven).model_copy(update={"address_hash": "k" * 32})
    by_body, by_address = watch_body(given_event, ENVELOPE), watch_address(given_event, ENVELOPE)
    assert by_body is not None
    assert by_address is not None
    assert by_body.case_code == watch_code(Watched.BODY, RATED, given_event.occurred_at)
    assert by_address.case_code != by_body.case_code
    assert watch_address(given_event.model_copy(update={"address_hash": ""}), ENVELOPE) is None
    at_counter = given_event.model_copy(update={"given_via": "counter"})
    assert watch_body(at_counter, ENVELOPE) is None
    assert given_event.counted is not None
    of_story = given_event.model_copy(update={"counted": given_event.counted.model_copy(update={"story": True})})
    assert watch_body(of_story, ENVELOPE) is None
    told = AnswerFlagged(
        occurred_at=NOON, watched=Watched.BODY, subject=RATED, of_case="X", invitation_id="i1",
        pattern=PatternKind.ONE_MINUTE, answers=5,
    )  # fmt: skip
    assert flagged(told, ENVELOPE).case_code == "X"


def test_a_day_of_a_body_has_one_code_in_shanghai() -> None:
    assert watch_code(Watched.BODY, RATED, at("2026-03-03 00:00")) == watch_code(
        Watched.BODY, RATED, at("2026-03-03 23:59")
    )
    assert watch_code(Watched.BODY, RATED, at("2026-03-03")) != watch_code(Watched.BODY, RATED, at("2026-03-04"))


def test_no_person_tells_the_watch_anything() -> None:
    mark = MarkAnswer(invitation_id="x", pattern=PatternKind.ONE_MINUTE)
    assert refusal(invited().act(HUB_CLERK, mark, at("2026-03-04"))) == "not_found"
