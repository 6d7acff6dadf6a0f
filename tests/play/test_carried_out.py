"""The acts of a played case are what the services take: published cases, and made-up ones for the acts those do not tell."""

from pathlib import Path
from typing import Any

import pytest

from schemas.intake import CaseClosed
from services.play.case_file import PublishedCase, read_cases
from services.play.plan import plan
from tests.domain import in_memory

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}


@pytest.mark.parametrize("name", ["pub-03", "pub-04", "pub-16", "pub-18", "pub-22"])
def test_no_act_of_a_published_case_is_refused(name: str) -> None:
    """Those whose channels change most; all 24 are played over HTTP (tests/integration/test_play.py)."""
    case = CASES[name]
    exchange, refused = in_memory.told(plan(case).acts)
    assert refused == []
    ended = "open" if plan(case).left_open or case.outcome.result is None else case.outcome.result
    closed = [event.result.value for event in in_memory.of(exchange, CaseClosed)]
    assert closed == ([] if ended == "open" else [ended])


def step(channel: str, act: str, day: int, **more: Any) -> dict[str, Any]:
    return {
        "day": day,
        "date": f"2026-03-{day + 2:02}",
        "channel": channel,
        "act": act,
        "what": "说明",
        "actor": "机构",
        **more,
    }


def made_up(result: str | None, *steps: dict[str, Any]) -> PublishedCase:
    """A neighbours' dispute with these steps."""
    return PublishedCase.model_validate(
        {
            "id": "made-up", "source": {"title": "t", "publisher": "p", "url": "u", "date": "2026-06-01"},
            "province_city": "演示县", "dispute_type": "NEIGHBOR", "tags": [], "summary_zh": "邻里纠纷",
            "parties": [
                {"role": "applicant", "kind": "natural", "label": "甲"},
                {"role": "respondent", "kind": "natural", "label": "乙"},
            ],
            "headcount": 2, "amount_cny": None, "risk": {"level": "LOW", "reason": "-"}, "difficulty": "GENERAL",
            "received_via": "counter", "day_zero": "2026-03-02", "timeline": list(steps),
            "outcome": {
                "result": result, "form": None, "judicial_confirmation": None, "performed": "unknown",
                "satisfaction": None,
            },
            "known_facts_missing": [],
        }
    )  # fmt: skip


AGENCY, PETITION, COMMITTEE = "ADMIN_MEDIATION", "PETITION", "PEOPLE_MEDIATION"
STORIES = {
    "an agency's whole round": made_up(
        "failed", step(AGENCY, "report_received", 0, tier="county"), step(AGENCY, "accepted", 1),
        step(AGENCY, "consent_given", 1), step(AGENCY, "mediator_assigned", 2), step(AGENCY, "session_held", 3),
        step(AGENCY, "paused", 4), step(AGENCY, "resumed", 6), step(AGENCY, "risk_raised", 7),
        step(AGENCY, "mediation_failed", 8),
    ),
    "an agency's agreement that was broken": made_up(
        None, step(AGENCY, "report_received", 0), step(AGENCY, "session_held", 1),
        step(AGENCY, "agreement_written", 2), step(AGENCY, "followed_up", 5), step(AGENCY, "breached", 6),
    ),
    "a party refuses the agency": made_up(
        "refused", step(AGENCY, "report_received", 0), step(AGENCY, "accepted", 1), step(AGENCY, "consent_refused", 2)
    ),
    "an agency sends it on to a committee": made_up(
        "agreed", step(AGENCY, "report_received", 0), step(AGENCY, "session_held", 1),
        step(AGENCY, "terminated", 2), step(AGENCY, "referred", 3, to=COMMITTEE),
        step(COMMITTEE, "session_held", 4), step(COMMITTEE, "agreement_written", 5),
    ),
    "up from the village": made_up(
        "agreed", step(COMMITTEE, "session_held", 0, tier="village"), step(COMMITTEE, "mediation_failed", 1),
        step(COMMITTEE, "escalated", 2, tier="township"), step(COMMITTEE, "session_held", 3),
        step(COMMITTEE, "agreement_oral", 4),
    ),
    "three levels": made_up(
        "opinion_issued", step(PETITION, "petition_received", 0), step(PETITION, "petition_forwarded", 1),
        step(PETITION, "petition_accepted", 2), step(PETITION, "leader_assigned", 3),
        step(PETITION, "hearing_held", 4), step(PETITION, "petition_reply", 5), step(PETITION, "review_requested", 6),
        step(PETITION, "review_opinion", 8), step(PETITION, "recheck_requested", 9),
        step(PETITION, "recheck_opinion", 12), step(PETITION, "followed_up", 13),
    ),
    "the opinions alone are told": made_up(
        "opinion_issued", step(PETITION, "petition_reply", 0), step(PETITION, "review_opinion", 8),
        step(PETITION, "recheck_opinion", 12),
    ),
    "diverted to the courts": made_up(
        None, step(PETITION, "petition_received", 0), step(PETITION, "diverted", 1, to="LITIGATION")
    ),
    "settled in the petition": made_up(
        "agreed", step(PETITION, "petition_received", 0), step(PETITION, "session_held", 1),
        step(PETITION, "agreement_reached", 2),
    ),
    "taken back": made_up("withdrawn", step(PETITION, "petition_received", 0), step(PETITION, "withdrawn", 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", STORIES.values(), ids=STORIES.keys())
def test_no_act_of_another_story_is_refused_and_no_step_is_left_out(case: PublishedCase) -> None:
    script = plan(case)
    assert script.unrepresented == ()
    exchange, refused = in_memory.told(script.acts)
    assert refused == []
    closed = [event.result.value for event in in_memory.of(exchange, CaseClosed)]
    assert closed == ([] if case.outcome.result is None else [case.outcome.result]), script.left_open


def test_a_diversion_without_its_way_is_told_as_not_represented() -> None:
    script = plan(made_up(None, step(PETITION, "petition_received", 0), step(PETITION, "diverted", 1)))
    assert [left.index for left in script.unrepresented] == [1]
