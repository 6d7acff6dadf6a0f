"""The HTTP commands of early warning."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.early_warning.domain.commands import AnswerAlert, DismissAlert
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute

STAFF = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value})


def _route(path: str, body: type[CommandBody], summary: str) -> CommandRoute:
    return CommandRoute(
        path=f"/early-warning/alerts/{{case_code}}/{path}", body=body, roles=STAFF, summary=summary, tags=("预警",)
    )


ROUTES: Sequence[CommandRoute] = (
    _route("dismissal", DismissAlert, "核实后认为不需要处置，写明理由"),
    _route("answer", AnswerAlert, "答复已经采取的处置措施"),
)
"""What the addressee of an alert may do about it."""
