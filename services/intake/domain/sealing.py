"""Accusations (检举控告) are sealed: neither the accused, nor a body below it, nor anybody off the discipline route (XF 30; design.md section 6)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import CaseSealed, CaseSummary
from schemas.values import Channel
from services.intake.domain.file_commands import RecommendRoute, RegisterCase
from services.intake.domain.heard_commands import HearChannelEvent
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import CaseFile
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.sealing import is_accused
from services.jurisdiction.told import told

SOURCE = "XF 30"


def cannot_register_accusation(command: Command[RegisterCase], law: IntakeLaw) -> Refused | None:
    """Why this body cannot take an accusation: it is the accused or stands below it, or nobody said who is accused."""
    body = command.body
    if not is_accusation(body):
        return None
    if not body.accused and not body.story:
        sentence = "检举控告须填写被检举控告的机关、单位（或者其工作人员所在单位），以便封存保密。"
        return Refused("accused_not_told", sentence, "accused", SOURCE)
    if is_accused(law, body.accused, command.actor.organisation):
        sentence = "检举控告的对象是本机构或者本机构的上级，不能由本机构登记。请告知当事人直接向纪检监察机关提出。"
        return Refused("accused_may_not_register", sentence, "accused", SOURCE)
    return None


def is_accusation(body: RegisterCase) -> bool:
    """Told as an accusation, or with somebody accused."""
    return bool(body.accused) or (body.facts is not None and body.facts.accusation)


def sealed_route_refusal(case: CaseSummary, to: Organisation, channel: Channel, law: IntakeLaw) -> Refused | None:
    """An accusation goes to the petition office or the discipline organ alone, and never to the accused."""
    if not case.sealed:
        return None
    if is_accused(law, case.accused, to.id):
        return Refused(
            "accused_may_not_handle", "检举控告不得转给被检举控告的机关、单位或者其下级。", "to_body", SOURCE
        )
    if channel is not Channel.PETITION:
        sentence = "检举控告已经封存，只能转信访工作机构或者纪检监察机关办理，不能转入其他途径。"
        return Refused("sealed_route_only", sentence, "channel", SOURCE)
    return None


def sealed_stays(case: CaseSummary) -> Refused | None:
    """A sealed file goes up no ladder: a superior learns of it on the discipline route alone."""
    if not case.sealed:
        return None
    sentence = "检举控告已经封存，不上移、不提请指定。请移交信访工作机构或者纪检监察机关。"
    return Refused("sealed_no_escalation", sentence, source=SOURCE)


def sealed_by_channel(file: CaseFile, command: Command[HearChannelEvent]) -> tuple[Event, ...]:
    """A channel found that the matter is an accusation: sealed from now on, once."""
    body = command.body
    if not body.sealed or (file.case.sealed and set(body.accused) <= set(file.case.accused)):
        return ()
    accused = tuple(dict.fromkeys((*file.case.accused, *body.accused)))
    return (CaseSealed(**told(command), accused=accused, source=SOURCE),)


def sealed_by_facts(file: CaseFile, command: Command[RecommendRoute], facts: RoutingFacts | None) -> tuple[Event, ...]:
    """The window found that the matter is an accusation: sealed from now on, whoever is accused being told later."""
    if facts is None or not facts.accusation or file.case.sealed:
        return ()
    return (CaseSealed(**told(command), accused=(), source=SOURCE),)
