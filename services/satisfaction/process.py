"""The process of satisfaction put together: the deciding service, the staff's table, the public ways, and the courier."""

from services.jurisdiction import party_link_address
from services.jurisdiction.law import Law
from services.jurisdiction.party_link_address import PartyLinks
from services.runtime.listener import Listener
from services.runtime.loop_settings import LoopSettings
from services.runtime.secret_files import load_secret
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.satisfaction.api import ROUTES
from services.satisfaction.delivery.process import Deliveries
from services.satisfaction.delivery.settings import DeliverySettings
from services.satisfaction.public.limiter import Limits
from services.satisfaction.public.matters import matters_router
from services.satisfaction.public.surveys import surveys_router
from services.satisfaction.public.visiting import Visit
from services.satisfaction.survey_links import SECRET_FILE, SECRET_VARIABLE, SurveyLinks
from services.satisfaction.worker import service


def process_of(settings: Settings, delivery: DeliverySettings | None = None) -> ServiceProcess:
    """Everything wired, nothing started. Raises SecretProblem or SettingsProblem for what is set and cannot be used."""
    law, links = Law.load(settings.profile), SurveyLinks(load_secret(settings.data / SECRET_FILE, SECRET_VARIABLE))
    of_parties = load_secret(settings.data / party_link_address.SECRET_FILE, party_link_address.SECRET_VARIABLE)
    party_links = PartyLinks(of_parties.decode())
    console = settings.addresses.get("console", "")
    through = delivery or DeliverySettings.from_environment(settings.data, settings.port, console=console)

    def deliveries(listener: Listener, settings: Settings, loop: LoopSettings) -> Deliveries:
        return Deliveries(listener, settings, loop, links, party_links, through, lambda: process.clock.now())

    process = ServiceProcess(service(law), ROUTES, settings, companion=deliveries)
    names = {body.id: body.name_zh for body in law.organisations.by_id.values()}
    visit = Visit(process.edge, links, Limits(), names)
    for router in (surveys_router(visit), matters_router(visit)):
        process.app.include_router(router)
    return process
