"""One form of one act, and which act it is."""

from dataclasses import dataclass

from starlette.requests import Request

from services.console.catalogue import Act
from services.console.desk import Desk, Stop
from services.console.forms.fields import Field, fields_of
from services.console.pages.things import Elsewhere

REGISTER = ("intake", "register_case")
"""The act that opens a case."""


@dataclass(frozen=True)
class Page:
    """One form of one act for one case or another thing (None: it registers one)."""

    desk: Desk
    request: Request
    act: Act
    case_code: str | None
    """What stands for `case_code` in the act's path."""
    elsewhere: Elsewhere | None = None
    """None where the act is done to a case or registers one."""

    def of_a_case_or_opening_one(self) -> "Page":
        """This page. Raises Stop for an act on a case without one."""
        if self.case_code is None and not self.act.makes_a_case:
            raise Stop(404, "没有这项办理", "这项办理是对某一案件的，请从案件进入。")
        return self

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the act's body."""
        return fields_of(self.act.body, self.act.definitions)

    @property
    def account(self) -> str:
        """Who fills it in. Raises SignInFirst."""
        return self.desk.person(self.request).account

    @property
    def place(self) -> str:
        """The path of the page: under it what is typed is kept."""
        return self.request.url.path

    @property
    def title(self) -> str:
        """The act, and of which case."""
        if self.elsewhere is not None:
            return f"{self.act.title}（编号 {self.case_code}）" if self.case_code else self.act.title
        return f"{self.act.title}（案件 {self.case_code}）" if self.case_code else self.act.title


async def the_act(desk: Desk, request: Request, service: str, name: str) -> Act:
    """The act of a service. Raises Stop where there is none or the role may not ask for it."""
    roles = desk.person(request).roles
    act = await desk.backends.act(service, name)
    if act is None:
        raise Stop(404, "没有这项办理", "这项办理不存在，或者相应的服务暂时没有运行。")
    if not act.open_to(roles):
        raise Stop(403, "本岗位不能办理", f"“{act.title}”不在本岗位的职责之内，请由有权的岗位办理。")
    return act
