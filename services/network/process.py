"""The process of the network put together: the deciding service, the staff's table, and the proposals."""

from services.jurisdiction.law import Law
from services.network.api import ROUTES
from services.network.proposals_endpoint import proposals_router
from services.network.worker import service
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started."""
    law = Law.load(settings.profile)
    process = ServiceProcess(service(law), ROUTES, settings)
    process.app.include_router(proposals_router(process.edge, law))
    return process
