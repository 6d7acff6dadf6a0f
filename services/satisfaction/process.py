"""The process of satisfaction put together: the deciding service, the staff's table and the public link."""

from services.jurisdiction.law import Law
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.satisfaction.api import ROUTES
from services.satisfaction.survey_endpoint import survey_router
from services.satisfaction.survey_links import SurveyLinks, load_secret
from services.satisfaction.worker import service


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started. Raises SecretProblem where the configured survey secret cannot be used."""
    process = ServiceProcess(service(Law.load(settings.profile)), ROUTES, settings)
    process.app.include_router(survey_router(process.edge, SurveyLinks(load_secret(settings.data))))
    return process
