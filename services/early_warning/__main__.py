"""The process of early warning: `python -m services.early_warning`."""

from services.early_warning.process import process_of
from services.early_warning.watching import SERVICE
from services.runtime.process import serve
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    serve(process_of(settings).app, SERVICE, settings)


if __name__ == "__main__":
    main()
