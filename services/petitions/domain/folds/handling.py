"""The petition after what happens while it is handled, and after its opinions."""

from schemas.petitions_custody import PetitionEvent
from schemas.petitions_handling import (
    AssignmentReported,
    HandlerAssigned,
    HearingClosed,
    HearingOpened,
    LeaderAssigned,
    PetitionClassified,
    PetitionConcluded,
    PetitionDiverted,
    PetitionSettled,
    PetitionWithdrawalAnswered,
    PetitionWithdrawalDeclared,
    SimpleHandlingChosen,
    SimpleHandlingLeft,
)
from schemas.petitions_opinions import (
    HandlingOpinionIssued,
    OpinionServed,
    RecheckOpinionIssued,
    RecheckRequested,
    ReviewOpinionIssued,
    ReviewRejected,
    ReviewRequested,
)
from schemas.petitions_values import OpinionStage
from services.jurisdiction.moments import moment_of
from services.petitions.domain.situations import (
    Concluded,
    Diverted,
    Final,
    Handling,
    Opined,
    Reviewed,
    Settled,
    UnderRecheck,
    UnderReview,
)
from services.petitions.domain.state import CaseState, Opinion, Petition


def handled(petition: Petition, event: PetitionEvent) -> Petition:
    """The petition with what an event of its handling changes; what only stands on file leaves it as it is."""
    match event:
        case PetitionClassified():
            return _with(petition, situation=Handling(), article=event.article)
        case PetitionDiverted():
            return _with(petition, situation=Diverted(), article=event.article)
        case SimpleHandlingChosen():
            return _with(petition, simple=True)
        case SimpleHandlingLeft():
            return _with(petition, simple=False)
        case HandlerAssigned():
            return _with(petition, handler=event.handler)
        case LeaderAssigned():
            return _with(petition, leader=event.leader)
        case HearingOpened():
            return _with(petition, hearing=event.stage)
        case HearingClosed():
            return _with(petition, hearing=None)
        case AssignmentReported():
            return _with(petition, reported_back=True)
        case PetitionSettled():
            return _with(petition, situation=Settled())
        case PetitionWithdrawalDeclared():
            return _with(petition, withdrawing=(*petition.withdrawing, event.party_id))
        case PetitionWithdrawalAnswered():
            return _with(petition, withdrawing=())
        case PetitionConcluded():
            return _with(petition, situation=Concluded(ending=event.ending), hearing=None)
        case _:
            return _opined(petition, event)


def finality(state: CaseState, event: PetitionEvent) -> CaseState:
    """After the re-check the matter is final, whatever becomes of the petition (XF 36)."""
    return state.model_copy(update={"final": True}) if isinstance(event, RecheckOpinionIssued) else state


def _opined(petition: Petition, event: PetitionEvent) -> Petition:
    match event:
        case HandlingOpinionIssued():
            opinion = Opinion(
                opinion_id=event.opinion_id, stage=OpinionStage.HANDLING, by_unit=event.responsible_unit,
                issued=moment_of(event),
            )  # fmt: skip
            unit = petition.unit or event.responsible_unit
            return _with(petition, situation=Opined(), unit=unit, opinions=(*petition.opinions, opinion))
        case ReviewOpinionIssued():
            opinion = Opinion(
                opinion_id=event.opinion_id, stage=OpinionStage.REVIEW, by_unit=event.reviewing_unit,
                issued=moment_of(event), finding=event.finding,
            )  # fmt: skip
            return _with(petition, situation=Reviewed(), opinions=(*petition.opinions, opinion))
        case RecheckOpinionIssued():
            opinion = Opinion(
                opinion_id=event.opinion_id, stage=OpinionStage.RECHECK, by_unit=event.rechecking_unit,
                issued=moment_of(event), finding=event.finding,
            )  # fmt: skip
            return _with(petition, situation=Final(), opinions=(*petition.opinions, opinion))
        case OpinionServed():
            return _served(petition, event)
        case ReviewRequested():
            return _with(petition, situation=UnderReview(), reviewing_unit=event.reviewing_unit)
        case RecheckRequested():
            return _with(petition, situation=UnderRecheck(), rechecking_unit=event.rechecking_unit)
        case ReviewRejected():
            back = Reviewed() if event.stage is OpinionStage.RECHECK else Opined()
            return _with(petition, situation=back, refused_review=True)
        case _:
            return petition


def _served(petition: Petition, event: OpinionServed) -> Petition:
    if not event.service.counts:
        return petition
    opinions = tuple(
        one.model_copy(update={"served": {**one.served, event.party_id: moment_of(event)}})
        if one.opinion_id == event.opinion_id
        else one
        for one in petition.opinions
    )
    return _with(petition, opinions=opinions)


def _with(petition: Petition, **changes: object) -> Petition:
    return petition.model_copy(update=changes)
