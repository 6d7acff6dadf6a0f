"""Thanks (表扬) stand on the file as what they are: no rating, and nothing of the case changes by them."""

from schemas.intake import CloseResult, ThanksRecorded
from schemas.values import Channel
from services.intake.domain.file_commands import CloseCase, RecordThanks
from tests.domain.intake.window import COMMUNITY, NEIGHBOUR, at, clerk, registered

THANKS = RecordThanks(body=COMMUNITY, channel=Channel.PEOPLE_MEDIATION, text="送来锦旗")


def test_thanks_are_kept_while_the_case_is_open_and_after_its_end() -> None:
    case = registered(COMMUNITY).when(THANKS, clerk(COMMUNITY), at(1)).then(ThanksRecorded)
    case.when(CloseCase(result=CloseResult.WITHDRAWN), clerk(COMMUNITY), at(2))
    case.when(THANKS, clerk(COMMUNITY), at(3)).then(ThanksRecorded)


def test_thanks_tell_whom_and_carry_no_grade() -> None:
    case = registered(COMMUNITY)
    before = case.state
    case.when(THANKS, clerk(COMMUNITY), at(1))
    event = case.history[-1]
    assert (event.body, event.text, hasattr(event, "grade")) == (COMMUNITY, "送来锦旗", False)
    assert case.state == before


def test_a_stranger_learns_nothing() -> None:
    registered(COMMUNITY).when(THANKS, clerk(NEIGHBOUR), at(1)).then_refused("not_found")
