"""Whether everybody who agreed applies, each in a way that counts (CPL 205; CPL-I 351; JC11 3)."""

from schemas.command import Refused
from schemas.values import Capacity
from services.judicial_confirmation.domain.filing_commands import Applicant, ApplyForConfirmation
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.state import Agreement, PartyOnFile


def joint_application(agreement: Agreement, body: ApplyForConfirmation) -> Refused | None:
    """None when every agreeing party applies in person, through an empowered agent or through the guardian."""
    present = tuple(applicant.party_id for applicant in body.applicants)
    missing = [party_id for party_id in agreement.party_ids if party_id not in present]
    if missing:
        return refuse("not_joint", "applicants", missing="、".join(missing))
    for applicant in body.applicants:
        party = agreement.party(applicant.party_id)
        if party is None:
            return refuse("applicant_unknown", "applicants", party=applicant.party_id)
        refused = _not_acting_for(party, applicant)
        if refused is not None:
            return refused
    return None


def _not_acting_for(party: PartyOnFile, applicant: Applicant) -> Refused | None:
    if applicant.agent is not None or applicant.agent_id is not None:
        return (
            None if _empowered(party, applicant) else refuse("agent_not_empowered", "applicants", party=party.party_id)
        )
    if party.capacity is not Capacity.FULL and not applicant.guardian:
        return refuse("guardian_needed", "applicants", party=party.party_id)
    return None


def _empowered(party: PartyOnFile, applicant: Applicant) -> bool:
    """Applying disposes of the party's rights, so the agent needs special authority (特别授权)."""
    if applicant.agent is not None:
        return applicant.agent.may_settle
    return any(agent.agent_id == applicant.agent_id and agent.may_settle for agent in party.agents)
