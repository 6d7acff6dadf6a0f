"""What a command is told about the servers: those of the stack that runs on this machine, else those of the environment."""

from collections.abc import Mapping
from dataclasses import replace

from deploy.run_state import RunFolder
from services.runtime.settings import Settings, StackSettings


def stack_settings() -> Settings:
    """The environment's, with the servers of the running stack where there is one. Raises SettingsProblem."""
    settings = Settings.from_environment()
    state = RunFolder(StackSettings.from_environment().data).read()
    return settings if state is None else replace(settings, kafka=state.kafka, mongodb=state.mongodb)


def service_addresses(settings: Settings) -> Mapping[str, str]:
    """Where the services answer, by name: of the running stack, else as MEDIATION_ADDRESSES says."""
    state = RunFolder(StackSettings.from_environment().data).read()
    return settings.addresses if state is None else state.services
