"""A withdrawal that a party declared stands on the list of whoever has to answer it until somebody has handled it."""

from uuid import uuid5

from schemas import intake, petitions
from schemas.base import Event
from schemas.identity import NAMESPACE
from schemas.intake import ByLink, CloseResult
from schemas.petitions_values import PetitionEnding, PetitionKind, PetitionManner
from schemas.values import ReceivedVia
from services.views.facts import petitions as facts
from services.views.work_list.items import Item, of_petitions
from tests.domain.views.log import Log, at
from tests.domain.views.test_boards import items
from tests.domain.views.test_supervision import told
from tests.domain.views.village import HUB, SUMMARY

OFFICE = "wuhu.jinghu.petitions"
BY_LINK = ByLink(link_number=1, via=ReceivedVia.ONLINE)
DECLARED = intake.WithdrawalDeclared(occurred_at=at("2026-03-04"), party_id="p1", by_link=BY_LINK)
ITEM = ("withdrawal_to_answer", "", ())


def registered() -> Log:
    """A case in the hands of the hub, whose applicant then withdrew through its link."""
    log = Log()
    told(
        log,
        intake.CaseRegistered(
            occurred_at=at("2026-03-02"), registering_body=HUB, first_handler=HUB, handler="clerk", case=SUMMARY
        ),
    )
    told(log, DECLARED)
    return log


def test_it_stands_on_the_custodians_list_and_goes_with_the_answer() -> None:
    log = registered()
    assert ITEM in items(log, "2026-03-05", HUB)
    told(log, intake.WithdrawalAnswered(occurred_at=at("2026-03-05"), explanation="当事人改变主意"))
    assert ITEM not in items(log, "2026-03-06", HUB)
    told(log, DECLARED.model_copy(update={"occurred_at": at("2026-03-07")}))
    assert ITEM in items(log, "2026-03-08", HUB)


def test_it_goes_when_the_case_is_closed_and_does_not_come_back_with_it() -> None:
    log = registered()
    closed = intake.CaseClosed(
        occurred_at=at("2026-03-05"), result=CloseResult.WITHDRAWN, handling_body=HUB, closing_body=HUB, channel=None,
        dispute_type=SUMMARY.dispute_type, parties=SUMMARY.parties,
    )  # fmt: skip
    told(log, closed)
    assert ITEM not in items(log, "2026-03-06", HUB)
    told(log, intake.CaseReopened(occurred_at=at("2026-03-07"), custody_number=2, body=HUB, reason="又发生争议"))
    assert ITEM not in items(log, "2026-03-08", HUB)


def petitioned(*more: Event) -> list[Item]:
    """What a registered petition asks of whom after these events."""
    where = {"track_id": str(uuid5(NAMESPACE, "petition")), "custody_number": 2}
    first = petitions.PetitionRegistered.model_construct(
        occurred_at=at("2026-03-02"), **where, office=OFFICE, kind=PetitionKind.GRIEVANCE, manner=PetitionManner.VISIT,
        sealed=False, accused_body=None, query_code="",
    )  # fmt: skip
    known = None
    for event in (first, *more):
        known = facts.fold(known, event)
    assert known is not None
    return of_petitions(known)


def test_of_a_petition_it_stands_on_the_offices_list_until_it_is_answered_or_the_petition_ends() -> None:
    where = {"track_id": str(uuid5(NAMESPACE, "petition")), "custody_number": 2}
    declared = petitions.PetitionWithdrawalDeclared(
        occurred_at=at("2026-03-03"), **where, party_id="p1", by_link=BY_LINK
    )
    again = declared.model_copy(update={"occurred_at": at("2026-03-04"), "party_id": "p2"})
    answered = petitions.PetitionWithdrawalAnswered(occurred_at=at("2026-03-05"), **where, explanation="继续办理")
    ended = petitions.PetitionConcluded(
        occurred_at=at("2026-03-05"), **where, office=OFFICE, ending=PetitionEnding.WITHDRAWN
    )
    [item] = [one for one in petitioned(declared, again) if one["kind"] == ITEM[0]]
    assert (item["organisation"], item["since"]) == (OFFICE, declared.occurred_at.isoformat())
    for over in (answered, ended):
        assert ITEM[0] not in [one["kind"] for one in petitioned(declared, over)]
