"""The honest 90 %: rate unrounded, Wilson interval, and "not enough answers" as an answer (domain.md section 5; SEED-W 28)."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.jurisdiction.law import Law
from services.jurisdiction.satisfaction_target import TargetVerdict, judge, wilson_interval

LAW = Law.load("wuhu")
TARGET = float(LAW.parameter("satisfaction_target").value)
MINIMUM = int(LAW.parameter("minimum_answers").value)
Z = 1.9599639845400545

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("positive", "n", "low", "high"),
    [
        (0, 1, 0.000000000000, 0.793450685623),
        (1, 1, 0.206549314377, 1.000000000000),
        (0, 10, 0.000000000000, 0.277532799863),
        (5, 10, 0.236593090513, 0.763406909487),
        (27, 30, 0.743789174208, 0.965400111253),
        (30, 30, 0.886486606826, 1.000000000000),
        (26, 29, 0.736149189092, 0.964185108649),
        (90, 100, 0.825634338495, 0.944770862939),
        (81, 263, 0.255288519878, 0.366209576983),
        (842, 869, 0.955171831313, 0.978560167510),
        (8995, 10000, 0.893452791626, 0.905240393676),
    ],
)
def test_the_interval_agrees_with_a_published_implementation(positive: int, n: int, low: float, high: float) -> None:
    """Values of statsmodels 0.15.0, `proportion_confint(positive, n, 0.05, "wilson")`."""
    assert wilson_interval(positive, n) == pytest.approx((low, high), abs=1e-10)


@given(COUNTS)
def test_the_interval_is_where_the_score_test_just_does_not_reject(counts: tuple[int, int]) -> None:
    """Its ends are the roots of (share - p)^2 = z^2 p (1 - p) / n: the definition, not the closed formula."""
    positive, n = counts
    for end in wilson_interval(positive, n):
        assert isclose((positive / n - end) ** 2, Z * Z * end * (1 - end) / n, abs_tol=1e-9)


@given(COUNTS)
def test_the_interval_holds_the_rate_and_lies_between_nothing_and_everything(counts: tuple[int, int]) -> None:
    positive, n = counts
    low, high = wilson_interval(positive, n)
    assert 0 <= low <= positive / n <= high <= 1


@given(COUNTS)
def test_the_interval_is_the_same_seen_from_the_dissatisfied(counts: tuple[int, int]) -> None:
    positive, n = counts
    low, high = wilson_interval(positive, n)
    assert wilson_interval(n - positive, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 500), st.integers(2, 20))
def test_more_answers_of_the_same_rate_narrow_the_interval(tens: int, times: int) -> None:
    few, many = wilson_interval(9 * tens, 10 * tens), wilson_interval(9 * tens * times, 10 * tens * times)
    assert many[1] - many[0] < few[1] - few[0]


@given(COUNTS)
def test_ninety_percent_or_more_of_the_unrounded_rate_reaches_the_target(counts: tuple[int, int]) -> None:
    positive, n = counts
    judged = judge(positive, n, TARGET, MINIMUM)
    if n < MINIMUM:
        assert judged.verdict is TargetVerdict.NOT_ENOUGH_ANSWERS
    else:
        reached = Fraction(positive, n) >= Fraction(9, 10)
        assert judged.verdict is (TargetVerdict.REACHED if reached else TargetVerdict.MISSED)


@pytest.mark.parametrize(
    ("positive", "n", "expected"),
    [
        (27, 30, TargetVerdict.REACHED),
        (26, 29, TargetVerdict.NOT_ENOUGH_ANSWERS),
        (29, 29, TargetVerdict.NOT_ENOUGH_ANSWERS),
        (0, 0, TargetVerdict.NOT_ENOUGH_ANSWERS),
        (26, 30, TargetVerdict.MISSED),
        (8995, 10000, TargetVerdict.MISSED),
        (8999, 10000, TargetVerdict.MISSED),
        (9000, 10000, TargetVerdict.REACHED),
    ],
)
def test_rounding_up_to_ninety_is_not_ninety(positive: int, n: int, expected: TargetVerdict) -> None:
    assert judge(positive, n, TARGET, MINIMUM).verdict is expected


def test_a_figure_may_reach_the_target_and_still_not_be_certain() -> None:
    assert not judge(27, 30, TARGET, MINIMUM).certain
    assert judge(990, 1000, TARGET, MINIMUM).certain
    assert judge(800, 1000, TARGET, MINIMUM).certain


def test_the_interval_of_a_share_of_all_answers_is_bounded_by_z_squared() -> None:
    low, high = wilson_interval(30, 30)
    assert high == 1.0
    assert low == pytest.approx(30 / (30 + Z * Z))
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("positive", "n"), [(-1, 3), (4, 3)])
def test_what_is_no_share_is_no_figure(positive: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(positive, n)
