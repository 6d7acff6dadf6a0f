"""The process of registers: `python -m services.registers`."""

from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.registers.api import routes
from services.registers.worker import service
from services.runtime.service_process import run_deciding_service
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    law = Law.load(settings.profile)
    run_deciding_service(service(law), routes(RegisterLaw.of(law)), settings)


if __name__ == "__main__":
    main()
