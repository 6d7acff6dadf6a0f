"""Who agreed to mediation by the agency and who did not (SD 22, SZ 21; consent of both sides, domain.md 2.2)."""

from schemas.values import CaseSource, Party, PartyRole
from services.administrative_mediation.domain.state import CaseState, Consent, Track


def answer_of(state: CaseState, track: Track, party: Party) -> Consent | None:
    """The party's last answer in this round, or that of the party it succeeded to."""
    answers = [consent for party_id, consent in track.consents.items() if state.current_id(party_id) == party.party_id]
    return answers[-1] if answers else None


def refusing(state: CaseState, track: Track) -> tuple[str, ...]:
    """Parties whose clear refusal bars mediation."""
    return tuple(
        party.party_id
        for party in state.sides
        if (answer := answer_of(state, track, party)) is not None and not answer.given
    )


def without_consent(state: CaseState, track: Track) -> tuple[str, ...]:
    """Parties whose consent is not on file where it is needed.

    Who applied asked for mediation, and nobody is asked again after a joint application; where the agency acts unasked
    every party has to agree.
    """
    return tuple(party.party_id for party in state.sides if not _agrees(state, track, party))


def _agrees(state: CaseState, track: Track, party: Party) -> bool:
    answer = answer_of(state, track, party)
    if answer is not None:
        return answer.given
    return _is_joint(track) or _applied(state, track, party)


def _is_joint(track: Track) -> bool:
    return track.joint_application or (track.application is not None and track.application.joint)


def _applied(state: CaseState, track: Track, party: Party) -> bool:
    """An applicant of the case, unless the agency took it up unasked or no respondent stands on the other side."""
    against_somebody = any(one.role is PartyRole.RESPONDENT for one in state.sides)
    return against_somebody and may_withdraw(state, track, party)


def may_withdraw(state: CaseState, track: Track, party: Party) -> bool:
    """Whether the party has an application here to take back: an applicant, unless the agency took it up unasked."""
    found_by_agency = state.case is not None and state.case.source is CaseSource.OWN_MOTION
    unasked = track.own_motion or (found_by_agency and track.application is None)
    return party.role is PartyRole.APPLICANT and not unasked
