"""Where a case was advised to go, what the party chose beside it, and which limits outside run on (domain.md 4.1, Hantai 16)."""

from collections.abc import Sequence

from schemas import intake
from schemas.base import Event
from schemas.personal import MASK
from services.views.case_answers import Alternative, OutsideLimitRow, PartyChoice, RouteRow
from services.views.reader import Reader
from services.views.words import Words


def route(events: Sequence[Event], reader: Reader, words: Words) -> RouteRow | None:
    """The last recommendation with the last choice; None where nothing was recommended and nothing chosen."""
    recommended = next((one for one in reversed(events) if isinstance(one, intake.RouteRecommended)), None)
    choice = next((one for one in reversed(events) if isinstance(one, intake.PartyChoiceRecorded)), None)
    chosen = _chosen(choice, reader, words) if choice else None
    if recommended is None:
        return RouteRow(chosen=chosen) if chosen else None
    return RouteRow(
        row=recommended.row, channel=recommended.channel.value, channel_name=words.word(recommended.channel.value),
        body=recommended.body, body_name=words.body(recommended.body or ""), reason=words.titled(recommended.reason),
        source=words.titled(recommended.source), warnings=tuple(words.titled(text) for text in recommended.warnings),
        alternatives=tuple(
            Alternative(channel=way.channel.value, channel_name=words.word(way.channel.value), note=words.titled(way.note))
            for way in recommended.alternatives
        ),
        chosen=chosen,
    )  # fmt: skip


def outside_limits(events: Sequence[Event], words: Words) -> tuple[OutsideLimitRow, ...]:
    """The limits of routes outside as they were last told: at registration or at the last hand-over."""
    telling = (one for one in events if isinstance(one, intake.CaseRegistered | intake.CustodyMoved))
    told = [one for one in telling if one.outside_limits]
    return tuple(
        OutsideLimitRow(
            limit=limit.limit, name=limit.name, route=limit.route.value, route_name=words.word(limit.route.value),
            length=limit.length, source=limit.source or "", mediation=limit.mediation.value,
            petition=limit.petition.value, interrupted_on=limit.interrupted_on, told=words.titled(limit.told),
        )
        for limit in (told[-1].outside_limits if told else ())
    )  # fmt: skip


def _chosen(choice: intake.PartyChoiceRecorded, reader: Reader, words: Words) -> PartyChoice:
    return PartyChoice(
        channel=choice.channel.value, channel_name=words.word(choice.channel.value), occurred_at=choice.occurred_at,
        reason=choice.reason if reader.sees_personal or not choice.reason else MASK, rule=choice.referral_rule,
        rule_source=words.titled(choice.referral_source or ""), warnings=tuple(words.titled(text) for text in choice.warnings),
        as_recommended=choice.recommended is None or choice.recommended is choice.channel,
    )  # fmt: skip
