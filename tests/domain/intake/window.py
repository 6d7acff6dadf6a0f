"""The window in tests: a street of Wuhu under its real law, its offices, and what committees answer."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from schemas.command import Actor
from schemas.identity import case_code, track_id
from schemas.values import Capacity, Channel, DisputeType, PartyKind, PartyRole
from services.intake.domain.decide import decide
from services.intake.domain.entries import PartyEntry
from services.intake.domain.evolve import evolve
from services.intake.domain.file_commands import RegisterCase
from services.intake.domain.heard_commands import HearChannelEvent, HearOfferAccepted
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import CaseFile, State, decode_state, encode_state, initial
from services.jurisdiction.law import Law
from tests.domain.given_when_then import Case

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAW = Law.load("wuhu")
CODE = case_code(UUID(int=1))
OTHER_CODE = case_code(UUID(int=2))

HUB = "wuhu.jinghu.hub"
STREET = "wuhu.jinghu.fangcun.pmc"
COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
NEIGHBOUR = "wuhu.jinghu.fangcun.community-2.pmc"
OTHER_STREET = "wuhu.jinghu.jingshan.pmc"
CITY = "wuhu.hub"
TRAFFIC = "wuhu.jinghu.traffic-pmc"
POLICE = "wuhu.jinghu.police"

SYSTEM = Actor(user="system:intake", organisation="intake")
PEOPLE = Channel.PEOPLE_MEDIATION

WindowCase = Case[State, IntakeLaw]


def clerk(organisation: str, *roles: str) -> Actor:
    """The clerk of a body."""
    return Actor(user=f"clerk.{organisation}", organisation=organisation, roles=roles or ("clerk",))


def at(day: int, hour: int = 9) -> datetime:
    """A moment `day` days after Monday, 2 March 2026, Shanghai."""
    return datetime(2026, 3, 2, hour, tzinfo=SHANGHAI) + timedelta(days=day)


def applicant(**told: Any) -> PartyEntry:
    """Somebody who asks."""
    return PartyEntry(**{"role": PartyRole.APPLICANT, "kind": PartyKind.NATURAL, "name": "申请人甲", **told})


def respondent(**told: Any) -> PartyEntry:
    """Somebody against whom is asked."""
    return PartyEntry(**{"role": PartyRole.RESPONDENT, "kind": PartyKind.NATURAL, "name": "被申请人乙", **told})


def child(**told: Any) -> PartyEntry:
    """An applicant without full capacity."""
    return applicant(capacity=Capacity.LIMITED, **told)


def registration(**told: Any) -> RegisterCase:
    """A dispute between neighbours about a drain."""
    return RegisterCase(
        **{
            "dispute_type": DisputeType.NEIGHBOR,
            "summary": "楼上卫生间渗水,双方对维修费用有争议",
            "requests": ("维修防水", "赔偿2000元"),
            "amount_cny": 2000,
            "place": "安徽省芜湖市镜湖区方村街道示范一社区",
            "parties": (applicant(), respondent()),
            **told,
        }
    )


def nothing_yet(code: str = CODE, law: IntakeLaw = LAW) -> WindowCase:
    """A case nobody has registered; its state goes through the store after every event."""
    return Case("intake", decide, evolve, initial, law, code, lambda state: decode_state(encode_state(state)))


def registered(at_body: str = STREET, code: str = CODE, **told: Any) -> WindowCase:
    """A case registered by a body on Monday morning."""
    return nothing_yet(code).when(registration(**told), clerk(at_body), at(0))


def the_file(case: WindowCase) -> CaseFile:
    """The file of a registered case."""
    assert isinstance(case.state, CaseFile)
    return case.state


def accepted(number: int, body: str, channel: Channel = PEOPLE) -> HearOfferAccepted:
    """A committee accepted the offer of this number."""
    return HearOfferAccepted(
        channel=channel, track_id=track_id(CODE, number), custody_number=number, body=body, handler=f"mediator.{body}"
    )


def reported(what: str, number: int, body: str = COMMUNITY, *, partial: bool = False) -> HearChannelEvent:
    """A committee announced something about its round."""
    return HearChannelEvent(
        channel=PEOPLE, track_id=track_id(CODE, number), what=what, custody_number=number, body=body, partial=partial
    )
