"""A referral outside that names a body inside: a hint, never a refusal (design.md section 5)."""

import pytest

from schemas.intake import ReferredOutside
from schemas.values import Channel
from services.intake.domain.custody_commands import ReferOutside
from tests.domain.intake.window import COMMUNITY, STREET, at, clerk, registered


@pytest.mark.parametrize("told", [COMMUNITY, "方村街道示范一社区人民调解委员会", " 方村街道 人民调解委员会 "])
def test_who_refers_outside_to_a_body_of_ours_is_told_that_it_could_take_the_case(told: str) -> None:
    refer = ReferOutside(channel=Channel.ARBITRATION, body=told, follow_up_on=at(30).date())
    *_, hint = registered().when(refer, clerk(STREET), at(1)).happened(ReferredOutside).warnings
    assert "本系统内的机构" in hint
    assert "移交" in hint


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        (Channel.ARBITRATION, "某市仲裁委员会"),
        (Channel.ARBITRATION, "wuhu.arbitration"),
        (Channel.LAW_ENFORCEMENT, "镜湖区市场监督管理局"),
    ],
)
def test_a_body_outside_or_on_a_way_of_its_own_is_referred_to_without_that_hint(channel: Channel, told: str) -> None:
    refer = ReferOutside(channel=channel, body=told, follow_up_on=at(30).date())
    referred = registered().when(refer, clerk(STREET), at(1)).happened(ReferredOutside)
    assert not any("本系统内的机构" in warning for warning in referred.warnings)
