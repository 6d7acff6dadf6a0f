"""The process of early warning put together: the deciding service beside the windows that report to it."""

from services.early_warning.api import ROUTES
from services.early_warning.domain.law import WarningLaw
from services.early_warning.keyed_hash import SECRET_FILE, SECRET_VARIABLE, keyed_hash
from services.early_warning.watching import EarlyWarning
from services.early_warning.worker import service
from services.jurisdiction.law import Law
from services.runtime.secret_files import load_secret
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.runtime.watching_process import watching


def process_of(settings: Settings) -> ServiceProcess:
    """Everything wired, nothing started. Raises SecretProblem where the configured secret cannot be used."""
    law = Law.load(settings.profile)
    secret = load_secret(settings.data / SECRET_FILE, SECRET_VARIABLE)
    watch = EarlyWarning(WarningLaw.of(law), keyed_hash(secret))
    return ServiceProcess(service(law), ROUTES, settings, companion=watching(watch))
