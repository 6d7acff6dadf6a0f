"""What routing may look at: the declared facts of a case, and conditions over them. No expression language."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field

from schemas.values import Channel, Difficulty, DisputeType, Risk


class RoutingFacts(BaseModel):
    """The facts of a case as far as they decide its way. A flag is false until somebody states it; None is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dispute_type: DisputeType | None = None
    difficulty: Difficulty | None = None
    risk: Risk | None = None
    amount_cny: float | None = Field(default=None, ge=0)
    headcount: int | None = Field(default=None, ge=0)
    """Applicants and respondents with every group member (涉及当事人数)."""
    applicants_same_claim: int | None = Field(default=None, ge=0)
    """Applicants who make the same claim."""
    petition_visitors: int | None = Field(default=None, ge=0)
    departments: int | None = Field(default=None, ge=0)
    """Public bodies whose duties are concerned."""
    same_matter_times: int | None = Field(default=None, ge=0)
    """How often this matter has been brought, this time included."""

    violence_now: bool = False
    """Violence, weapon, threat, self-harm or crime, now."""
    domestic_violence: bool = False
    accepted_elsewhere: bool = False
    """A court, arbitrator or agency has accepted or resolved it already."""
    accepted_by: Channel | None = None
    """Which channel that is, where known."""
    accusation: bool = False
    """检举控告 against an official."""
    administrative_act: bool = False
    """An administrative act is challenged."""
    family_or_collective_split: bool = False
    """Only how a family or collective divides what was paid."""
    arbitration_clause: bool = False
    """A written arbitration agreement."""
    commercial: bool = False
    status_matter: bool = False
    """Validity of a marriage, parentage, adoption."""
    ownership_of_land: bool = False
    """Ownership or use right of land, forest or grassland."""
    holds_right_certificate: bool = False
    """The applicant already holds the natural-resource right that an act infringes (ARL 23(2))."""
    rural_land_contracting: bool = False
    wage_iou_only: bool = False
    """A wage IOU and no other labour issue."""
    contractor_without_labour_relation: bool = False
    resource_or_safety_event: bool = False
    """Resource development, pollution or a public-safety accident (SEED-M 34)."""
    sensitive_public_opinion: bool = False
    """A grave or very grave emergency draws public opinion (rule E10)."""
    agency_service_grievance: bool = False
    """A grievance about an agency's service or duty, no statutory route."""
    suggestion: bool = False
    cross_area: bool = False
    """Parties or place in several areas or units (R75 21)."""
    agreement_signed: bool = False
    """An effective mediation agreement exists; routing is then about what follows it."""
    performed_at_once: bool = False
    real_right_confirmation: bool = False
    """The agreement decides ownership of real rights or intellectual property (CPL-I 355)."""


FIELDS = tuple(RoutingFacts.model_fields)
"""The declared fields; a row may use no other."""

Scalar = bool | int | float | str
_SCALARS = frozenset((bool, int, float, str))


class Range(BaseModel):
    """Numbers a fact may have; a fact that is not known is never inside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: float | None = None
    less_than: float | None = None


class OneOf(BaseModel):
    """Values a fact may have."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    values: Annotated[tuple[Scalar, ...], Field(alias="in", min_length=1)]


Condition = Scalar | Range | OneOf
"""A value the fact must equal, a range it must lie in, or a list it must be on."""


def holds(condition: Condition, value: object) -> bool:
    """Whether one fact meets its condition."""
    if not isinstance(condition, BaseModel):  # by far the most
        return value == condition
    if isinstance(condition, OneOf):
        return value in condition.values
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    above = condition.at_least is None or value >= condition.at_least
    return above and (condition.less_than is None or value < condition.less_than)


def all_hold(conditions: Mapping[str, Condition], facts: RoutingFacts) -> bool:
    """Whether the facts meet every condition; an empty set of conditions is always met."""
    known = vars(facts)
    for name, condition in conditions.items():  # half as long as all() over a map, and dozens are asked for every case
        value = known[name]
        if not (value == condition if type(condition) in _SCALARS else holds(condition, value)):
            return False
    return True


def one_holds(alternatives: Sequence[Mapping[str, Condition]], facts: RoutingFacts) -> bool:
    """Whether the facts meet one of these sets of conditions; never where there is none."""
    return any(all_hold(conditions, facts) for conditions in alternatives)


def wrong_condition(name: str, condition: Condition) -> str | None:
    """What is wrong with a condition on this field, in Chinese; None when it is in order."""
    field = RoutingFacts.model_fields.get(name)
    if field is None:
        return f"事实中没有“{name}”这个字段，可用的字段：{'、'.join(FIELDS)}"
    numeric = any(kind in (int, float) for kind in kinds_of(field.annotation))
    if isinstance(condition, Range):
        if not numeric:
            return f"“{name}”不是数，不能用 at_least 或 less_than，请直接写值或用 in"
        if condition.at_least is None and condition.less_than is None:
            return f"“{name}”的范围是空的，应写 at_least 或 less_than"
        return None
    for value in condition.values if isinstance(condition, OneOf) else (condition,):
        if not any(_is_value_of(kind, value) for kind in kinds_of(field.annotation)):
            return f"“{name}”不能是“{value}”，应是 {_said_kinds(field.annotation)}"
    return None


def kinds_of(annotation: Any) -> tuple[type, ...]:
    """The types a field may hold, None apart."""
    arguments = get_args(annotation)
    return tuple(kind for kind in arguments if kind is not type(None)) if arguments else (annotation,)


def _is_value_of(kind: type, value: object) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind in (int, float):
        return isinstance(value, int | float)
    return issubclass(kind, StrEnum) and value in [member.value for member in kind]


def _said_kinds(annotation: Any) -> str:
    kind = kinds_of(annotation)[0]
    if kind is bool:
        return "true 或 false"
    if kind in (int, float):
        return "数"
    return "、".join(member.value for member in kind) if issubclass(kind, StrEnum) else kind.__name__
