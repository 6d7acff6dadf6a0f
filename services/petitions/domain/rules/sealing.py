"""An accusation never reaches the accused: not the body, nor one below it (XF 30; design.md section 6)."""

from schemas.command import Refused
from services.jurisdiction.law import Law
from services.petitions.domain.state import Petition


def not_to_the_accused(petition: Petition, to_body: str, law: Law, field: str) -> Refused | None:
    """The refusal where `to_body` is the accused body or stands below it in the tree of bodies."""
    accused = petition.accused_body
    body = law.organisation(to_body)
    above = {one.id for one in law.ancestors(body)} if body else set()
    names = {to_body, body.name_zh if body else to_body}
    if accused is None or not (accused in names or accused in above):
        return None
    return Refused("accused_may_not_handle", "检举控告不得转给被检举控告的机关、单位或者其下级。", field, "XF 30")
