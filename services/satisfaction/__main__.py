"""The process of satisfaction: `python -m services.satisfaction`."""

from services.runtime.process import serve
from services.runtime.settings import Settings
from services.satisfaction.domain.validity import SERVICE
from services.satisfaction.process import process_of


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    serve(process_of(settings).app, SERVICE, settings)


if __name__ == "__main__":
    main()
