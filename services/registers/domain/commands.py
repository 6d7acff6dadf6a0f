"""Everything registers may be asked. What an entry and a step carry is made from the catalogue (forms.py)."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from schemas.base import Personal
from schemas.command import CommandBody
from schemas.intake import OrderResult
from services.jurisdiction.clock_commands import CARE_COMMANDS
from services.jurisdiction.clock_commands import LapseClock as LapseClock
from services.jurisdiction.register_fields import Filled
from services.registers.domain.filled import as_filled

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Personal]
LongWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), Personal]


class FilledForm(CommandBody):
    """Base of the commands that are made from the catalogue: the fields they add are the form's."""

    of_register: ClassVar[str] = ""
    form_fields: ClassVar[tuple[str, ...]] = ()
    """Names of the fields that the catalogue describes."""

    def filled(self) -> Mapping[str, Filled]:
        """What was filled in, by field; what was left out is missing."""
        told = {name: getattr(self, name) for name in self.form_fields}
        return {name: as_filled(value) for name, value in told.items() if value is not None}


class EnterRecord(FilledForm):
    """Enter something in a register."""

    owner: Annotated[str | None, Field(title="责任单位", description="机构编号；不填的由登记机构负责。")] = None
    owner_office: Annotated[str, Field(title="责任岗位", max_length=200)] = ""
    case_code: Annotated[str | None, Field(title="关联的案件编号")] = None
    story: bool = False


class TakeStep(FilledForm):
    """Record a step of an entry."""

    of_step: ClassVar[str] = ""


class CorrectEntry(CommandBody):
    """Put a field right."""

    field: Annotated[str, Field(title="要更正的字段", description="字段的名称，如 hearing_on。")]
    new_value: Annotated[str | None, Personal, Field(title="更正后的内容", max_length=4000)] = None
    """As text; several words one a line; nothing empties a field that may be empty."""
    reason: Annotated[Words, Field(title="更正理由")]


class AssignOwner(CommandBody):
    """Let another body answer for the entry."""

    owner: Annotated[str, Field(title="责任单位")]
    owner_office: Annotated[str, Field(title="责任岗位", max_length=200)] = ""
    reason: Annotated[Words, Field(title="变更理由")]


class ExtendLimit(CommandBody):
    """Lengthen a limit as the law allows it."""

    limit: Annotated[str, Field(title="时限", description="时限编号，如 RG-NPC。", max_length=40)]
    by: Annotated[int, Field(title="延长多少", description="单位与时限相同。", ge=1, le=3660)]
    approver: Annotated[Words, Field(title="批准人职务或者机关")]
    reason: Annotated[Words, Field(title="延长理由")]
    notice: Annotated[str, Personal, Field(title="告知内容", max_length=2000)] = ""


class VoidEntry(CommandBody):
    """The entry was a mistake."""

    reason: Annotated[Words, Field(title="作废理由")]


class ReplyToOrder(CommandBody):
    """The supervised body reports what it has done."""

    reply: Annotated[LongWords, Field(title="督办回复")]


class SendOrderBack(CommandBody):
    """The supervisor wants more than the reply says."""

    reason: Annotated[Words, Field(title="退回理由")]


class CloseOrder(CommandBody):
    """The supervisor settles the order."""

    result: Annotated[OrderResult, Field(title="督办结果")] = OrderResult.DONE
    note: Annotated[str, Personal, Field(title="说明", max_length=2000)] = ""


class NoteCaseRegistered(CommandBody):
    """Reaction: a case was registered from this entry."""

    registered_code: str = ""
    """The case; empty where it is sealed and nobody here may learn of it."""
    told_by: str = ""


OrderCommand = ReplyToOrder | SendOrderBack | CloseOrder
RegisterCommand = (
    EnterRecord
    | TakeStep
    | CorrectEntry
    | AssignOwner
    | ExtendLimit
    | VoidEntry
    | OrderCommand
    | NoteCaseRegistered
    | LapseClock
)
"""Every kind of command of registers."""

COMMON_COMMANDS: Mapping[str, type[CommandBody]] = {
    "correct_register_entry": CorrectEntry,
    "assign_register_owner": AssignOwner,
    "extend_register_limit": ExtendLimit,
    "void_register_entry": VoidEntry,
    "reply_to_register_order": ReplyToOrder,
    "send_register_order_back": SendOrderBack,
    "close_register_order": CloseOrder,
    "note_case_registered": NoteCaseRegistered,
    "lapse_clock": LapseClock,
    **CARE_COMMANDS,
}
"""Command bodies by wire name that every register has."""
