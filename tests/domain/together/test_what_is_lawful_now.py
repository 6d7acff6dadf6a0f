"""What may be done now, and why the rest may not, asked of the same rules that decide (issue 8, item 1)."""

from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

import pytest

from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import case_code
from services.administrative_mediation.api import ROUTES as of_agencies
from services.administrative_mediation.worker import service as administrative_mediation
from services.documents.api import ROUTES as of_documents
from services.documents.worker import service as documents
from services.intake.api import ROUTES as of_intake
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import AssessRisk, CloseCase, RecordNote, ReopenCase
from services.intake.worker import service as intake
from services.judicial_confirmation.api import ROUTES as of_courts
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.worker import service as judicial_confirmation
from services.jurisdiction.roles import Role
from services.people_mediation.api import ROUTES as of_people_mediation
from services.people_mediation.domain import commands as c
from services.people_mediation.worker import service as people_mediation
from services.petitions.api import ROUTES as of_petitions
from services.petitions.worker import service as petitions
from services.runtime.admission import admissions, told_to
from services.runtime.trial_bodies import known_in, trial_bodies
from tests.domain.given_when_then import at, names
from tests.domain.together.town import COMMUNITY, COURT, LAW, MEDIATION, NEIGHBOUR, ROLES, STREET, Town

SERVICES = [
    build(LAW)
    for build in (intake, people_mediation, administrative_mediation, petitions, judicial_confirmation, documents)
]
COMMANDS = [(service.name, name) for service in SERVICES for name in service.commands]
OPENING_ANOTHER = {"import_population_survey", "report_unresolved_matter", "record_unresolved_matter"}
"""Commands that open something of their own and are about no case."""
OVER_HTTP = {
    (service.name, next(name for name, body in service.commands.items() if body is route.body))
    for service, routes in zip(
        SERVICES, (of_intake, of_people_mediation, of_agencies, of_petitions, of_courts, of_documents), strict=True
    )
    for route in routes
    if not route.creates_case
}
"""What people may ask of a case, by service and name."""
MOST_TRIED = 6
"""Bodies of one command that a stranger tries."""
NOON = "2026-03-04 12:00"


class Watched(Town):
    """Before every act of a person it asks whether the act is admitted."""

    def __init__(self, **told: Any) -> None:
        self.asked: list[tuple[str, str, bool]] = []
        super().__init__(**told)

    def asks_unheard(self, service: str, body: CommandBody, by: Actor, at: datetime) -> Any:
        name = next(name for name, known in self.services[service].commands.items() if known is type(body))
        admitted = None if by.is_system else self.admitted(service, name, by, at)
        answer, queue = super().asks_unheard(service, body, by, at)
        if admitted is not None and not isinstance(answer, Refused):
            self.asked.append((service, name, admitted is True))
        return answer, queue

    def admitted(self, service: str, name: str, by: Actor, at: datetime) -> Any:
        """True, the refusal, or None where the body is told there is no such case."""
        found = list(admissions(self.services[service], self.states[service], self.code, by, [name], at))
        return (found[0].refusal or True) if found else "hidden"


def staff(body: str, *roles: str) -> Actor:
    return Actor(user=f"staff.{body}", organisation=body, roles=roles or ROLES)


@cache
def ruled() -> Town:
    """A case that went to the ruling, for who only looks at it."""
    town = Town()
    to_the_ruling(town)
    return town


def to_the_ruling(town: Town) -> str:
    """Handed over, mediated, agreed, confirmed, served."""
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 11:00")
    agreement = town.agreed("2026-03-03")
    names(town.applied(agreement, "2026-03-10"))
    town.ruled(agreement, "2026-03-11")
    for party_id in town.parties:
        service = {"method": "direct", "proof": "送达回证"}
        names(town.court(court.ServeRuling(agreement_id=agreement, party_id=party_id, service=service), "2026-03-12"))
    return agreement


@pytest.mark.parametrize(("service", "name"), COMMANDS)
def test_every_command_can_be_tried(service: str, name: str) -> None:
    body = next(one for one in SERVICES if one.name == service).commands[name]

    assert next(trial_bodies(body, {}), None) is not None


def test_whatever_was_done_on_the_way_to_the_ruling_was_said_to_be_lawful_before() -> None:
    town = Watched()
    to_the_ruling(town)
    names(town.committee(c.RecordPerformance(performance="full"), "2026-03-20"))
    names(town.window(CloseCase(result="confirmed"), "2026-04-05", COMMUNITY))
    names(town.window(ReopenCase(reason="新情况"), "2026-04-06", COMMUNITY))

    assert [act for act in town.asked if not act[2]] == []
    assert len(town.asked) > 18


def test_before_there_is_an_agreement_nobody_can_sign_one_and_afterwards_the_parties_can() -> None:
    town = Watched()
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 11:00")
    here = staff(COMMUNITY)

    before = town.admitted("people_mediation", "sign_as_party", here, at("2026-03-02 15:00"))
    assert (before.code, before.message) == ("no_agreement", "本轮调解没有这份协议，请核对。")

    town.agreed("2026-03-03")
    assert town.admitted("people_mediation", "record_performance", here, at(NOON)) is True


def test_an_offer_is_accepted_once_and_the_reason_is_told_afterwards() -> None:
    town = Watched()
    town.offered("2026-03-02 10:00")
    here, when = staff(COMMUNITY), at("2026-03-02 11:00")
    assert town.admitted("people_mediation", "accept_offer", here, when) is True

    names(town.committee(c.AcceptOffer(), "2026-03-02 11:00"))

    assert town.admitted("people_mediation", "accept_offer", here, at(NOON)).message.startswith("案件已经")


def test_a_closed_case_can_be_taken_up_again_and_not_closed_twice() -> None:
    town = Watched()
    names(town.window(CloseCase(result="withdrawn"), "2026-03-03"))
    here = staff(STREET)

    assert town.admitted("intake", "close_case", here, at(NOON)).code == "case_closed"
    assert town.admitted("intake", "reopen_case", here, at(NOON)) is True
    assert town.admitted("intake", "record_note", here, at(NOON)) is True


OPENS_A_CODE_OF_ITS_OWN = {"import_population_survey", "record_unresolved_matter", "report_unresolved_matter"}
"""Acts that no case is asked for: over HTTP their code derives from the request (`creates_case`)."""


def test_a_stranger_is_told_of_no_act_at_all() -> None:
    town = Watched()
    town.handed_to("2026-03-02 10:00")
    for service in town.services.values():
        stranger = staff(NEIGHBOUR, "clerk", "court_clerk")
        asked = [name for name in service.commands if name not in OPENING_ANOTHER]
        found = admissions(service, town.states[service.name], town.code, stranger, asked, at(NOON))
        known = {one.name for one in found if one.refusal is None}
        assert known - OPENS_A_CODE_OF_ITS_OWN == set(), service.name


@pytest.mark.parametrize("stranger", ["wuhu.wuwei.court", NEIGHBOUR])
def test_a_stranger_is_told_of_a_case_of_others_what_it_is_told_of_a_case_that_nobody_knows(stranger: str) -> None:
    town = ruled()
    nobodys = case_code(UUID(int=5))
    by = staff(stranger, *(set(Role) - {Role.PUBLIC_WEB, Role.OPERATOR}))
    for service in town.services.values():
        asked = [name for name in service.commands if name not in OPENING_ANOTHER]
        known = told_to(service, town.states[service.name], town.code, by, asked, at("2026-03-20"))
        unknown = told_to(service, service.initial(nobodys), nobodys, by, asked, at("2026-03-20"))
        assert (known.knows, known) == (False, unknown), service.name


@pytest.mark.parametrize("stranger", ["wuhu.wuwei.court", NEIGHBOUR])
@pytest.mark.parametrize("told", [{}, {"occurred_at_assumed": True}, {"occurred_at": at("2026-03-21")}])
def test_whatever_a_stranger_asks_of_a_case_of_others_it_is_told_that_there_is_none(
    stranger: str, told: dict[str, Any]
) -> None:
    town = ruled()
    by, when = staff(stranger, *(set(Role) - {Role.PUBLIC_WEB})), at("2026-03-20")
    begun: set[str] = set()
    for service in town.services.values():
        state = town.states[service.name]
        for name, kind in service.commands.items():
            if name in OPENING_ANOTHER or (service.name, name) not in OVER_HTTP:
                continue
            for body in islice(trial_bodies(kind, known_in(service.encode_state(state))), MOST_TRIED):
                asked = Command(UUID(int=6), town.code, by, when, body.model_copy(update=told))
                answer = service.decide(state, asked, service.rules)
                if not (isinstance(answer, Refused) and answer.code == "not_found"):
                    begun.add(name)

    assert begun <= {"register_agreement_from_parties"}


def test_the_court_that_ruled_knows_its_case() -> None:
    town = ruled()
    service, by = town.services["judicial_confirmation"], staff(COURT, "court_clerk")
    told = told_to(service, town.states[service.name], town.code, by, list(service.commands), at("2026-03-20"))

    assert told.knows
    assert "serve_ruling" in {one.name for one in told.acts}


def test_asking_changes_nothing() -> None:
    town = Watched()
    before = dict(town.states)
    for service in town.services.values():
        list(admissions(service, town.states[service.name], town.code, staff(STREET), service.commands, at(NOON)))

    assert town.states == before


def test_ids_are_chosen_from_what_the_case_has() -> None:
    town = Town()
    known = known_in(town.services["intake"].encode_state(town.file))

    assert known["party_id"] == tuple(town.parties)


def test_risk_and_a_note_are_always_open_to_the_body_that_has_the_case() -> None:
    town = Watched()
    names(town.window(AssessRisk(risk="HIGH", reason="扬言报复"), "2026-03-03"))
    names(town.window(RecordNote(text="已上门"), "2026-03-03 10:00"))
    names(town.window(OfferCustody(to_body=COMMUNITY, channel=MEDIATION), "2026-03-03 11:00"))

    assert all(admitted for _, _, admitted in town.asked)
