"""Satisfaction as one deciding service: what comes in, what goes out, nothing else."""

from schemas import administrative_mediation, early_warning, intake, network, people_mediation, petitions, satisfaction
from schemas.base import Event
from schemas.registry import wire_name
from schemas.satisfaction_patterns import AnswerFlagged
from schemas.satisfaction_population import PopulationSurveyImported
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import Hearings, Hears, reaction, reactions
from services.satisfaction.domain import link_messages, react, react_own, react_petitions, react_warnings
from services.satisfaction.domain.commands import COMMANDS
from services.satisfaction.domain.decide import decide
from services.satisfaction.domain.due import CLOCKS, due_for_scan
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.state import State, decode_state, encode_state, initial
from services.satisfaction.domain.validity import SERVICE

HEARD_FROM_INTAKE: Hearings = {
    intake.CaseClosed: react.invite_parties,
    intake.CaseReopened: react.cancel_reopened,
    intake.CaseVoided: react.cancel_voided,
    intake.PartyLinkMessageAsked: link_messages.hear_link_to_send,
}
HEARD_FROM_PEOPLE_MEDIATION: Hearings = {
    people_mediation.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_AGENCIES: Hearings = {
    administrative_mediation.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_NETWORK: Hearings = {
    network.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_PETITIONS: Hearings = {
    petitions.PetitionRegistered: react_petitions.registered,
    petitions.PetitionAccepted: react_petitions.accepted,
    petitions.PetitionClassified: react_petitions.accepted,
    petitions.PetitionDiverted: react_petitions.diverted,
    petitions.AdmissionRejected: react_petitions.rejected,
    petitions.AccusationHandedOver: react_petitions.handed_over,
    petitions.PetitionConcluded: react_petitions.concluded,
}
HEARD_FROM_EARLY_WARNING: Hearings = {
    early_warning.CaseWarned: react_warnings.warned,
    early_warning.CaseWarningWithdrawn: react_warnings.withdrawn,
}
OWN: tuple[tuple[str, type[Event], Hears], ...] = (
    ("address", satisfaction.RatingGiven, react_own.watch_address),
    ("address", satisfaction.RatingChanged, react_own.watch_address),
    ("body", satisfaction.RatingGiven, react_own.watch_body),
    ("body", satisfaction.RatingChanged, react_own.watch_body),
    ("pattern", AnswerFlagged, react_own.flagged),
    ("edition", PopulationSurveyImported, react_own.replaced),
)
"""What is heard of this service's own events, and under which further name: an answer is watched in two ways."""

HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "intake", HEARD_FROM_INTAKE),
    *reactions(HEARS, "people_mediation", HEARD_FROM_PEOPLE_MEDIATION),
    *reactions(HEARS, "administrative_mediation", HEARD_FROM_AGENCIES),
    *reactions(HEARS, "network", HEARD_FROM_NETWORK),
    *reactions(HEARS, "petitions", HEARD_FROM_PETITIONS),
    *reactions(HEARS, "early_warning", HEARD_FROM_EARLY_WARNING),
    *(reaction(f"{HEARS}_own_{wire_name(event)}_for_{why}", SERVICE, event, hears) for why, event, hears in OWN),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=REACTIONS, due_clock=due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
