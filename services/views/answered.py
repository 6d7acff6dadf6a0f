"""The base of everything the read API answers with."""

from pydantic import BaseModel, ConfigDict


class Answered(BaseModel):
    """Base of everything the read API answers with."""

    model_config = ConfigDict(frozen=True)
