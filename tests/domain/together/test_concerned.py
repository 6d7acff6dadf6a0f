"""Who hears what: a channel that never had a case makes nothing of it, and everybody who has or had one hears on (issue 3)."""

from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schemas.administrative_mediation import Noted as NotedByAgencies
from schemas.command import Actor, Refused
from schemas.identity import case_code
from schemas.intake import CaseClosed, CustodyMoved, OutsideActRecorded
from schemas.judicial_confirmation import AgreementConfirmed
from schemas.registry import wire_name
from schemas.values import Channel, OutsideAct
from services.administrative_mediation.worker import service as agencies
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import RecordOutsideAct
from services.intake.worker import service as intake
from services.judicial_confirmation.worker import service as judicial_confirmation
from services.jurisdiction.concerns import concerns
from services.jurisdiction.law import Law
from services.people_mediation.domain.commands import AcceptOffer
from services.people_mediation.worker import service as committees
from services.petitions.worker import service as petitions
from services.play.case_file import PublishedCase, read_cases
from services.play.client import json_ready
from services.play.driver import _filled
from services.play.plan import plan
from services.satisfaction.worker import service as satisfaction
from tests.domain.given_when_then import at
from tests.domain.intake.window import CODE, COMMUNITY, STREET, clerk, registration
from tests.properties.composition import Composition

LAW = Law.load("wuhu")
EVERYBODY = (intake, committees, agencies, petitions, judicial_confirmation, satisfaction)
CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[2] / "cases" / "cases-public.yaml")}


def everybody() -> Composition:
    """Every deciding service of the path."""
    return Composition.of(*(service(LAW) for service in EVERYBODY))


def played(case: PublishedCase) -> Composition:
    """A published case, every act given and everything heard before the next."""
    world, code, known = everybody(), case_code(UUID(int=7)), dict[str, Any]()
    for act in plan(case).acts:
        body = json_ready(_filled(act.body, known), act.occurred_at, act.date_assumed)
        command = world.services[act.service].commands[act.command].model_validate(body)
        by = Actor(user=f"clerk.{act.body_of.id}", organisation=act.body_of.id, roles=(*act.roles, "demonstrator"))
        answer = world.asks(act.service, code, command, by, act.occurred_at)
        assert not isinstance(answer, Refused), f"{act.command}: {answer}"
        for event in answer:
            if wire_name(type(event)) == "case_registered":
                known["parties"] = [party["party_id"] for party in event.model_dump()["case"]["parties"]]
            if wire_name(type(event)) == "agreement_reached":
                known["agreement"] = event.model_dump()["agreement_id"]
        world.hear_everything()
    return world


def decisions(world: Composition) -> dict[str, int]:
    """How many decisions each service made."""
    return {service: count for (service, _), count in sorted(world.sequences.items())}


def in_the_committees_hands() -> Composition:
    """A case that the street registered and a committee accepted."""
    world = everybody()
    world.asks("intake", CODE, registration(), clerk(STREET), at("2026-03-02"))
    offer = OfferCustody(to_body=COMMUNITY, channel=Channel.PEOPLE_MEDIATION)
    world.asks("intake", CODE, offer, clerk(STREET), at("2026-03-03"))
    world.hear_everything()
    mediator = Actor(user="mediator", organisation=COMMUNITY, roles=("clerk", "mediator"))
    world.asks("people_mediation", CODE, AcceptOffer(), mediator, at("2026-03-04"))
    world.hear_everything()
    return world


def test_a_registration_is_one_decision_and_nobody_elses() -> None:
    world = everybody()
    world.asks("intake", CODE, registration(), clerk(STREET), at("2026-03-02"))
    world.hear_everything()
    assert decisions(world) == {"intake": 1}


def test_a_bank_loan_confirmed_at_court_is_noted_where_it_matters_and_nowhere_else() -> None:
    world = played(CASES["pub-05"])
    assert "petitions" not in decisions(world)
    noted = Counter(told.place[0] for told in world.told if wire_name(type(told.event)) == "noted")
    assert noted == {"administrative_mediation": 3, "people_mediation": 2}


def test_an_agency_that_never_had_the_case_keeps_what_bars_it_later_and_nothing_else() -> None:
    world = played(CASES["pub-05"])
    [code] = world.codes("administrative_mediation")
    kept = [one.what for one in world.events("administrative_mediation", code) if isinstance(one, NotedByAgencies)]
    assert kept == ["suit_filed", "mediation_accepted", "agreement_effective"]


def test_a_case_given_away_is_told_to_who_had_it_and_to_who_gets_it_alone() -> None:
    world = in_the_committees_hands()
    [moved] = [one for one in world.events("intake", CODE) if isinstance(one, CustodyMoved)]
    assert moved.known_to == (Channel.PEOPLE_MEDIATION,)
    assert [concerns(moved, channel) for channel in (Channel.PEOPLE_MEDIATION, Channel.PETITION)] == [True, False]
    assert "petitions" not in decisions(world)


@pytest.mark.parametrize(("act", "heard"), [("judgment", True), ("consent_given", False)])
def test_a_judgment_is_kept_by_committees_that_may_get_the_case_later(act: str, heard: bool) -> None:
    world = everybody()
    world.asks("intake", CODE, registration(), clerk(STREET), at("2026-03-02"))
    told = RecordOutsideAct.model_validate({"outside": {"channel": "LITIGATION", "act": act, "body": "法院"}})
    world.asks("intake", CODE, told, clerk(STREET), at("2026-03-03"))
    world.hear_everything()
    assert ("people_mediation" in decisions(world)) is heard


def test_an_event_from_before_the_channels_were_told_concerns_everybody() -> None:
    told = OutsideAct(channel=Channel.LITIGATION, act="suit_filed", body="法院")
    old = OutsideActRecorded(occurred_at=at("2026-03-02"), outside=told)
    assert old.known_to is None
    assert all(concerns(old, channel) for channel in Channel)


def test_the_court_answers_the_channel_that_mediated() -> None:
    world = played(CASES["pub-05"])
    [code] = world.codes("judicial_confirmation")
    [word] = [one for one in world.events("judicial_confirmation", code) if isinstance(one, AgreementConfirmed)]
    assert word.channel is Channel.PEOPLE_MEDIATION


def test_a_case_that_ends_is_told_to_the_channels_that_knew_it() -> None:
    world = played(CASES["pub-05"])
    [code] = world.codes("intake")
    [closed] = [one for one in world.events("intake", code) if isinstance(one, CaseClosed)]
    assert closed.known_to == (Channel.PEOPLE_MEDIATION,)
