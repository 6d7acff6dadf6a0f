"""The network as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Mapping

from schemas import intake, network, people_mediation
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.custody_heard import CHANGES_OF_THE_CASE
from services.jurisdiction.law import Law
from services.network.domain import react, react_work
from services.network.domain.answers import SERVICE
from services.network.domain.commands import COMMANDS
from services.network.domain.decide import decide
from services.network.domain.due import CLOCKS
from services.network.domain.evolve import evolve
from services.network.domain.state import CaseState, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import Hearings, reactions

HEARD_FROM_INTAKE: Hearings = {
    **react.WINDOW.heard,
    intake.OfferWithdrawn: react.withdraw_offer,
    intake.OfferTimedOut: react.time_out_offer,
    intake.CustodyMoved: react.move_custody,
    **dict.fromkeys(CHANGES_OF_THE_CASE, react.case_changed),
    intake.OutsideActRecorded: react.outside_act,
    intake.ReferredOutside: react.referred_outside,
}
"""What concerns the case itself."""

WORK: Mapping[str, Hearings] = {
    "people_mediation": {
        people_mediation.MediatorAssigned: react_work.work_began,
        people_mediation.MediatorRecused: react_work.mediator_stepped_aside,
        people_mediation.AgreementEffective: react_work.round_agreed,
        people_mediation.MediationTerminated: react_work.round_terminated,
        people_mediation.CustodyLost: react_work.round_lost,
    },
    SERVICE: {
        network.MediatorAssigned: react_work.work_began,
        network.MediatorRecused: react_work.mediator_stepped_aside,
        network.AgreementEffective: react_work.round_agreed,
        network.MediationTerminated: react_work.round_terminated,
        network.CustodyLost: react_work.round_lost,
    },
}
"""What changes somebody's load, kept under the key of the body's register."""


HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "intake", HEARD_FROM_INTAKE),
    *(one for source, hearings in WORK.items() for one in reactions(f"{SERVICE}_counts", source, hearings)),
    *reactions(HEARS, "people_mediation", {people_mediation.MediatorRecused: react_work.recused_in_case}),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[CaseState, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(CaseState), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
