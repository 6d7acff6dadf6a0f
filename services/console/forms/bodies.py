"""Which bodies are offered where a field of an act asks for one: courts where a court is meant, custodians for a hand-over."""

from collections.abc import Callable, Mapping

from schemas.values import Channel
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind

Fits = Callable[[Organisation], bool]
_MEDIATING = frozenset({Channel.PEOPLE_MEDIATION, Channel.INDUSTRY_MEDIATION, Channel.ADMIN_MEDIATION})
_OUTSIDE_PETITIONS = frozenset({BodyKind.GRID, BodyKind.PEOPLE_MEDIATION_COMMITTEE, BodyKind.INDUSTRY_PMC})


def is_court(body: Organisation) -> bool:
    """Whether it is a people's court, the only body that confirms or enforces an agreement (CPL 205)."""
    return body.kind is BodyKind.PEOPLE_COURT


def may_hold(body: Organisation) -> bool:
    """Whether a case may be handed to it."""
    return body.may_hold_custody


def mediates(body: Organisation) -> bool:
    """Whether an agreement may have been reached before it."""
    return body.kind is not BodyKind.PEOPLE_COURT and not _MEDIATING.isdisjoint(body.channels)


def mediates_as_agency(body: Organisation) -> bool:
    """Whether an application for administrative mediation may be handed to it (SZ 45)."""
    return Channel.ADMIN_MEDIATION in body.channels


def handles_petitions(body: Organisation) -> bool:
    """Whether it may be the unit that handles, reviews or re-checks a petition: no mediation committee, no grid, no court."""
    return body.kind not in _OUTSIDE_PETITIONS and not is_court(body)


def any_body(body: Organisation) -> bool:
    """Every body of the jurisdiction."""
    return True


ASKED: Mapping[str, Fits] = {
    "court": is_court,
    "invited_by": is_court,
    "to_body": may_hold,
    "first_handler": may_hold,
    "bodies": may_hold,
    "mediation_body": mediates,
    "other_mediation_bodies": mediates,
    "transfer_application.to_body": mediates_as_agency,
    "report_group_case.to_body": any_body,
    "urge_handling.to_body": any_body,
    "classify_petition.to_body": any_body,
    "hand_over_accusation.to_body": any_body,
    "issue_supervision.body": may_hold,
    "responsible_unit": handles_petitions,
    "proposed_unit": handles_petitions,
    "units": handles_petitions,
    "lead_unit": handles_petitions,
    "agency": mediates_as_agency,
    "reviewing_unit": handles_petitions,
    "rechecking_unit": handles_petitions,
    "accused_body": any_body,
    "rated_body": any_body,
    "responsible_body": any_body,
    "concerned_body": any_body,
}
"""What a body must be, by `act.field` or field; the field of the act goes before the field of any."""


def fits_in(act: str, field: str) -> Fits | None:
    """What a body must be to be offered in this field; None where the field asks for no body of the jurisdiction."""
    return ASKED.get(f"{act}.{field}") or ASKED.get(field)
