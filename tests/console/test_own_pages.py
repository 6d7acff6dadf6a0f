"""A party's own pages: which link opens, and which command each choice is."""

from collections.abc import Mapping

import pytest

from schemas.values import ReceivedVia
from services.administrative_mediation.api import ROUTES as AGENCY
from services.console.public.complaining import Received, complained_of
from services.console.public.own import command_of
from services.intake.api import ROUTES as INTAKE
from services.jurisdiction.law import Law
from services.jurisdiction.party_link_address import OwnLink, PartyLinks
from services.jurisdiction.roles import Role
from services.network.api import ROUTES as NETWORK
from services.people_mediation.api import ROUTES as COMMITTEE
from services.petitions.api import ROUTES as PETITIONS

LINK = OwnLink("1K3W9QZ8D7V5M2P6A", "party-1", 2)
BY_LINK = {"link_number": 2, "via": ReceivedVia.COUNTER.value, "helped_by": "clerk.wuhu.jinghu.hub"}
SERVICES = {
    "intake": INTAKE, "people_mediation": COMMITTEE, "petitions": PETITIONS, "administrative_mediation": AGENCY,
    "network": NETWORK,
}  # fmt: skip
ROUNDS = ("people_mediation", "administrative_mediation", "network")
SHOWN = {
    "rounds": [{"track_id": f"track-{place}", "service": service} for place, service in enumerate(ROUNDS, 1)],
    "may_ask_for": "review", "may_withdraw_petition": True,
}  # fmt: skip


def test_a_link_opens_to_its_own_tag_alone_and_under_its_own_key() -> None:
    links = PartyLinks("a key of this console")
    tag = links.path(LINK).rsplit("/", 1)[-1]
    assert links.path(LINK) == f"{LINK.place}/{tag}"
    assert links.verify(LINK, tag)
    for other in (OwnLink(LINK.case_code, LINK.party_id, 3), OwnLink(LINK.case_code, "party-2", 2)):
        assert not links.verify(other, tag)
    assert not PartyLinks("another key").verify(LINK, tag)
    assert not links.verify(LINK, tag[:-1])


@pytest.mark.parametrize(
    "chosen",
    [
        "consent/track-1",
        "refusal/track-2",
        "withdrawal/track-3",
        "consent/track-2",
        "consent/track-3",
        "withdraw_case",
        "withdraw_petition",
        "review",
    ],
)
def test_each_choice_is_a_command_that_its_service_takes_from_the_public_pages(chosen: str) -> None:
    asked = command_of(chosen, LINK, BY_LINK, "理由", SHOWN)
    assert asked is not None
    [route] = [one for one in SERVICES[asked.service] if one.path.format(case_code=LINK.case_code) == asked.path]
    assert route.roles == {Role.PUBLIC_WEB.value}
    assert not route.needs_precondition([Role.PUBLIC_WEB.value])
    body = route.body.model_validate(asked.body)
    assert body.model_dump(mode="json")["by_link"] == BY_LINK
    assert body.model_dump()["party_id"] == "party-1"


@pytest.mark.parametrize(("track", "service"), [*enumerate(ROUNDS, 1)])
def test_a_declaration_goes_to_the_service_whose_round_it_is(track: int, service: str) -> None:
    asked = command_of(f"consent/track-{track}", LINK, BY_LINK, "", SHOWN)
    assert asked is not None
    assert asked.service == service


@pytest.mark.parametrize("chosen", ["consent/another", "recheck", "void_case", ""])
def test_what_the_page_did_not_offer_is_no_command(chosen: str) -> None:
    shown: Mapping[str, object] = SHOWN
    assert command_of(chosen, LINK, BY_LINK, "", shown) is None
    assert command_of("withdraw_petition", LINK, BY_LINK, "", {**SHOWN, "may_withdraw_petition": False}) is None


def test_a_complaint_that_was_refused_is_corrected_as_another_act_and_one_without_answer_is_sent_again() -> None:
    form = {"key": "first", "what": "来了三次都没有人办"}
    assert Received(409, "不能作为责任单位").again(form) == {"key": "", "what": "来了三次都没有人办"}
    assert Received(503, "暂时没有应答").again(form) == form


def test_of_those_who_had_the_case_a_complaint_is_taken_about_whom_somebody_stands_above() -> None:
    law = Law.load("wuhu")
    top = next(one.id for one in law.organisations.by_id.values() if law.supervisor(one.id) is None)
    handlers = [{"body": body, "body_name": body} for body in ("wuhu.jinghu.fangcun.pmc", top)]
    assert [body for body, _ in complained_of(law, handlers)] == ["wuhu.jinghu.fangcun.pmc"]
