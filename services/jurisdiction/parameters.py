"""Numbers of law and policy that are no time limits: targets, shares, headcounts. Code names the parameter, never the number."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.time_limits import Mark


class Parameter(BaseModel):
    """One number with its unit and source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_zh: str
    value: int | float
    unit_zh: str
    """What is counted, in Chinese; 比例 for a share between 0 and 1."""
    source: str
    """Instrument and article as in domain.md, e.g. `SEED-W 28`."""
    mark: Mark
    local: bool = False
    """Whether a city may set another value."""


class ParameterFile(BaseModel):
    """The form of `parameters.yaml`, and of `practice.yaml` beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parameters: dict[str, Parameter]


def read_parameters(national: Sequence[Document], city: Document | None = None) -> Mapping[str, Parameter]:
    """The national parameters with the city's. Raises ProfileMistake where a city sets what it may not or what nobody reads."""
    known = {name: one for document in national for name, one in read_as(ParameterFile, document).parameters.items()}
    if city is None:
        return known
    mistakes = []
    for name, parameter in read_as(ParameterFile, city).parameters.items():
        if name not in known:
            right = f"可用的参数：{'、'.join(known)}"
            mistakes.append(city.mistake(("parameters", name), f"没有名为“{name}”的参数，{right}"))
        elif not known[name].local:
            sentence = f"参数“{name}”由国家规定，地方不能改；只能改标明 local: true 的参数"
            mistakes.append(city.mistake(("parameters", name), sentence))
        known[name] = parameter.model_copy(update={"local": True})
    if mistakes:
        raise ProfileMistake(mistakes)
    return known
