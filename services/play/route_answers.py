"""What `mediate route` answers with: for programs as data, for people with the Chinese words beside it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class Way(_Answer):
    """Another lawful way."""

    channel: str
    channel_name: str
    note: str


class Passed(_Answer):
    """A row that was asked earlier and did not fire."""

    row: str
    why: str
    """What was missing, in Chinese."""


class Route(_Answer):
    """Where the case should go, or why there is nothing to recommend."""

    row: str | None
    """Null when nothing is left to recommend; `reason` tells why."""
    channel: str | None
    channel_name: str
    tier: str | None
    body: str
    """Kind of body and tier, in Chinese."""
    disposition: str | None
    reason: str
    source: str
    mark: str
    alternatives: tuple[Way, ...]
    warnings: tuple[str, ...]
    passed: tuple[Passed, ...]


class HandOverAnswer(_Answer):
    """The referral matrix's word on a hand-over, or on a way the party chose."""

    origin: str
    target: str
    names: str
    """Both channels in Chinese."""
    word: str
    """lawful, precondition, not_by_right, same_channel or not_in_matrix."""
    sentence: str
    rule: str | None
    precondition: str
    consent: Literal["not_needed", "told", "not_told"]
    """Whether the source tells the consent that the rule needs."""
    warning: str
    limits: tuple[str, ...]
    """Limits within which it must happen, or which begin with it."""
    source: str


class Rule(_Answer):
    """A rule of escalation that applies."""

    id: str
    trigger: str
    action: str
    limits: tuple[str, ...]
    source: str
    mark: str


class OutsideAnswer(_Answer):
    """A limit that runs outside."""

    limit: str
    name: str
    length: str | None
    """Null where the day is not known or its law not loaded."""
    runs_from: str
    mediation: str
    """interrupts, does_not_stop or depends."""
    petition: str
    sentence: str
    source: str


class RouteDecision(_Answer):
    """One point of the case at which something is decided."""

    kind: Literal["registration", "hand_over", "chosen_way", "after_agreement", "failure", "event"]
    step: int
    """From 1, in the order of telling."""
    act: str
    channel: str
    date: str | None
    """As far as the source tells it."""
    facts: dict[str, Any]
    """Facts that were told, by their field in `RoutingFacts`."""
    facts_zh: tuple[str, ...]
    route: Route | None
    hand_over: HandOverAnswer | None
    rules: tuple[Rule, ...]
    """Rules E1–E10 that apply now and did not before."""
    outside_limits: tuple[OutsideAnswer, ...]
    notes: tuple[str, ...]


class CaseRoute(_Answer):
    """Every decision of routing and escalation on one case."""

    id: str
    profile: str
    tags_read: dict[str, str]
    """Tags that say something about routing, and what, in Chinese."""
    tags_not_read: tuple[str, ...]
    received_via: str
    decisions: tuple[RouteDecision, ...]
