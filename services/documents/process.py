"""The process of documents put together: the deciding service, the staff's table, and the handing in of bytes."""

from services.documents.api import ROUTES
from services.documents.contents_endpoint import contents_router
from services.documents.domain.law import DocumentsLaw
from services.documents.signature_endpoint import signatures_router
from services.documents.worker import service
from services.jurisdiction.law import Law
from services.runtime.contents import Contents
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started."""
    law = Law.load(settings.profile)
    process = ServiceProcess(service(law), ROUTES, settings)
    contents = Contents.of(settings.mongodb, settings.contents_database)
    for router in (contents_router, signatures_router):
        process.app.include_router(router(process.edge, DocumentsLaw.of(law), contents))
    return process
