"""Who agreed to mediation and who did not (PML 17; domain.md 2.0 "Voluntariness")."""

from schemas.values import CaseSource, Party, PartyRole
from services.people_mediation.domain.state import CaseState, Consent, Track


def answer_of(state: CaseState, track: Track, party: Party) -> Consent | None:
    """The party's last answer in this round, or that of the party it succeeded to."""
    answers = [consent for party_id, consent in track.consents.items() if state.current_id(party_id) == party.party_id]
    return answers[-1] if answers else None


def taking_part(state: CaseState, track: Track) -> tuple[Party, ...]:
    """Applicants and respondents, without those who refused while the others go on."""
    return tuple(party for party in state.sides if not _left(answer_of(state, track, party)))


def refusing(state: CaseState, track: Track) -> tuple[str, ...]:
    """Parties whose clear refusal bars mediation (PML 17)."""
    return tuple(
        party.party_id
        for party in taking_part(state, track)
        if (answer := answer_of(state, track, party)) is not None and not answer.given
    )


def without_consent(
    state: CaseState, track: Track, *, joint_application: bool = False, own_motion: bool = False
) -> tuple[str, ...]:
    """Parties whose consent is not on file where it is needed.

    Not needed: of who applied; of anybody after a joint application; in a round of the committee's own motion, which
    only a refusal ends (PML 17; R75 23); in a round a court delegated with the parties' consent (domain.md 4.1).
    """
    joint, own = joint_application or track.joint_application, own_motion or track.own_motion
    return tuple(
        party.party_id
        for party in taking_part(state, track)
        if not _agrees(
            answer_of(state, track, party), implied=joint or own or track.was_delegated or _asked(state, party)
        )
    )


def may_go_on_without(state: CaseState, track: Track, party_id: str) -> bool:
    """True when at least two of those who take part are left without this party, on both sides where there are two `[INF]`."""
    left = [party for party in taking_part(state, track) if party.party_id != party_id]
    roles_left = [party.role for party in left]
    return len(left) >= 2 and all(party.role in roles_left for party in taking_part(state, track))


def _agrees(answer: Consent | None, *, implied: bool) -> bool:
    return implied if answer is None else answer.given


def _left(answer: Consent | None) -> bool:
    return answer is not None and not answer.given and answer.others_go_on


def _asked(state: CaseState, party: Party) -> bool:
    """Who brought the dispute asked for mediation; nobody did where the committee found it itself.

    Where no respondent is registered the applicants are one another's other side, and each has to answer.
    """
    own = state.case is not None and state.case.source is CaseSource.OWN_MOTION
    against_somebody = any(one.role is PartyRole.RESPONDENT for one in state.sides)
    return party.role is PartyRole.APPLICANT and against_somebody and not own
