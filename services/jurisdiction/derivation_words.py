"""The Chinese sentences that explain a date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from services.jurisdiction.time_limits import UNITS_ZH, Unit

if TYPE_CHECKING:
    from services.jurisdiction.derivation import Derivation


def sentence(derivation: Derivation) -> str:
    """The whole derivation: rule, start, extension, exclusions, rest days, roll and what is still uncertain."""
    return "；".join(_parts(derivation)) + "。" + "".join(_doubts(derivation))


def clauses(derivation: Derivation) -> tuple[str, ...]:
    """The same, one step of the reasoning after the other."""
    return *_parts(derivation), *(doubt.rstrip("。") for doubt in _doubts(derivation))


def said_moment(moment: date) -> str:
    """A day as 2024-02-09（星期五）; a moment with its hour and minute in Asia/Shanghai."""
    weekday = "一二三四五六日"[moment.weekday()]
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}（星期{weekday}）"
    return f"{moment.isoformat()}（星期{weekday}）"


def _parts(derivation: Derivation) -> list[str]:
    return [
        _rule(derivation),
        _start(derivation),
        *_extension(derivation),
        *_excluded(derivation),
        *_rest_days(derivation),
        _end(derivation),
    ]


def _rule(derivation: Derivation) -> str:
    version, limit = derivation.version, derivation.limit
    source = derivation.limits.said_source(version.source)
    return f"{limit.name_zh}（{limit.id}）：依{source}，期限{version.length}{UNITS_ZH[version.unit]}"


def _start(derivation: Derivation) -> str:
    if derivation.version.unit is Unit.HOUR:
        return f"自{said_moment(derivation.start)}（{derivation.limit.start_event_zh}）起连续计算"
    return f"自{said_moment(derivation.start)}（{derivation.limit.start_event_zh}）起算，当日不计"


def _extension(derivation: Derivation) -> list[str]:
    if not derivation.extension:
        return []
    unit = UNITS_ZH[derivation.version.unit]
    approver = derivation.version.extension.approver if derivation.version.extension else ""
    return [f"延长{derivation.extension}{unit}（须经{approver}），共{derivation.counted}{unit}"]


def _excluded(derivation: Derivation) -> list[str]:
    unit = derivation.version.unit
    said = []
    for gap in derivation.excluded:
        measure = {Unit.HOUR: "分钟", Unit.WORKING_DAY: "个工作日"}.get(unit, "日")
        said.append(f"{gap.first:%Y-%m-%d}起至{gap.end:%Y-%m-%d}恢复计算前扣除{gap.amount}{measure}（{gap.why}）")
    return said


def _rest_days(derivation: Derivation) -> list[str]:
    if derivation.version.unit is not Unit.WORKING_DAY:
        return []
    spans = derivation.rest_days()
    said = []
    total = sum((last - first).days + 1 for first, last, _ in spans)
    holidays = [
        f"{first}至{last}{why}" if first != last else f"{first}{why}" for first, last, why in spans if why != "周末"
    ]
    if total:
        named = f"，其中{'、'.join(holidays)}" if holidays else ""
        said.append(f"期间休息日{total}天不计{named}")
    worked = derivation.makeup_workdays()
    if worked:
        said.append(f"{'、'.join(day.isoformat() for day in worked)}为调休上班日，照常计入")
    return said


def _end(derivation: Derivation) -> str:
    if derivation.version.unit is Unit.HOUR:
        return f"至{said_moment(derivation.due)}届满"
    rolled = f"{derivation.roll_reason}；" if derivation.roll_reason else ""
    makeup = derivation.calendar.makeup_workdays.get(derivation.unrolled) if not rolled else None
    worked = (
        f"（该日为{makeup}调休上班日，不顺延）" if makeup and derivation.version.unit is not Unit.WORKING_DAY else ""
    )
    return f"{rolled}期限最后一日为{said_moment(derivation.due)}{worked}"


def _doubts(derivation: Derivation) -> list[str]:
    said = []
    if derivation.provisional:
        said.append(f"此日期晚于已公布的放假安排（{derivation.calendar.published_until}），为暂定。")
    if derivation.excluded and not derivation.version.excludes:
        said.append("注意：本时限没有规定可以扣除的期间，扣除是否合法请核对。")
    if derivation.version.note_zh:
        said.append(f"说明：{derivation.version.note_zh}。")
    return said
