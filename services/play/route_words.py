"""A case's decisions of routing as an operator reads them."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.outside_limits import OutsideEffect
from services.jurisdiction.outside_limits import EFFECTS_ZH
from services.play.route_answers import CaseRoute, HandOverAnswer, Passed, Route, RouteDecision

_KINDS = {
    "registration": "登记分流",
    "hand_over": "移交",
    "chosen_way": "当事人另走途径",
    "after_agreement": "达成协议后",
    "failure": "调解未成",
    "event": "情况变化",
}
_DISPOSITIONS = {"hold": "（保留，不另行分流）", "sealed": "（封存登记）"}
_CONSENT = {"told": "来源写明已同意", "not_told": "须双方同意，来源未写，应核对"}


def in_words(found: CaseRoute) -> str:
    """The whole case; what an earlier step told already is named, not repeated."""
    lines = [f"案例 {found.id}（辖区配置 {found.profile}）"]
    read = "、".join(f"{tag}（{why}）" for tag, why in found.tags_read.items()) or "无"
    lines.append(f"  据以判断的标签：{read}；不据以判断的：{'、'.join(found.tags_not_read) or '无'}")
    lines.append(f"  接收途径：{found.received_via}（路由表不以此为条件）")
    told: list[RouteDecision] = []
    for decision in found.decisions:
        lines += _decision(decision, told)
        told.append(decision)
    return "\n".join(lines)


def _decision(decision: RouteDecision, told: Sequence[RouteDecision]) -> Iterator[str]:
    day = f"，{decision.date}" if decision.date else "，日期不详"
    yield f"● 第{decision.step}步 {decision.act}{day}：{_KINDS[decision.kind]}"
    if decision.hand_over is not None:
        yield from _hand_over(decision.hand_over)
    if decision.route is not None:
        same = next((earlier.step for earlier in told if earlier.route == decision.route), None)
        yield f"  事实：{'；'.join(decision.facts_zh)}"
        yield from _route(decision.route) if same is None else [f"  建议与第{same}步相同：{decision.route.row or '无'}"]
    yield from (f"  提示：{note}" for note in decision.notes)
    for rule in decision.rules:
        limits = f"，期限 {'、'.join(rule.limits)}" if rule.limits else ""
        yield f"  升级规则 {rule.id}：{rule.trigger} → {rule.action}{limits}（{rule.source} [{rule.mark}]）"
    yield from _outside(decision, told)


def _outside(decision: RouteDecision, told: Sequence[RouteDecision]) -> Iterator[str]:
    same = next((earlier.step for earlier in told if earlier.outside_limits == decision.outside_limits), None)
    if same is not None and decision.outside_limits:
        yield f"  外部期限与第{same}步相同：{'、'.join(outside.limit for outside in decision.outside_limits)}"
        return
    for outside in decision.outside_limits:
        mediation, petition = EFFECTS_ZH[OutsideEffect(outside.mediation)], EFFECTS_ZH[OutsideEffect(outside.petition)]
        yield f"  外部期限：{outside.sentence}（调解：{mediation}；信访：{petition}；{outside.source}）"


def _hand_over(found: HandOverAnswer) -> Iterator[str]:
    rule = f"（规则 {found.rule}，{found.source}）" if found.rule else ""
    yield f"  移交 {found.names}：{found.sentence}{rule}"
    if found.precondition:
        yield f"    前提：{found.precondition}"
    if found.consent in _CONSENT:
        yield f"    同意：{_CONSENT[found.consent]}"
    if found.limits:
        yield f"    有关期限：{'、'.join(found.limits)}"
    if found.warning:
        yield f"    提醒：{found.warning}"


def _route(route: Route) -> Iterator[str]:
    if route.row is None:
        yield f"  建议：无。{route.reason}"
    else:
        held = _DISPOSITIONS.get(route.disposition or "", "")
        yield f"  建议 {route.row}：{route.channel_name}，{route.body}{held}"
        yield f"    理由：{route.reason}（{route.source} [{route.mark}]）"
        yield from (f"    其他途径：{way.channel_name}——{way.note}" for way in route.alternatives)
        yield from (f"    提醒：{warning}" for warning in route.warnings)
    for why, rows in _by_reason(route.passed).items():
        yield f"    先问而不适用 {'、'.join(rows)}：{why}"


def _by_reason(passed: Iterable[Passed]) -> dict[str, list[str]]:
    """Rows by why they did not fire, in the order of the table."""
    found: dict[str, list[str]] = {}
    for row in passed:
        found.setdefault(row.why, []).append(row.row)
    return found
