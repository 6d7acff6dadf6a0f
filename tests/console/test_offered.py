"""What a form offers to choose from: only bodies that can be meant, every option in Chinese, and every tick counted."""

import re
from datetime import date
from typing import Any

import pytest

from schemas.command import CommandBody
from schemas.values import Channel
from services.administrative_mediation.api import ROUTES as AGENCY
from services.console.chinese import Chinese
from services.console.desk import words_of_the_law
from services.console.forms.bodies import ASKED
from services.console.forms.fields import every_field
from services.console.forms.filled import body_of
from services.console.forms.grounds import KINDS
from services.console.forms.offered import CORRECTED_OF_CASE, CORRECTED_OF_PARTY, Asking, Offered, offered_by
from services.console.pages.trouble import overtaken
from services.early_warning.api import ROUTES as WARNING
from services.intake.api import ROUTES as INTAKE
from services.intake.domain.corrections import CASE_ENTRIES, PARTY_ENTRIES
from services.intake.domain.custody import CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL
from services.intake.domain.file_commands import OutsideActEntry
from services.judicial_confirmation.api import ROUTES as COURT
from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import BodyKind
from services.network.api import ROUTES as NETWORK
from services.people_mediation.api import ROUTES as COMMITTEE
from services.people_mediation.domain.commands import TellConfirmationRight
from services.petitions.api import ROUTES as PETITIONS
from services.satisfaction.api import ROUTES as SATISFACTION
from services.statistics.api import ROUTES as STATISTICS
from services.views.words import words_of
from tests.console.test_forms import form_fields
from tests.console.test_things import name_of

LAW = Law.load("wuhu")
WORDS = Chinese({**words_of_the_law(LAW), **words_of(LAW).all_words()})
DAY = date(2026, 3, 2)
SERVICES = {
    "intake": INTAKE, "people_mediation": COMMITTEE, "administrative_mediation": AGENCY, "network": NETWORK,
    "petitions": PETITIONS, "judicial_confirmation": COURT, "satisfaction": SATISFACTION, "early_warning": WARNING,
    "statistics": STATISTICS,
}  # fmt: skip
ACTS: list[tuple[str, str, type[CommandBody]]] = [
    (service, name_of(route.body), route.body) for service, routes in SERVICES.items() for route in routes
]
FILE: dict[str, Any] = {
    "parties": [
        {"party_id": "p1", "role": "applicant", "name": "申请人甲", "agents": [{"agent_id": "a1", "name": "代理人丙"}]},
        {"party_id": "p2", "role": "respondent", "name": None, "agents": []},
    ],
    "agreements": [
        {"agreement_id": number, "number": "", "form_name": "书面协议", "reached_at": "2026-03-01T09:00:00+08:00", "effective_at": at}
        for number, at in (("g1", None), ("g2", "2026-03-02T09:00:00+08:00"))
    ],
    "supervision": [
        {"order_id": "o1", "number": 3, "supervisor_name": "镜湖区综治中心", "ground_name": "逾期", "status_name": "待回复"}
    ],
    "clocks": [{"limit": "PM-1", "name": "调解期限"}, {"limit": "PM-1", "name": "调解期限"}],
}  # fmt: skip


def offered(service: str, act: str, file: dict[str, Any] | None = FILE) -> Offered:
    return offered_by(file, LAW, WORDS, Asking(service, act, "wuhu.jinghu.hub", DAY))


def kinds_offered(service: str, act: str, field: str) -> set[BodyKind]:
    return {LAW.organisations.by_id[value].kind for value, _ in offered(service, act)[field]}


def test_no_option_of_any_act_is_shown_without_a_chinese_word() -> None:
    shown = {
        (act, field.key, option): field.option_names.get(option) or WORDS.word(option)
        for _, act, body in ACTS
        for field in every_field(form_fields(body))
        for option in field.options
    }
    told = {
        (act, key, value): text
        for service, act, _ in ACTS
        for key, pairs in offered(service, act).items()
        for value, text in pairs
    }

    assert len(shown) > 200
    assert [found for found in shown.items() if not re.search(r"[\u4e00-\u9fff]", found[1])] == []
    assert [found for found in told.items() if not re.search(r"[\u4e00-\u9fff]", found[1])] == []


def test_two_agreements_of_one_day_are_told_apart_by_which_of_them_binds() -> None:
    told = dict(offered("judicial_confirmation", "apply_for_confirmation")["agreement_id"])
    assert told == {"g1": "书面协议（2026年3月1日达成，尚未生效）", "g2": "书面协议（2026年3月1日达成）"}


@pytest.mark.parametrize(
    ("service", "act", "field"),
    [
        ("judicial_confirmation", "apply_for_confirmation", "court"),
        ("judicial_confirmation", "apply_for_enforcement", "court"),
        ("network", "register_body", "invited_by"),
    ],
)
def test_where_a_court_is_asked_for_only_courts_are_offered(service: str, act: str, field: str) -> None:
    assert kinds_offered(service, act, field) == {BodyKind.PEOPLE_COURT}


def test_no_court_is_offered_as_the_body_that_mediated_or_as_a_petitions_unit() -> None:
    mediated = kinds_offered("judicial_confirmation", "register_agreement_from_parties", "mediation_body")
    units = kinds_offered("petitions", "forward_petition", "responsible_unit")

    assert BodyKind.PEOPLE_MEDIATION_COMMITTEE in mediated
    assert BodyKind.AGENCY in units
    assert BodyKind.PEOPLE_COURT not in mediated | units


def test_a_case_is_handed_only_to_bodies_that_may_hold_one() -> None:
    for value, _ in offered("intake", "offer_custody")["to_body"]:
        assert LAW.organisations.by_id[value].may_hold_custody


def test_every_field_that_names_bodies_or_grounds_is_a_field_of_some_act() -> None:
    fields = {(service, f"{act}.{one.key}") for service, act, body in ACTS for one in every_field(form_fields(body))}
    names = {name for _, full in fields for name in (full, full.partition(".")[2])}

    assert set(ASKED) - names == set()
    assert set(KINDS) - fields == set()


def test_grounds_are_those_of_the_law_of_the_day_in_its_own_words() -> None:
    declined = dict(offered("judicial_confirmation", "decline_application")["ground"])
    returned = dict(offered("people_mediation", "return_offer")["code"])

    assert declined
    assert all(code == "not_competent" or LAW.ground(code) is not None for code in {**declined, **returned})
    assert returned["not_competent"] == "不属于本机构的受理范围或者地域"


def test_what_a_body_outside_did_is_chosen_in_chinese_for_every_way_that_has_no_service_here() -> None:
    ways = {value for value, _ in offered("intake", "record_outside_act")["channel"]}
    acts = dict(offered("intake", "record_outside_act")["act"])

    assert ways == set(Channel) - {*CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL}
    assert ways == {value for value, _ in offered("intake", "refer_outside")["channel"]}
    assert (acts["judgment"], acts["mediation_failed"]) == ("诉讼：判决", "调解不成")
    assert len(acts) == len(offered("intake", "record_outside_act")["act"])
    assert all(OutsideActEntry(channel=Channel.LITIGATION, act=code, body="法院").act == code for code in acts)
    assert "act" not in offered("intake", "record_note")


def test_parties_agents_orders_and_limits_are_those_of_the_case() -> None:
    replying = offered("intake", "reply_to_supervision")

    assert replying["order_id"] == (("o1", "第 3 号，镜湖区综治中心（逾期），待回复"),)
    assert [value for value, _ in replying["party_id"]] == ["p1", "p2"]
    assert replying["agent_id"][0][0] == "a1"
    assert offered("intake", "urge_handling")["limit"] == (("PM-1", "调解期限"),)
    assert "limit" not in replying
    assert "order_id" not in offered("intake", "register_case", None)


def test_what_can_be_corrected_is_what_the_window_corrects() -> None:
    fields = [value for value, _ in offered("intake", "correct_entry")["field"]]

    assert (set(CORRECTED_OF_CASE), set(CORRECTED_OF_PARTY)) == (set(CASE_ENTRIES), set(PARTY_ENTRIES))
    assert {"case.summary", "registered_at", "parties.p2.name", "parties.p1"} <= set(fields)


def test_work_is_given_to_colleagues_of_ones_own_body_alone() -> None:
    colleagues = [value for value, _ in offered("intake", "reassign_work")["to_user"]]

    assert colleagues
    assert all(value.endswith(".wuhu.jinghu.hub") for value in colleagues)


def test_everybody_who_was_ticked_counts() -> None:
    fields = form_fields(TellConfirmationRight)
    field = next(one for one in every_field(fields) if one.key == "party_ids")

    assert body_of(fields, {field.name: ["p1", "p2"]})["party_ids"] == ["p1", "p2"]
    assert body_of(fields, {field.name: ["p1\np2", ""]})["party_ids"] == ["p1", "p2"]


def test_who_was_overtaken_is_told_at_what() -> None:
    assert overtaken("预警") == (
        "预警已有新的办理", "您查看之后，已有人办理了这项预警。请核对下面的内容，再提交一次。"
    )  # fmt: skip
