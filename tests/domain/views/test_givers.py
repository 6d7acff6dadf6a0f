"""No staff role reads who gave an answer, nor who has not answered yet (issue 7, item 2)."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from schemas import satisfaction
from schemas.satisfaction_deliveries import DeliveryDropped
from schemas.satisfaction_rectification import RectificationOpened, Trigger
from schemas.values import PartyRole
from services.jurisdiction.roles import Role
from services.views.all_views import CASE_VIEWS
from services.views.answers import TimelineEntry
from services.views.reader import INVITING
from tests.domain.views.log import Log, at
from tests.domain.views.test_case_file import read
from tests.domain.views.village import CITY, COMMITTEE, HUB, whole_story

GIVER = "p1"
BODIES = (CITY, HUB, COMMITTEE)


@cache
def told(*, named: bool = False) -> Log:
    """The village's story, with everything that could tell who answered."""
    log = whole_story()
    about: dict[str, Any] = {"occurred_at": at("2026-04-21"), "invitation_id": f"i-{GIVER}"}
    log.decide("satisfaction", satisfaction.RatingMarked(**about, pattern="one_address"))
    log.decide("satisfaction", satisfaction.InvitationReminded(**about, round=satisfaction.SurveyRound.REMINDER))
    log.decide("satisfaction", DeliveryDropped(**about, delivery_id=f"i-{GIVER}-2", reason="answered"))
    log.decide(
        "satisfaction",
        satisfaction.RatingGiven(
            **about, party_id=GIVER, party_role=PartyRole.APPLICANT, rated_body=COMMITTEE, grade=1, address_hash="k" * 32,
            named=named,
        ),
        RectificationOpened(
            **about, rectification_id="r1", trigger=Trigger.RATING, responsible_body=COMMITTEE, named=named,
            revisit=(GIVER,) if named else (), comment="等了很久",
        ),
    )  # fmt: skip
    return log


def about_answers(organisation: str, role: str, *, named: bool = False) -> list[TimelineEntry]:
    timeline = read(told(named=named), organisation, role).timeline
    return [entry for entry in timeline if entry.service == "satisfaction" and entry.event not in INVITING]


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("organisation", BODIES)
def test_whatever_the_role_no_entry_about_an_answer_tells_whose_it_is(organisation: str, role: str) -> None:
    entries = about_answers(organisation, role)
    assert len(entries) >= 6
    for entry in entries:
        written = f"{entry.sentence}{entry.data}"
        assert f"i-{GIVER}" not in written, entry.event
        assert f"'{GIVER}'" not in written, entry.event
        assert PartyRole.APPLICANT.value not in written, entry.event
        assert "kkk" not in written, entry.event


def test_who_agreed_to_be_revisited_is_named_by_the_rectification_alone() -> None:
    entries = about_answers(COMMITTEE, Role.CLERK.value, named=True)
    naming = [entry.event for entry in entries if f"'{GIVER}'" in str(entry.data)]
    assert naming == ["rectification_opened"]
    [opened] = [entry for entry in entries if entry.event == "rectification_opened"]
    assert "同意回访" in opened.sentence


def given_by(giver: str) -> Log:
    """The village's story, where this party was the one who answered; everything else is as it was."""
    log = Log()
    role = {"p1": PartyRole.APPLICANT, "p2": PartyRole.RESPONDENT}[giver].value
    told_of = {"party_id": giver, "party_role": role, "invitation_id": f"i-{giver}"}
    for logged in whole_story().decisions:
        records = tuple(
            record.model_copy(
                update={"data": {**record.data, **{k: v for k, v in told_of.items() if k in record.data}}}
            )
            if record.name.startswith("rating_")
            else record
            for record in logged.decision.events
        )
        decision = logged.decision.model_copy(update={"events": records})
        log.decisions.append(replace(logged, decision=decision))
    return log


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("organisation", BODIES)
def test_whoever_answered_every_role_reads_the_same_file_word_for_word(organisation: str, role: str) -> None:
    """Nothing that is shown differs with who it was: not a clock, not a number, not the order."""
    files = [read(given_by(giver), organisation, role) for giver in ("p1", "p2")]
    assert files[0].satisfaction.answered == 1
    assert files[0].model_dump_json() == files[1].model_dump_json()


def test_boards_and_work_lists_do_not_tell_who_answered_either() -> None:
    """What they keep is shown as it is kept, so that the documents themselves have to be the same."""
    boards = [view for view in CASE_VIEWS if "satisfaction" in view.sources and view.name != "case_file"]
    assert boards
    for view in boards:
        documents = [given_by(giver).document(view) for giver in ("p1", "p2")]
        assert documents[0] is not None
        assert documents[0] == documents[1], view.name
