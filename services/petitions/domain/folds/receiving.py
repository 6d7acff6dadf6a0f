"""The petition after what happens up to acceptance."""

from schemas.petitions_receiving import (
    AccusationHandedOver,
    AdmissionRejected,
    CompetenceDisputed,
    MediationReferred,
    ObjectionDecided,
    PetitionAccepted,
    PetitionDelivered,
    PetitionerNotified,
    PetitionForwarded,
    PetitionRegistered,
    RepeatPetitionRecorded,
    RepresentativesElected,
    ResponsibleUnitDesignated,
    SuggestionAnswered,
    TransferObjected,
)
from schemas.petitions_values import TransferManner
from services.jurisdiction.moments import moment_of
from services.petitions.domain.situations import (
    Accepted,
    Answered,
    HandedOver,
    Objected,
    Registered,
    Rejected,
    WithUnit,
)
from services.petitions.domain.state import CaseState, Petition


def registered(state: CaseState, event: PetitionRegistered) -> CaseState:
    """A petition stands in the register. One registered anew after an end replaces it; what is final stays final."""
    petition = Petition(
        track_id=event.track_id, custody_number=event.custody_number, office=event.office, situation=Registered(),
        kind=event.kind, received=moment_of(event), identity_known=event.identity_known,
        accused_body=event.accused_body, visitors=event.visitors or 0, representatives=event.representatives,
        joint=event.joint_letter,
    )  # fmt: skip
    return state.model_copy(update={"petition": petition, "times": state.times + 1})


def repeated(state: CaseState, event: RepeatPetitionRecorded) -> CaseState:
    """Counted; an earlier case is linked."""
    codes = () if event.repeat_of is None else (event.repeat_of,)
    return state.model_copy(
        update={"times": event.times, "repeat_of": tuple(dict.fromkeys((*state.repeat_of, *codes)))}
    )


def accepted(state: CaseState, event: PetitionAccepted) -> CaseState:
    """Taken up; the first handler stays who it is."""
    return _petition(
        state.model_copy(update={"first_handler": state.first_handler or event.first_handler}),
        situation=Accepted(), accepted=moment_of(event), unit=event.responsible_unit,
    )  # fmt: skip


def changed(
    state: CaseState,
    event: RepresentativesElected
    | PetitionForwarded
    | PetitionDelivered
    | MediationReferred
    | TransferObjected
    | ObjectionDecided
    | PetitionerNotified
    | AdmissionRejected
    | CompetenceDisputed
    | ResponsibleUnitDesignated
    | AccusationHandedOver
    | SuggestionAnswered,
) -> CaseState:
    """The petition with what the event changes."""
    match event:
        case RepresentativesElected():
            return _petition(state, representatives=event.representatives)
        case PetitionForwarded():
            return _petition(
                state, situation=WithUnit(), unit=event.responsible_unit, by_superior=event.by_superior,
                assigned=event.manner is TransferManner.ASSIGN_WITH_REPORT, reported_back=False,
                forwarded=moment_of(event), undelivered=event.arrives_later,
            )  # fmt: skip
        case PetitionDelivered():
            return _petition(state, undelivered=False)
        case MediationReferred():
            return _petition(state, referred=True)
        case TransferObjected():
            return _petition(state, situation=Objected())
        case ObjectionDecided(approved=True):
            return _petition(state, situation=Registered(), unit=None, assigned=False, undelivered=False)
        case ObjectionDecided():
            return _petition(state, situation=WithUnit())
        case PetitionerNotified():
            return _petition(state, notified=moment_of(event))
        case AdmissionRejected():
            return _petition(state, situation=Rejected())
        case CompetenceDisputed():
            return _petition(state, concerned_units=event.units)
        case ResponsibleUnitDesignated():
            return _petition(
                state, situation=WithUnit(), unit=event.responsible_unit, concerned_units=(), undelivered=False
            )
        case AccusationHandedOver():
            return _petition(state, situation=HandedOver(), unit=event.to_body)
        case SuggestionAnswered():
            return _petition(state, situation=Answered())


def _petition(state: CaseState, **changes: object) -> CaseState:
    if state.petition is None:
        return state
    return state.model_copy(update={"petition": state.petition.model_copy(update=changes)})
