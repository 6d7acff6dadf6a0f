"""What has to be handed in with the application, and what of it is lacking (CPL-I 353-354; JC11 3)."""

from schemas.values import Agreed
from services.judicial_confirmation.domain.filing_commands import ApplyForConfirmation, Material
from services.judicial_confirmation.domain.state import Agreement

_ALWAYS = (
    (Material.AGREEMENT, "agreement_not_submitted"),
    (Material.PROOF_OF_MEDIATION, "proof_of_mediation_missing"),
    (Material.IDENTITY, "identity_missing"),
)


def lacking(agreement: Agreement, body: ApplyForConfirmation) -> tuple[str, ...]:
    """Codes of what the papers lack: shown, left to the court, which asks for it within a time limit.

    Papers that nobody listed are not known to be lacking. An oral agreement has no paper to hand in.
    """
    oral = agreement.form is Agreed.ORAL
    found = ["agreement_not_written"] if oral else []
    if not body.materials:
        return tuple(found)
    for material, code in _ALWAYS:
        if material not in body.materials and not (oral and material is Material.AGREEMENT):
            found.append(code)
    represented = any(applicant.agent or applicant.agent_id for applicant in body.applicants)
    if represented and Material.POWER_OF_ATTORNEY not in body.materials:
        found.append("power_of_attorney_missing")
    return tuple(found)
