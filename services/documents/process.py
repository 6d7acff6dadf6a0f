"""The process of documents put together: the deciding service, the staff's table, and the handing in of bytes."""

import os

from services.documents.api import ROUTES
from services.documents.contents_endpoint import contents_router
from services.documents.domain.law import DocumentsLaw
from services.documents.signature_endpoint import signatures_router
from services.documents.worker import service
from services.jurisdiction.law import Law
from services.runtime.contents import Contents
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.runtime.virus_scan import VirusScan


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started."""
    law = Law.load(settings.profile)
    scan = VirusScan.of(os.environ)
    process = ServiceProcess(service(law), ROUTES, settings, companion=lambda *_: scan)
    contents = Contents.of(settings.mongodb, settings.contents_database, scan)
    for router in (contents_router, signatures_router):
        process.app.include_router(router(process.edge, DocumentsLaw.of(law), contents))
    return process
