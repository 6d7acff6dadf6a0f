"""The process of administrative mediation: `python -m services.administrative_mediation`."""

from services.administrative_mediation.api import ROUTES
from services.administrative_mediation.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import run_deciding_service
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    run_deciding_service(service(Law.load(settings.profile)), ROUTES, settings)


if __name__ == "__main__":
    main()
