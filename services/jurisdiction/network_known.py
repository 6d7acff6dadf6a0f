"""A body's register as it counts today: what was entered, and where nothing was, what the profile says of it."""

from datetime import date

from services.jurisdiction.counting import add_months
from services.jurisdiction.law import Law
from services.jurisdiction.network_register import Committee, Mediator, Register
from services.jurisdiction.network_rules import KnownBody, KnownMediator

MONTHS_OF_A_YEAR = 12


def term_end(law: Law, began: date) -> date:
    """Last day of a term that began on this day (PML 9): the corresponding day, else the end of that month."""
    years = int(law.parameter("committee_term_years").value)
    return add_months(began, years * MONTHS_OF_A_YEAR)


def register_of(entered: Register | None, body: str, law: Law) -> Register:
    """What counts: mediators of the profile who did not leave, and everything that was entered over it."""
    register = entered or Register(body=body)
    known = law.network.body(body)
    if known is None:
        return register
    from_profile = {one.id: _mediator(one, law) for one in known.mediators if one.id not in register.left}
    update: dict[str, object] = {"mediators": {**from_profile, **register.mediators}}
    if not register.entered:
        update |= known.model_dump(include={"dispute_types", "languages", "invited_by", "approval", "conditions_met"})
        update["multi_ethnic"] = known.multi_ethnic
    if register.committee is None:
        update["committee"] = _committee(known, law)
    return register.model_copy(update=update)


def _mediator(known: KnownMediator, law: Law) -> Mediator:
    fields = known.model_dump(exclude={"id", "title_zh"})
    ends = term_end(law, known.term_began_on)
    return Mediator(mediator=known.id, title=known.title_zh, term_ends_on=ends, **fields)


def _committee(known: KnownBody, law: Law) -> Committee | None:
    """None where the profile does not say who sits in it."""
    if known.members is None or not known.mediators:
        return None
    began = min(one.term_began_on for one in known.mediators)
    return Committee(
        members=known.members, women=known.women or 0, minority_members=known.minority_members or 0, term_began_on=began,
        term_ends_on=term_end(law, began),
    )  # fmt: skip
