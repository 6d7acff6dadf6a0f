"""How often something may be tried."""

import pytest

from services.runtime.limiter import Limiter
from services.runtime.problems import Problem


def test_a_key_that_had_its_share_is_told_to_wait_and_another_is_not() -> None:
    limiter = Limiter(2, 60)
    limiter.count("甲")
    limiter.count("甲")
    with pytest.raises(Problem) as refused:
        limiter.check("甲")
    assert (refused.value.status, refused.value.code) == (429, "too_many_requests")
    limiter.check("乙")


def test_what_was_counted_is_forgotten_when_its_time_is_over() -> None:
    limiter = Limiter(1, 0)
    limiter.count("甲")
    limiter.check("甲")
