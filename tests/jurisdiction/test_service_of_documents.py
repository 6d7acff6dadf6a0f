"""Service of documents (送达): what counts, what is only marked, and what a mistake in the rules' file says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.document_service import ServiceMethod
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES, read_document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.service_of_documents import Served, ServiceEntry, read_service_rules
from tests.domain.given_when_then import at

LAW = Law.load("wuhu")
SLIP = "送达回证已签收"


def served(method: ServiceMethod, day: str = "2026-03-18", **more: Any) -> Served:
    """A service on this day at noon."""
    return LAW.served(ServiceEntry.model_validate({"method": method, **more}), at(f"{day} 12:00"))


def codes(found: Served) -> list[str]:
    return [mark.code for mark in found.irregularities]


@pytest.mark.parametrize(
    ("method", "more"),
    [
        (ServiceMethod.DIRECT, {"proof": SLIP}),
        (ServiceMethod.COUNTER, {"proof": SLIP, "received_by": "同住成年家属"}),
        (ServiceMethod.MAIL, {"proof": "邮件签收回执"}),
        (ServiceMethod.ELECTRONIC, {"proof": "系统到达记录", "electronic_agreed": True}),
        (ServiceMethod.LEFT, {"refused": True, "witness": "社区居民委员会"}),
        (ServiceMethod.LEFT, {"refused": True, "on_film": True}),
        (ServiceMethod.PUBLIC_NOTICE, {"proof": "公告网址", "published_on": "2026-02-10"}),
    ],
)
def test_a_service_in_due_form_counts_and_carries_no_mark(method: ServiceMethod, more: dict[str, Any]) -> None:
    found = served(method, **more)
    assert (found.counts, codes(found)) == (True, [])


def test_a_service_without_proof_counts_but_is_marked() -> None:
    found = served(ServiceMethod.MAIL)
    assert (found.counts, codes(found)) == (True, ["service_unproved"])
    assert found.irregularities[0].source == "《民事诉讼法》（2023年修正）（条号待核）[GK]"


@pytest.mark.parametrize(
    ("method", "more", "code"),
    [
        (ServiceMethod.DIRECT, {"refused": True, "proof": SLIP}, "service_refused_not_left"),
        (ServiceMethod.LEFT, {"refused": True}, "left_without_witness"),
        (ServiceMethod.ELECTRONIC, {"proof": "系统到达记录"}, "electronic_without_consent"),
        (ServiceMethod.PUBLIC_NOTICE, {"proof": "公告网址"}, "notice_period_not_over"),
    ],
)
def test_what_does_not_count_is_recorded_with_its_consequence(
    method: ServiceMethod, more: dict[str, Any], code: str
) -> None:
    found = served(method, **more)
    assert (found.counts, codes(found)) == (False, [code])
    assert "期限不开始" in found.irregularities[0].message


@pytest.mark.parametrize(
    ("published", "day", "counts"),
    [
        ("2026-02-10", "2026-03-11", False),
        ("2026-02-10", "2026-03-12", True),
        # Until 2021 a notice ran sixty days.
        ("2021-12-20", "2022-02-17", False),
        ("2021-12-20", "2022-02-18", True),
        # A law that is not loaded is never taken for today's.
        ("1990-01-01", "2026-03-12", False),
    ],
)
def test_a_public_notice_counts_when_its_period_by_the_law_of_its_first_day_is_over(
    published: str, day: str, counts: bool
) -> None:
    assert served(ServiceMethod.PUBLIC_NOTICE, day, proof="公告网址", published_on=published).counts is counts


@given(
    st.builds(
        ServiceEntry,
        method=st.sampled_from(ServiceMethod),
        proof=st.sampled_from(["", SLIP]),
        refused=st.booleans(),
        witness=st.sampled_from(["", "社区居民委员会"]),
        on_film=st.booleans(),
        electronic_agreed=st.booleans(),
        published_on=st.none() | st.dates(date(2021, 11, 1), date(2026, 3, 1)),
    ),
    st.dates(date(2021, 11, 1), date(2026, 3, 31)),
)
def test_what_does_not_count_always_says_why_and_more_care_never_makes_a_service_worse(
    entry: ServiceEntry, day: date
) -> None:
    found = LAW.serving.judge(entry, day)
    assert found.counts or found.irregularities
    careful = entry.model_copy(
        update={"proof": SLIP, "witness": "社区居民委员会", "on_film": True, "electronic_agreed": True}
    )
    better = LAW.serving.judge(careful, day)
    assert set(codes(better)) <= set(codes(found))
    assert better.counts or not found.counts


def test_a_rule_nobody_knows_is_refused_with_file_and_line(tmp_path: Path) -> None:
    text = (PROFILES / "national" / "service_of_documents.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "service_of_documents.yaml"
    wrong.write_text(text.replace("service_unproved", "service_unprooved").replace("CPL2017", "CPL1871"), "utf-8")
    with pytest.raises(ProfileMistake) as refused:
        read_service_rules(read_document(wrong), LAW.clocks.limits)
    assert "缺少送达规则“service_unproved”" in str(refused.value)
    assert "不认识的送达规则“service_unprooved”" in str(refused.value)
    assert "不认识的法律文件代号“CPL1871”" in str(refused.value)
