"""Which cases match a published table, and what the table claims: one module per kind of table."""

from services.reproduce.plans.agencies import agencies_plan
from services.reproduce.plans.committees import committees_plan
from services.reproduce.plans.courts import courts_plan
from services.reproduce.plans.mailbox import mailbox_plan
from services.reproduce.plans.plan import Plan
from services.reproduce.tables import Table


def plan_of(table: Table) -> Plan:
    """The plan of a table, by its measure. Raises KeyError for a measure nobody has a plan for."""
    for begins, made in _PLANS.items():
        if table.measure.startswith(begins):
            return made(table)
    raise KeyError(table.measure)


_PLANS = {
    "people_mediation": committees_plan,
    "administrative_mediation": agencies_plan,
    "judicial_confirmation": courts_plan,
    "online_petition": mailbox_plan,
}
