"""What the court waits for before it rules stands on its work list until it came in (CPL-I 354)."""

from datetime import date

from schemas import judicial_confirmation as court
from schemas.base import Event
from schemas.values import Party, PartyKind, PartyRole
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.test_boards import after, items
from tests.domain.views.village import AGREEMENT, COURT, confirmed, mediated, registered, signed

APPLICATION = "application-1"


def asked(*missing: str) -> Event:
    return court.SupplementRequested(
        occurred_at=at("2026-03-21"), agreement_id=AGREEMENT, application_id=APPLICATION, missing=missing,
        until=date(2026, 3, 28),
    )  # fmt: skip


def before_the_ruling() -> Log:
    """The application lies with the court."""
    log = after(registered, mediated, signed, confirmed)
    ruled = next(
        index
        for index, decision in enumerate(log.decisions)
        if any(record.name == "agreement_confirmed" for record in decision.decision.events)
    )
    return Log(
        log.decisions[:ruled], {("judicial_confirmation", log.decisions[0].decision.case_code): _told(log, ruled)}
    )


def _told(log: Log, until: int) -> int:
    return sum(entry.source == "judicial_confirmation" for entry in log.decisions[:until])


def waiting(log: Log) -> list[tuple[str, ...]]:
    return [missing for kind, _, missing in items(log, "2026-03-22", COURT) if kind == "waiting_for_supplement"]


def test_material_that_the_court_asked_for_is_waited_for_until_it_came_in() -> None:
    log = before_the_ruling()
    assert waiting(log) == []
    log.decide("judicial_confirmation", asked("identity", "proof_of_mediation"))
    assert waiting(log) == [("期限至 2026-03-28", "当事人身份证明", "调解组织主持调解的证明")]
    part = court.SupplementReceived(
        occurred_at=at("2026-03-22"), agreement_id=AGREEMENT, application_id=APPLICATION, materials=("identity",)
    )
    log.decide("judicial_confirmation", part)
    assert waiting(log) == [("期限至 2026-03-28", "调解组织主持调解的证明")]
    rest = part.model_copy(update={"materials": ("proof_of_mediation",)})
    log.decide("judicial_confirmation", rest)
    assert waiting(log) == []


def test_an_application_taken_back_waits_for_nothing() -> None:
    log = before_the_ruling()
    log.decide("judicial_confirmation", asked("identity"))
    log.decide(
        "judicial_confirmation",
        court.ApplicationWithdrawn(occurred_at=at("2026-03-22"), agreement_id=AGREEMENT, application_id=APPLICATION),
    )
    assert waiting(log) == []


def test_a_second_body_that_mediated_sees_the_case() -> None:
    log = before_the_ruling()
    registered_here = next(
        record for entry in log.decisions for record in entry.decision.events if record.name == "agreement_registered"
    )
    assert registered_here.data["other_mediation_bodies"] == []
    other = court.AgreementRegistered.model_validate(
        {
            **registered_here.data, "agreement_id": "second", "other_mediation_bodies": ["wuhu.jiujiang.shenxiang.pmc"],
            "parties": [Party(party_id="p9", role=PartyRole.APPLICANT, kind=PartyKind.NATURAL, name="当事人九")],
        }
    )  # fmt: skip
    log.decide("judicial_confirmation", other)
    bodies = _facts(log)["bodies"]
    assert "wuhu.jiujiang.shenxiang.pmc" in bodies


def _facts(log: Log) -> dict[str, object]:
    document = log.document(view_named("boards")) or {}
    facts: dict[str, object] = document["judicial_confirmation"]["facts"]
    return facts


def test_an_application_stands_on_the_courts_list_until_the_court_has_decided() -> None:
    log = after(registered, mediated, signed, confirmed)
    told = [record.name for decision in log.decisions for record in decision.decision.events]
    assert told.index("application_filed") < told.index("application_docketed") < told.index("agreement_confirmed")
    steps = {kind for kind, _, _ in items(before("application_docketed"), "2026-03-21", COURT)}
    assert "application_to_docket" in steps
    steps = {kind for kind, _, _ in items(before("agreement_confirmed"), "2026-03-22", COURT)}
    assert "application_to_rule" in steps
    steps = {kind for kind, _, _ in items(log, "2026-04-22", COURT)}
    assert not steps & {"application_to_docket", "application_to_rule"}


def before(name: str) -> Log:
    """What is told until the event called `name`."""
    log = after(registered, mediated, signed, confirmed)
    until = next(
        index
        for index, decision in enumerate(log.decisions)
        if any(record.name == name for record in decision.decision.events)
    )
    return Log(log.decisions[:until], {})
