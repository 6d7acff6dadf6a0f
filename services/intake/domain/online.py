"""What a citizen brings in online: the dispute as they tell it. What the office has to judge stays with its clerks (issue 8, item 2)."""

from schemas.command import Command, Refused
from schemas.values import CaseSource, ReceivedVia
from services.intake.domain.file_commands import RegisterCase
from services.jurisdiction.roles import Role

TOLD_ONLINE = frozenset(
    {"dispute_type", "source", "received_via", "summary", "requests", "amount_cny", "place", "parties", "occurred_at"}
)
"""Entries of a registration that the public pages may fill in."""
MOST_PARTIES = 20


def cannot_bring_online(command: Command[RegisterCase]) -> Refused | None:
    """Why the public pages cannot register this: it says more than a citizen can say, or came through another window."""
    if Role.PUBLIC_WEB.value not in command.actor.roles:
        return None
    body = command.body
    if body.received_via is not ReceivedVia.ONLINE or body.source is not CaseSource.APPLICATION:
        return Refused("online_only", "网上提交的只能登记为本人申请、网上受理。", "received_via")
    beyond = sorted(body.model_fields_set - TOLD_ONLINE)
    if beyond:
        return Refused("office_judges", "这一项由工作人员核对后填写，网上提交时不填。", beyond[0])
    if len(body.parties) > MOST_PARTIES:
        return Refused("too_many_online", "当事人超过二十人的，请到综治中心窗口办理，推选代表人。", "parties")
    return None
