"""The process of statistics: `python -m services.statistics`."""

from services.jurisdiction.law import Law
from services.runtime.service_process import run_deciding_service
from services.runtime.settings import Settings
from services.statistics.api import ROUTES
from services.statistics.worker import service


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    run_deciding_service(service(Law.load(settings.profile)), ROUTES, settings)


if __name__ == "__main__":
    main()
