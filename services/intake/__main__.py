"""The process of the window: `python -m services.intake`."""

from services.intake.api import ROUTES
from services.intake.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import run_deciding_service
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    run_deciding_service(service(Law.load(settings.profile)), ROUTES, settings)


if __name__ == "__main__":
    main()
