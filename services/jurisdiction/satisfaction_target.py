"""Whether a satisfaction figure reaches the target, and how sure that is (SEED-W 28; domain.md section 5).

"以上" includes the figure: reached when the unrounded rate is at least the target. Fewer answers than the profile's
minimum give no verdict: "not enough answers" is an answer.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

NORMAL_QUANTILE_95 = 1.959963984540054
"""Two-sided 95 % quantile of the standard normal distribution."""


class TargetVerdict(StrEnum):
    """What can be said of a figure against the target."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_ENOUGH_ANSWERS = "not_enough_answers"


@dataclass(frozen=True)
class Judgement:
    """A rate with its 95 % interval, held against the target."""

    verdict: TargetVerdict
    rate: float | None
    """None without any answer."""
    low: float
    high: float
    certain: bool
    """The whole interval lies on the verdict's side of the target."""
    in_chinese: str


def wilson_interval(positive: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share; (0, 1) without any answer. Raises ValueError for impossible counts."""
    if not 0 <= positive <= n:
        raise ValueError(f"{positive} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    z, share = NORMAL_QUANTILE_95, positive / n
    centre = share + z * z / (2 * n)
    margin = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    low = 0.0 if positive == 0 else (centre - margin) / whole
    high = 1.0 if positive == n else (centre + margin) / whole
    return low, high


def judge(positive: int, n: int, target: float, minimum_answers: int) -> Judgement:
    """Hold `positive` of `n` valid answers against `target` (a share between 0 and 1)."""
    low, high = wilson_interval(positive, n)
    if n == 0:
        said = "尚无有效评价，不作判断。"
        return Judgement(TargetVerdict.NOT_ENOUGH_ANSWERS, None, low, high, False, said)
    rate = positive / n
    shown = f"满意率 {rate:.1%}（{positive}/{n}），95% 置信区间 {low:.1%} 至 {high:.1%}"
    if n < minimum_answers:
        said = f"{shown}；有效评价不足 {minimum_answers} 份，不作判断。"
        return Judgement(TargetVerdict.NOT_ENOUGH_ANSWERS, rate, low, high, False, said)
    reached = rate >= target
    certain = low >= target if reached else high < target
    said = f"{shown}；{'达到' if reached else '未达到'}目标 {target:.0%}{'' if certain else '，但置信区间跨越目标值'}。"
    return Judgement(TargetVerdict.REACHED if reached else TargetVerdict.MISSED, rate, low, high, certain, said)
