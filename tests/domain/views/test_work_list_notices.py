"""What a work list tells to be counted is what it tells to be read: the same things, known by the same texts."""

from typing import Any

from schemas.clocks import ClockReminded, ClockWarned
from services.console.notices import KINDS, ids_of
from services.views.boards.projection import LISTED
from services.views.deadline_board.reading import is_pressing, place, standing
from services.views.work_list.notices import CLOCKS, notices
from services.views.work_list.reading import items, listed
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.test_boards import WORDS, rows, warns_at
from tests.domain.views.village import COMMITTEE, HUB, mediated, registered


def supervised() -> Log:
    """A case whose round was reminded and warned about."""
    log = Log()
    registered(log)
    mediated(log)
    told: dict[str, Any] = {
        "clock_id": "c-round", "limit": "PM-1", "limit_name": "人民调解期限", "body": COMMITTEE, "supervisor": HUB,
        "lapses_at": at("2026-04-08", 0),
    }  # fmt: skip
    log.decide("people_mediation", ClockReminded(occurred_at=at("2026-03-20"), **told))
    log.decide("people_mediation", ClockWarned(occurred_at=at("2026-04-01"), **told))
    return log


def part(document: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """What of a document the database gives for these fields."""
    kept: dict[str, Any] = {"_id": document["_id"]}
    for field in fields:
        source, *path = field.split(".")
        found, into = document.get(source), kept.setdefault(source, {})
        for name in path[:-1]:
            found, into = (found or {}).get(name), into.setdefault(name, {})
        if found is not None and path[-1] in found:
            into[path[-1]] = found[path[-1]]
    return kept


def counted(log: Log, day: str, body: str) -> tuple[list[str], list[str]]:
    """Ids of what is counted, and of the whole list's rows."""
    document = log.document(view_named("boards")) or {}
    clocks = sorted(standing([document], {body}, at(day)), key=place)
    pressing = [one for one, row in zip(clocks, rows(log, day, body), strict=True) if is_pressing(row, at(day))]
    found = listed([part(document, LISTED)], pressing, body, at(day), WORDS)
    told = notices(found, [part(document, CLOCKS)], KINDS.split(","))
    whole = items(found, [document], at(day), WORDS, warns_at)
    return (
        [known_by for row in told for known_by in ids_of(row.model_dump(mode="json"))],
        [known_by for row in whole for known_by in ids_of(row.model_dump(mode="json"))],
    )  # fmt: skip


def test_an_offer_is_counted_by_what_its_row_is_known_by() -> None:
    log = Log()
    registered(log)
    few, whole = counted(Log(log.decisions[:2]), "2026-03-03", COMMITTEE)
    assert few == whole
    assert [one.split(":")[0] for one in few] == ["offered"]


def test_what_supervision_did_about_a_clock_is_counted_step_by_step() -> None:
    few, whole = counted(supervised(), "2026-04-07", COMMITTEE)
    assert few == whole
    assert [one.split(":")[0] for one in few] == ["reminded_at", "warned_at"]


def test_what_one_has_in_hand_is_not_told_to_be_counted() -> None:
    log = Log()
    registered(log)
    assert counted(log, "2026-03-05", COMMITTEE) == ([], [])
