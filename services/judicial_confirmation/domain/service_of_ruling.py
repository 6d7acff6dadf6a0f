"""Service (送达) of the ruling: limits that run from receipt start here (domain.md 2.7)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.judicial_confirmation import RulingServed
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import ServeRuling
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_court
from services.judicial_confirmation.domain.situations import Confirmed, Dismissed, Revoked
from services.judicial_confirmation.domain.state import State
from services.jurisdiction.told import told


def serve(state: State, command: Command[ServeRuling], law: ConfirmationLaw) -> tuple[Event, ...] | Refused:
    """One party received the ruling in effect; against a confirmation its fifteen days begin (JC-5).

    A service that does not count is recorded, and the ruling is still to be served.
    """
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    body, ruling = command.body, agreement.situation
    if not isinstance(ruling, Confirmed | Dismissed | Revoked):
        return refuse("no_ruling")
    if agreement.party(body.party_id) is None:
        return refuse("party_unknown", "party_id", party=body.party_id)
    if body.party_id in ruling.served:
        return refuse("already_served", "party_id", party=body.party_id)
    refused = too_early(state, command, ruling.since, "作出裁定")
    if refused is not None:
        return refused
    judged = law.served(body.service, command.occurred_at)
    served = RulingServed(
        **told(command), agreement_id=agreement.agreement_id, application_id=ruling.application.application_id,
        party_id=body.party_id, service=judged.service, irregularities=judged.irregularities,
    )  # fmt: skip
    if not (isinstance(ruling, Confirmed) and judged.counts):
        return (served,)
    subject = limits.service_subject(ruling.application.application_id, body.party_id)
    assumed = body.occurred_at_assumed
    return served, limits.started(law, state, limits.PARTY_OBJECTION, command.occurred_at, subject, assumed=assumed)
