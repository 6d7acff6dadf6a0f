"""The registers (台账) of a jurisdiction: one mechanism, described as data (profiles/*/registers.yaml; issue 6, item 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.register_check import override_mistakes, register_mistakes
from services.jurisdiction.register_forms import Register
from services.jurisdiction.time_limits import Mark, TimeLimits


class MarkedFact(BaseModel):
    """What is irregular about a step although it happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    text_zh: str
    """What is irregular and what follows from it."""
    source: str
    mark: Mark


class NotKept(BaseModel):
    """A register that a place does not keep, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    reason_zh: str


class RegisterFile(BaseModel):
    """The form of `registers.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    irregularities: tuple[MarkedFact, ...] = ()
    not_kept: tuple[NotKept, ...] = ()
    """In a city's file alone."""
    registers: tuple[Register, ...] = ()


@dataclass(frozen=True)
class RegisterCatalogue:
    """The registers that are kept here."""

    by_code: Mapping[str, Register]
    marks: Mapping[str, MarkedFact]
    not_kept: Mapping[str, str]
    """Why, by code."""

    def find(self, code: str) -> Register | None:
        """The register with this code; None where it is not kept here."""
        return self.by_code.get(code)


def read_registers(
    national: Document, city: Document | None, limits: TimeLimits, parameters: Mapping[str, Parameter]
) -> RegisterCatalogue:
    """The national registers with the city's own, without those it does not keep. Raises ProfileMistake with every mistake."""
    base = read_as(RegisterFile, national)
    marks = {mark.code: mark for mark in base.irregularities}
    mistakes = register_mistakes(
        national, base.registers, [mark.code for mark in base.irregularities], limits, parameters
    )
    if not base.registers:
        mistakes.append(national.mistake(("registers",), "至少应有一本台账"))
    mistakes += [national.mistake(("not_kept",), "“not_kept”只能写在地方文件中")] if base.not_kept else []
    registers = {register.code: register for register in base.registers}
    not_kept: dict[str, str] = {}
    if city is not None:
        local = read_as(RegisterFile, city)
        marks |= {mark.code: mark for mark in local.irregularities}
        codes = [mark.code for mark in local.irregularities]
        mistakes += register_mistakes(city, local.registers, codes, limits, parameters, known=marks)
        not_kept = {one.code: one.reason_zh for one in local.not_kept}
        mistakes += override_mistakes(city, local.registers, [one.code for one in local.not_kept], registers)
        registers |= {register.code: register for register in local.registers}
    if mistakes:
        raise ProfileMistake(mistakes)
    return RegisterCatalogue({code: one for code, one in registers.items() if code not in not_kept}, marks, not_kept)


def sources_of(register: Register) -> Sequence[str]:
    """Documents and items a register answers to."""
    return tuple(seed.source for seed in register.seeds)
