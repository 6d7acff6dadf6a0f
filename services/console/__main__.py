"""The process of the console: `python -m services.console`."""

from services.console.application import run
from services.runtime.settings import Settings

if __name__ == "__main__":
    run(Settings.from_environment())
