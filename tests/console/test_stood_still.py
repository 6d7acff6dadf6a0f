"""Why a case stands still, from what the record says of it: each kind with what is to be done first."""

from collections.abc import Callable

import pytest

from schemas.command import CommandBody
from schemas.envelope import EnvelopeError
from services.console.stood_still import in_chinese
from services.runtime.taken_command import reason_of


def crashes() -> None:
    raise ZeroDivisionError


def does_not_fit() -> None:
    CommandBody.model_validate({"unknown": "某人的名字"})


def cannot_be_read() -> None:
    raise EnvelopeError("not JSON")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (crashes, "修好程序、重新启动这一服务以后恢复办理"),
        (does_not_fit, "收到的内容不符合这一事项的格式"),
        (cannot_be_read, "收到的内容不是本系统的格式，程序读不出来"),
    ],
)
def test_a_fault_is_said_in_chinese_with_what_to_do_and_without_what_was_written(
    fault: Callable[[], None], said: str
) -> None:
    with pytest.raises((ZeroDivisionError, ValueError)) as raised:
        fault()
    told = in_chinese(reason_of(raised.value))

    assert said in told
    assert "某人的名字" not in told


def test_a_crash_names_its_place_and_a_record_that_is_unreadable_waits_for_a_newer_program() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        crashes()

    assert "ZeroDivisionError，tests.console.test_stood_still.crashes 第 " in in_chinese(reason_of(raised.value))
    assert "请先升级程序" in in_chinese("ValidationError: what: missing at 3:128")
    assert in_chinese("odd").startswith("程序处理不了这一条")
