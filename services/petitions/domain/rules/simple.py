"""Simple handling (简易办理, XFJ22 4-5): for what is clear, urgent, promised or a mere question; never for what is barred."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_handling import SimpleHandlingChosen, SimpleHandlingLeft
from schemas.petitions_values import SimpleGround
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import ChooseSimpleHandling, LeaveSimpleHandling
from services.petitions.domain.refusals import only_in
from services.petitions.domain.situations import Accepted, Diverted, Handling, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition


def choose(state: CaseState, petition: Petition, command: Command[ChooseSimpleHandling], law: Law) -> Answer:
    """The short limits stand beside the ordinary ones: acceptance and passing on from receipt, the opinion from acceptance."""
    refused = only_in(petition, Registered, WithUnit, Accepted, Handling, Diverted) or _barred(state, petition, command)
    if refused:
        return refused
    chosen = SimpleHandlingChosen(
        **stamp(command, petition), body=command.actor.organisation, ground=command.body.ground
    )  # fmt: skip
    return chosen, *_short_limits(state, petition, command, law)


def leave(state: CaseState, petition: Petition, command: Command[LeaveSimpleHandling], law: Law) -> Answer:
    """The ordinary limits, which have been running all the time, are the only ones now."""
    if not petition.simple:
        return Refused("not_simple", "本信访事项没有适用简易办理。", source="XFJ22 4")
    left = SimpleHandlingLeft(**stamp(command, petition), reason=command.body.reason)
    short = (clocks.SIMPLE_HOP, clocks.SIMPLE_ACCEPTANCE, clocks.SIMPLE_OPINION)
    return left, *clocks.stop_several(state, short, moment(command), "不再适用简易办理")


def _short_limits(
    state: CaseState, petition: Petition, command: Command[ChooseSimpleHandling], law: Law
) -> tuple[Event, ...]:
    at = moment(command)
    match petition.situation:
        case Registered():
            hop = clocks.start(state, law, clocks.SIMPLE_HOP, petition.received, at)
            return *hop, *clocks.start(state, law, clocks.SIMPLE_ACCEPTANCE, petition.received, at)
        case WithUnit():
            return clocks.start(state, law, clocks.SIMPLE_ACCEPTANCE, petition.received, at)
        case Handling() if petition.accepted is not None:
            return clocks.start(state, law, clocks.SIMPLE_OPINION, petition.accepted, at)
        case _:
            return ()


def _barred(state: CaseState, petition: Petition, command: Command[ChooseSimpleHandling]) -> Refused | None:
    """XFJ22 5, and XFJ22 4 for what has to be a first petition."""
    body = command.body
    first_only = body.ground is SimpleGround.CLEAR_AND_UNCONTESTED
    bars = {
        "statutory_route": isinstance(petition.situation, Diverted),
        "assigned_by_superior": petition.by_superior,
        "likely_to_be_rejected": body.likely_to_be_rejected,
        "several_parties": body.several_parties or petition.joint or petition.visitors > 1,
        "repeat_petition": first_only and (state.times > 1 or bool(state.repeat_of)),
    }
    found = [name for name, holds in bars.items() if holds]
    if petition.simple:
        return Refused("already_simple", "本信访事项已经适用简易办理。", source="XFJ22 4")
    if not found:
        return None
    sentence = f"不适用简易办理：{'、'.join(_BARS_ZH[name] for name in found)}。"
    return Refused("simple_not_allowed", sentence, "ground", "XFJ22 4-5", parameters={"bars": found})


_BARS_ZH = {
    "statutory_route": "属于第三十一条第一项至第五项",
    "assigned_by_superior": "上级交办",
    "likely_to_be_rejected": "可能不予支持",
    "several_parties": "涉及多方或者联名",
    "repeat_petition": "不是初次信访",
}
