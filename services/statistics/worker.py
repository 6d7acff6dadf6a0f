"""Statistics as one deciding service: what comes in, what goes out, nothing else. Its records are keyed by the report's code."""

from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, form_of
from services.statistics.domain.commands import COMMANDS
from services.statistics.domain.decide import decide
from services.statistics.domain.evolve import evolve
from services.statistics.domain.law import StatisticsLaw
from services.statistics.domain.state import State, decode_state, encode_state, initial

SERVICE = "statistics"


def service(law: Law) -> DecidingService[State, StatisticsLaw]:
    """The service under the law of a profile and the catalogue of reports. It hears nobody and has no clocks."""
    return DecidingService(
        name=SERVICE, rules=StatisticsLaw(law, load_catalogue()), initial=initial, decide=decide, evolve=evolve,
        encode_state=encode_state, decode_state=decode_state, state_form=form_of(State), commands=COMMANDS,
    )  # fmt: skip
