"""Who agreed to mediation and who did not (domain.md 2.0 "Voluntariness")."""

from schemas.values import CaseSource, Party, PartyRole
from services.network.domain.state import CaseState, Consent, Track


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
    state: CaseState, track: Track, *, joint_application: bool = False, everybody: bool = False
) -> tuple[str, ...]:
    """Parties whose consent is not on file where it is needed.

    Not needed: of anybody after a joint application or in a round a court delegated with the parties' consent; of who
    applied, except where `everybody` has to agree (commercial mediation).
    """
    joint = joint_application or track.joint_application or track.was_delegated
    return tuple(
        party.party_id
        for party in taking_part(state, track)
        if not _agrees(answer_of(state, track, party), implied=joint or (has_applied(state, party) and not everybody))
    )


def may_go_on_without(state: CaseState, track: Track, party_id: str) -> bool:
    """True when at least two of those who take part are left without this party, on both sides where there are two."""
    left = [party for party in taking_part(state, track) if party.party_id != party_id]
    roles_left = [party.role for party in left]
    return len(left) >= 2 and all(party.role in roles_left for party in taking_part(state, track))


def missing_of(state: CaseState, track: Track, agreeing: tuple[str, ...]) -> tuple[str, ...]:
    """Who takes part and is not among `agreeing`."""
    now = [state.current_id(party_id) for party_id in agreeing]
    return tuple(party.party_id for party in taking_part(state, track) if party.party_id not in now)


def _agrees(answer: Consent | None, *, implied: bool) -> bool:
    return implied if answer is None else answer.given


def _left(answer: Consent | None) -> bool:
    return answer is not None and not answer.given and answer.others_go_on


def has_applied(state: CaseState, party: Party) -> bool:
    """Who brought the dispute asked for mediation; nobody did where a body found it itself."""
    own = state.case is not None and state.case.source is CaseSource.OWN_MOTION
    return party.role is PartyRole.APPLICANT and not own
