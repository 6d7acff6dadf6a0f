"""`make demo`: simulated answers to the surveys of played cases, marked as simulated wherever they show."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from rich.console import Console
from rich.table import Table

from services.jurisdiction.demonstration import demonstration_hub
from services.play.client import Interface
from services.play.driver import Played
from services.play.progress import UNKNOWN_PLACE

_GRADES = (5, 4, 5, 3, 4, 5, 2, 4)
"""Grades handed out by the invitation's id: the same invitation always gets the same simulated answer."""
_AFTER = timedelta(days=1)


def answer_surveys(played: Played, interface: Interface) -> None:
    """Give a simulated answer to every invitation of a played case; given twice it changes nothing."""
    hub = demonstration_hub(played.case.province_city or UNKNOWN_PLACE)
    for entry in played.case_file.get("timeline", ()):
        if entry["event"] != "invitation_issued":
            continue
        invitation = entry["data"]["invitation_id"]
        file = interface.case_file(played.case_code, hub) or {"accepted": {}}
        body = {
            "invitation_id": invitation,
            "grade": _GRADES[UUID(invitation).int % len(_GRADES)],
            "given_via": "counter",
            "simulated": True,
            "occurred_at": (datetime.fromisoformat(entry["occurred_at"]) + _AFTER).isoformat(),
            "occurred_at_assumed": True,
        }
        interface.give(
            "satisfaction", "rate_at_window", played.case_code, body, hub, ("county_office",),
            f"play:{played.case.id}:{invitation}", file["accepted"].get("satisfaction", 0),
        )  # fmt: skip


def show_satisfaction(played: Sequence[Played], interface: Interface, console: Console) -> None:
    """The satisfaction figure of every place that was played, against the target, with what was simulated kept apart."""
    table = Table(
        "辖区", "邀请", "答复", "满意率", "结论", title="满意度（全部为模拟答复，不计入考核）", title_justify="left"
    )
    for place in dict.fromkeys(one.case.province_city or UNKNOWN_PLACE for one in played):
        report = interface.satisfaction(demonstration_hub(place))
        figure = report["total"]["simulated"]["total"]
        rate = "—" if figure["rate"] is None else f"{figure['rate']:.1%}"
        table.add_row(place, str(figure["invitations"]), str(figure["responses"]), rate, figure["in_chinese"])
    console.print(table)
