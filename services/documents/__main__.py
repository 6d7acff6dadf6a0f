"""The process of documents: `python -m services.documents`."""

from services.documents.process import process_of
from services.documents.worker import SERVICE
from services.runtime.process import serve
from services.runtime.settings import Settings


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    serve(process_of(settings).app, SERVICE, settings)


if __name__ == "__main__":
    main()
