"""The grounds that the law offers in a field: codes on the wire, which nobody types; and other codes that are data of the law."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law

Choices = tuple[tuple[str, str], ...]
"""Pairs of code and Chinese text."""
NOT_COMPETENT = ("not_competent", "不属于本机构的受理范围或者地域")
"""Handing back what is another body's (R75 21); no ground of inadmissibility, and so in no catalogue of grounds."""
_DISMISSED = (GroundKind.CONFIRMATION_NOT_ACCEPTED, GroundKind.CONFIRMATION_DISMISSED)
_AGENCY = (GroundKind.ADMINISTRATIVE_MEDIATION_NOT_ACCEPTED,)
_COMMITTEE = (GroundKind.PEOPLE_MEDIATION_INADMISSIBLE,)
_PETITION = (GroundKind.PETITION_NOT_ACCEPTED,)
KINDS: Mapping[tuple[str, str], Sequence[GroundKind]] = {
    ("judicial_confirmation", "decline_application.ground"): (GroundKind.CONFIRMATION_NOT_ACCEPTED,),
    ("judicial_confirmation", "dismiss_application.ground"): _DISMISSED,
    ("judicial_confirmation", "dismiss_after_revocation.ground"): _DISMISSED,
    ("judicial_confirmation", "apply_for_confirmation.concerns"): (GroundKind.CONFIRMATION_NOT_ACCEPTED,),
    ("administrative_mediation", "decline_application.ground"): _AGENCY,
    ("administrative_mediation", "examine_application.findings"): _AGENCY,
    ("administrative_mediation", "return_offer.code"): _AGENCY,
    ("people_mediation", "return_offer.code"): _COMMITTEE,
    ("network", "return_offer.code"): _COMMITTEE,
    ("petitions", "return_offer.code"): _PETITION,
    ("petitions", "reject_admission.ground"): _PETITION,
    ("petitions", "reject_review.ground"): (GroundKind.PETITION_REVIEW_NOT_ACCEPTED,),
    ("intake", "return_offer.code"): (),
}
"""Kinds of ground by service and field of an act."""


def coded(law: Law, service: str, act: str, day: date) -> dict[str, Choices]:
    """The choices of this act's coded fields by key, under the law of `day` (Asia/Shanghai)."""
    found: dict[str, Choices] = {}
    for (of, name), kinds in KINDS.items():
        of_act, _, field = name.partition(".")
        if (of, of_act) == (service, act):
            grounds = tuple((one.code, one.text_zh) for kind in kinds for one in law.grounds_of(kind, day))
            found[field] = (*grounds, NOT_COMPETENT) if field == "code" else grounds
    if act == "classify_matter":
        found["sector"] = tuple((one.id, one.name_zh) for one in law.administrative.file.sectors)
    if act == "choose_enforceable_way":
        found["way"] = tuple((one.code, one.name_zh) for one in law.enforceability.ways)
    if act == "record_enforceable_way_step":
        steps = {step.code: step.text_zh for way in law.enforceability.ways for step in way.steps}
        found["step"] = tuple(steps.items())
    return found
