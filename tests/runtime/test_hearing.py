"""What becomes of an event that a service hears: a command for its own case, one for another case, or nothing."""

from uuid import uuid4

import pytest

from schemas.base import Event
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.intake import CaseReopened, CaseVoided
from services.runtime.decider import ReactionCommand
from services.runtime.hearing import Heard, reactions
from tests.domain.given_when_then import at
from tests.runtime.counting import Add

EVENT = CaseVoided(occurred_at=at("2026-03-02"), reason="误登记")
PUBLISHED = PublishedEvent(
    id=uuid4(), service="intake", name="case_voided", version=1, case_code="c", sequence=1, index=0,
    recorded_at=EVENT.occurred_at, actor=Actor(user="u", organisation="o"), correlation_id="", causation_id="",
    traceparent=None, data={},
)  # fmt: skip


@pytest.mark.parametrize(
    ("heard", "becomes"),
    [
        (Add(amount=2), ReactionCommand(Add(amount=2))),
        (("another-case", Add(amount=3)), ReactionCommand(Add(amount=3), case_code="another-case")),
        (None, None),
    ],
)
def test_what_a_service_makes_of_an_event_is_its_command(heard: Heard, becomes: ReactionCommand | None) -> None:
    def hears(event: Event, published: PublishedEvent) -> Heard:
        assert (event, published) == (EVENT, PUBLISHED)
        return heard

    (one,) = reactions("counting_hears", "intake", {CaseVoided: hears})
    assert one.react(EVENT, PUBLISHED) == becomes


def test_every_row_of_a_table_is_a_reaction_of_its_own_name() -> None:
    made = reactions(
        "counting_hears", "intake", dict.fromkeys((CaseVoided, CaseReopened), lambda event, published: None)
    )
    assert [(one.name, one.source, one.event) for one in made] == [
        ("counting_hears_intake_case_voided", "intake", CaseVoided),
        ("counting_hears_intake_case_reopened", "intake", CaseReopened),
    ]
