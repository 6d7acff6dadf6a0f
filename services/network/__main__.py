"""The process of the network: `python -m services.network`."""

from services.network.domain.answers import SERVICE
from services.network.process import process_of
from services.runtime.process import serve
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    serve(process_of(settings).app, SERVICE, settings)


if __name__ == "__main__":
    main()
