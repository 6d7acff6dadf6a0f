"""What other services tell and what it makes satisfaction do. Pure: event in, own command out."""

from schemas.envelope import PublishedEvent
from schemas.intake import CaseClosed, CaseReopened, CaseVoided
from schemas.people_mediation import FollowUpDone
from services.satisfaction.domain.commands import CancelSurvey, InviteParties, RemindUnanswered
from services.satisfaction.domain.reach import invitees


def invite_parties(event: CaseClosed, published: PublishedEvent) -> InviteParties:
    """A case was closed: everybody concerned is asked, but nobody of a sealed one. Contacts go no further than here."""
    return InviteParties(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, rated_body=event.handling_body,
        channel=event.channel, dispute_type=event.dispute_type, result=event.result,
        invitees=() if event.sealed else invitees(event.parties, event.story), story=event.story,
    )  # fmt: skip


def cancel_reopened(event: CaseReopened, published: PublishedEvent) -> CancelSurvey:
    """A closed case is taken up again."""
    return CancelSurvey(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, reason="reopened")


def cancel_voided(event: CaseVoided, published: PublishedEvent) -> CancelSurvey:
    """The registration was a mistake."""
    return CancelSurvey(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, reason="voided")


def remind_unanswered(event: FollowUpDone, published: PublishedEvent) -> RemindUnanswered:
    """The committee looked again: who has not answered is asked once more."""
    return RemindUnanswered(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)
