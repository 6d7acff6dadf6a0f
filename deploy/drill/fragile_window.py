"""The window with a mistake in its program, for the drill: `python -m deploy.drill.fragile_window`.

A note with the word below crashes the rules, until DRILL_REPAIRED says that the mistake was repaired.
"""

import os
from dataclasses import replace
from typing import Any

from services.intake.api import ROUTES
from services.intake.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import run_deciding_service
from services.runtime.settings import Settings

CRASHING = "演练：程序在此出错"
REPAIRED_VARIABLE = "DRILL_REPAIRED"


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    sound = service(Law.load(settings.profile))

    def decide(state: Any, command: Any, law: Any) -> Any:
        if getattr(command.body, "text", "") == CRASHING and not os.environ.get(REPAIRED_VARIABLE):
            raise ZeroDivisionError
        return sound.decide(state, command, law)

    run_deciding_service(replace(sound, decide=decide), ROUTES, settings)


if __name__ == "__main__":
    main()
