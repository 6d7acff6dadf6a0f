"""The process of documents put together: the deciding service, the staff's table, the handing in of bytes, and their end."""

import os
import time
from dataclasses import dataclass, replace

from services.documents.api import ROUTES
from services.documents.contents_endpoint import contents_router
from services.documents.domain.law import DocumentsLaw
from services.documents.keeper import Keeper
from services.documents.signature_endpoint import signatures_router
from services.documents.worker import SERVICE, service
from services.jurisdiction.law import Law
from services.runtime.contents import Contents
from services.runtime.probes import Report
from services.runtime.process import Background
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.runtime.sweep import INTERVAL
from services.runtime.virus_scan import VirusScan

_HEARD_WITHIN = 2 * INTERVAL
"""Seconds since everything that others decided was last asked for: before that nothing is held to be unused."""


@dataclass
class Beside:
    """What documents has beside its case loop: the scanner and the keeper, in one report."""

    scan: VirusScan
    keeper: Keeper | None = None
    """There once the process is put together."""

    def report(self) -> Report:
        """The scanner's, which the page of operations shows, and whether the keeper waits."""
        told = self.scan.report()
        waits = self.keeper is not None and self.keeper.waits
        notes = (*told.notes, "保管期满的材料暂时没有清理：数据库或者消息服务器没有应答") if waits else told.notes
        return replace(told, notes=notes, details={**told.details, "keeper_waits": waits})

    def start(self, background: Background) -> None:
        """The keeper looks for as long as the process runs."""
        if self.keeper is not None:
            background.run("keeper", self.keeper.run())


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started."""
    law = Law.load(settings.profile)
    documents_law, scan = DocumentsLaw.of(law), VirusScan.of(os.environ)
    beside = Beside(scan)
    process = ServiceProcess(service(law), ROUTES, settings, companion=lambda *_: beside)
    contents = Contents.of(settings.mongodb, settings.contents_database, scan, process.clock.now)
    beside.keeper = Keeper(
        SERVICE, process.loop, contents, process.clock, documents_law, lambda key: has_heard(process, key)
    )
    for router in (contents_router, signatures_router):
        process.app.include_router(router(process.edge, documents_law, contents))
    return process


def has_heard(process: ServiceProcess, key: str) -> bool:
    """Whether the process is ready and has asked lately for all that others decided; and nothing about this key stands still."""
    swept = process.sweep.finished_at
    if not process.loop.health().ready or swept is None or time.time() - swept > _HEARD_WITHIN:
        return False
    return all(case_code != key for _, case_code in process.listener.parked)
