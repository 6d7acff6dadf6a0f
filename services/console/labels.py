"""What fields are called and the help beside them: labels.yaml, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Labels(BaseModel):
    """The form of labels.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Mapping[str, str]
    help: Mapping[str, str]

    def label(self, act: str, key: str) -> str:
        """The label of a field of an act; the field's own name where it has none."""
        return self.fields.get(f"{act}.{key}") or self.fields.get(key, key)

    def help_for(self, act: str, key: str) -> str:
        """One sentence of help, empty where none is needed."""
        return self.help.get(f"{act}.{key}") or self.help.get(key, "")


@cache
def load_labels() -> Labels:
    """The labels shipped with the console."""
    text = files("services.console").joinpath("labels.yaml").read_text(encoding="utf-8")
    return Labels.model_validate(yaml.safe_load(text))
