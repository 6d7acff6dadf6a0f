"""The HTTP commands of registers, made from the catalogue: one path for each register and each of its steps."""

from collections.abc import Iterator, Sequence

from schemas.command import CommandBody
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.roles import Role
from services.registers.domain import commands as common
from services.registers.domain.forms import RegisterForms, forms_of
from services.runtime.command_routes import CommandRoute

_ENTRY = "/registers/entries/{case_code}"
STAFF = frozenset(
    role.value
    for role in (Role.CLERK, Role.COUNTY_OFFICE, Role.MEDIATOR, Role.GRID_WORKER, Role.COURT_CLERK, Role.AUDITOR)
)
"""Offices that do with an entry what every register has; whether this body may is for `decide`."""


def routes(law: RegisterLaw) -> Sequence[CommandRoute]:
    """Every act that people may ask of the registers kept under this law."""
    return (*(route for forms in forms_of(law).values() for route in _of_register(forms)), *COMMON)


def _of_register(forms: RegisterForms) -> Iterator[CommandRoute]:
    register = forms.register
    entering = frozenset(role.value for role in (*register.entering.roles, Role.DEMONSTRATOR))
    yield CommandRoute(
        path=f"/registers/{register.code}", body=forms.enter, roles=entering, summary=f"登记{register.name_zh}",
        creates_case=True, tags=(register.name_zh,),
    )  # fmt: skip
    for code, body in forms.steps.items():
        step = register.step(code)
        assert step is not None  # the forms are made from the steps
        roles = (
            frozenset(role.value for role in (*step.roles, Role.DEMONSTRATOR))
            if step.roles
            else (STAFF | entering) - {Role.PUBLIC_WEB.value}
        )
        yield CommandRoute(
            path=f"/registers/{register.code}/{{case_code}}/{code}", body=body, roles=roles,
            summary=f"{register.name_zh}：{step.name_zh}", tags=(register.name_zh,),
        )  # fmt: skip


def _common(path: str, body: type[CommandBody], summary: str) -> CommandRoute:
    return CommandRoute(path=f"{_ENTRY}/{path}", body=body, roles=STAFF, summary=summary, tags=("台账",))


COMMON: Sequence[CommandRoute] = (
    _common("corrections", common.CorrectEntry, "更正台账登记"),
    _common("owner", common.AssignOwner, "变更责任单位"),
    _common("extension", common.ExtendLimit, "延长台账期限"),
    _common("void", common.VoidEntry, "作废台账登记"),
    _common("supervision/reply", common.ReplyToOrder, "回复台账督办"),
    _common("supervision/send-back", common.SendOrderBack, "退回台账督办回复"),
    _common("supervision/close", common.CloseOrder, "办结台账督办"),
)
"""What can be done with an entry of any register."""
