"""Who could mediate: ranked candidates of the register with the reasons of each rank (domain.md 2.5; issue 6). Pure, decides nothing.

First the recusal check: whoever must step aside is counted and never named. Then competence, language, load and distance in
the tree of bodies, in this order; ties by the id of the office, so that every replica ranks alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.base import Value
from schemas.identity import NAMESPACE, named_id
from schemas.network import RecusalGround
from schemas.values import DisputeType
from services.jurisdiction.network_register import Mediator, Register
from services.network.domain.recusal import GROUNDS_ZH, ground_against
from services.network.domain.state import CaseState, Track


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """What a proposal may know of the dispute."""

    dispute_type: DisputeType
    languages: tuple[str, ...] = ()
    """Languages the parties want to be spoken to in; empty where none was told."""
    day: date | None = None
    """Day (Asia/Shanghai) on which the mediator is to begin."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator of a body, with what is known for ranking."""

    mediator: Mediator
    body: str
    body_name: str
    body_types: tuple[DisputeType, ...]
    """What the body is competent for; empty for any."""
    load: int
    distance: int
    """Steps in the tree between the candidate's body and the one that asks; 0 for its own."""
    recusal: RecusalGround | None
    """Why the mediator would have to step aside; None where nothing is known."""


class Ranked(Value):
    """One proposed mediator."""

    rank: int
    mediator: str
    title: str
    body: str
    body_name: str
    load: int
    load_limit: int
    reasons: tuple[str, ...]
    """Why this rank, in Chinese, what weighs most first."""


class LeftOut(Value):
    """How many were not proposed for one reason; nobody is named."""

    code: str
    count: int
    reason: str


class Proposal(Value):
    """The proposal for one case at one body at one moment."""

    proposal_id: str
    """A digest: the same facts, mediators and loads give the same id."""
    ranked: tuple[Ranked, ...]
    left_out: tuple[LeftOut, ...]


_NOT_SERVING = ("not_serving", "不在任期内")
_NOT_COMPETENT = ("not_competent_for_type", "不办理这一类型的纠纷")
_FULL = ("load_full", "在办数已达上限")


def propose(facts: DisputeFacts, candidates: Sequence[Candidate], seed: str = "") -> Proposal:
    """The ranked candidates. `seed`: what the id is about besides the ranking, e.g. the case code."""
    fit: list[Candidate] = []
    left: dict[tuple[str, str], int] = {}
    for candidate in candidates:
        why = _left_out(candidate, facts)
        if why is None:
            fit.append(candidate)
        else:
            left[why] = left.get(why, 0) + 1
    in_order = sorted(fit, key=lambda one: _order(one, facts))
    ranked = tuple(_ranked(place, one, facts) for place, one in enumerate(in_order, start=1))
    left_out = tuple(
        LeftOut(code=code, count=count, reason=f"{count}名调解员{text}，未列入")
        for (code, text), count in sorted(left.items())
    )
    said = "\x1f".join((seed, *(one.model_dump_json() for one in (*ranked, *left_out))))
    return Proposal(proposal_id=str(named_id(NAMESPACE, said)), ranked=ranked, left_out=left_out)


def candidates_of(
    register: Register, body_name: str, distance: int, state: CaseState, track: Track | None
) -> tuple[Candidate, ...]:
    """The mediators of one register as candidates for a case."""
    return tuple(
        Candidate(
            mediator=one, body=register.body, body_name=body_name, body_types=register.dispute_types,
            load=register.load_of(one.mediator), distance=distance, recusal=ground_against(state, track, one),
        )
        for _, one in sorted(register.mediators.items())
    )  # fmt: skip


def _left_out(candidate: Candidate, facts: DisputeFacts) -> tuple[str, str] | None:
    """Recusal is asked before everything else."""
    mediator = candidate.mediator
    if candidate.recusal is not None:
        return f"must_recuse_{candidate.recusal.value}", f"{GROUNDS_ZH[candidate.recusal]}，应当回避"
    if facts.day is not None and not mediator.serves_on(facts.day):
        return _NOT_SERVING
    if not _takes(mediator.dispute_types, facts) or not _takes(candidate.body_types, facts):
        return _NOT_COMPETENT
    return _FULL if candidate.load >= mediator.load_limit else None


def _order(candidate: Candidate, facts: DisputeFacts) -> tuple[bool, int, float, int, bool, str]:
    mediator = candidate.mediator
    return (
        not _is_specialist(candidate, facts),
        -len(_spoken(candidate, facts)),
        candidate.load / mediator.load_limit,
        candidate.distance,
        not mediator.full_time,
        mediator.mediator,
    )


def _ranked(place: int, candidate: Candidate, facts: DisputeFacts) -> Ranked:
    mediator = candidate.mediator
    return Ranked(
        rank=place, mediator=mediator.mediator, title=mediator.title, body=candidate.body,
        body_name=candidate.body_name, load=candidate.load, load_limit=mediator.load_limit,
        reasons=_reasons(candidate, facts),
    )  # fmt: skip


def _reasons(candidate: Candidate, facts: DisputeFacts) -> tuple[str, ...]:
    mediator, spoken = candidate.mediator, _spoken(candidate, facts)
    competence = "专办这一类型的纠纷" if _is_specialist(candidate, facts) else "办理各类纠纷，包括这一类型"
    unspoken = [one for one in facts.languages if one not in spoken]
    language = f"能用{'、'.join(spoken)}调解" if spoken else ""
    if unspoken:
        language = "；".join(filter(None, (language, f"不会{'、'.join(unspoken)}")))
    near = (
        "本组织调解员"
        if candidate.distance == 0
        else f"{candidate.body_name}的调解员，相隔{candidate.distance}级，须商请"
    )
    load = f"在办{candidate.load}件，上限{mediator.load_limit}件"
    return tuple(filter(None, (competence, language, load, near, "专职" if mediator.full_time else "兼职")))


def _is_specialist(candidate: Candidate, facts: DisputeFacts) -> bool:
    return facts.dispute_type in candidate.mediator.dispute_types


def _spoken(candidate: Candidate, facts: DisputeFacts) -> tuple[str, ...]:
    return tuple(one for one in facts.languages if one in candidate.mediator.languages)


def _takes(types: tuple[DisputeType, ...], facts: DisputeFacts) -> bool:
    return not types or facts.dispute_type in types
