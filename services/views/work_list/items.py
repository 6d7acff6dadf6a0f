"""What the facts of a source ask of which body: offers, cases in hand, missing signatures, rulings not yet served."""

from collections.abc import Callable, Mapping
from typing import Any

from services.views.facts.confirmations import not_yet_served
from services.views.facts.documents import DocumentToServe, documents_of
from services.views.facts.sources import Facts
from services.views.facts.supervision import AWAITING_REPLY, REPLIED
from services.views.facts.tracks import body_of, missing_for_effect
from services.views.work_list import network

Item = dict[str, Any]
"""`kind`, `organisation`, `since`, `subject` (custody number, agreement or application), `missing` (what is lacking)."""


def of_intake(facts: Facts) -> list[Item]:
    """Offers and orders that wait for a body's answer, and the case in its custodian's hands."""
    offered = [
        _item("offered", offer["to_body"], offer["since"], number) for number, offer in sorted(facts["offers"].items())
    ]
    offered += _orders(facts)
    if facts["status"] != "open":
        return offered
    if sent_back := _sent_back(facts):
        offered.append(_item("offer_sent_back", facts["custodian"], sent_back["since"], str(sent_back["number"])))
    if withdrawn := facts.get("withdrawal"):
        offered.append(_item("withdrawal_to_answer", facts["custodian"], withdrawn, ""))
    since = facts["history"][-1]["since"]
    return [*offered, _item("in_hand", facts["custodian"], since, str(facts["number"]))]


def _sent_back(facts: Facts) -> Mapping[str, Any] | None:
    """The last offer, where it came back and nothing was offered since: the custodian has to find another way."""
    returned: Mapping[str, Any] | None = facts.get("returned")
    later = returned and any(int(number) > returned["number"] for number in (*facts["offers"], facts["number"]))
    return None if returned is None or later else returned


def _orders(facts: Facts) -> list[Item]:
    """Supervision orders that wait for a reply, and replies that wait for the supervisor."""
    kinds = {AWAITING_REPLY: ("supervision", "body"), REPLIED: ("supervision_replied", "supervisor")}
    found = [
        (order_id, order, kinds[order["status"]])
        for order_id, order in facts.get("orders", {}).items()
        if order["status"] in kinds
    ]
    return [_item(kind, order[whose], order["since"], order_id) for order_id, order, (kind, whose) in found]


def of_people_mediation(facts: Facts) -> list[Item]:
    """Written agreements that wait for signatures or the seal (PML 29), and notices not yet served on everybody."""
    return [*_signatures(facts), *to_serve(documents_of("people_mediation", facts))]


def _signatures(facts: Facts) -> list[Item]:
    found = []
    for agreement_id, agreement in sorted(facts["agreements"].items()):
        missing, body = missing_for_effect(agreement), body_of(facts, agreement["track_id"])
        if missing and body:
            found.append(_item("waiting_for_signatures", body, agreement["reached_at"], agreement_id, missing))
    return found


AGENCY_STEPS = ("to_decide", "to_transfer", "to_open")
"""Stages of a round at an agency in which it is the agency's turn."""


def of_administrative_mediation(facts: Facts) -> list[Item]:
    """Applications to decide on, matters to hand over, consent to ask for, documents to sign and serve, decisions owed."""
    steps = [
        _item(told["stage"], told["body"], told["since"], track)
        for track, told in sorted(facts["stages"].items())
        if told["stage"] in AGENCY_STEPS and told["body"]
    ]
    owed = [
        _item("agency_duty", told["body"], duty["since"], track, [f"duty:{duty['text']}"])
        for track, told in sorted(facts["stages"].items())
        for duty in told["duties"]
        if told["body"]
    ]
    return [*steps, *owed, *_signatures(facts), *to_serve(documents_of("administrative_mediation", facts))]


def of_network(facts: Facts) -> list[Item]:
    """Rounds to take up, mediators to name, agreements that wait for signatures, partners to look after."""
    if "tracks" not in facts:  # the register of a body, which is no case
        return []
    return [*network.rounds(facts), *_signatures(facts), *network.referrals(facts)]


_COURT_STEPS: Mapping[str, str] = {"filed": "application_to_docket", "docketed": "application_to_rule"}
"""What the court does next, by where an application stands (domain.md 2.4)."""


def of_judicial_confirmation(facts: Facts) -> list[Item]:
    """Applications the court decides on, material the court waits for (CPL-I 354), and rulings not yet served on everybody (送达)."""
    applications = sorted(facts["applications"].items())
    to_decide = [
        _item(_COURT_STEPS[application["status"]], application["court"], application["filed_at"], application_id)
        for application_id, application in applications
        if application["status"] in _COURT_STEPS and not application.get("supplement")
    ]
    waiting = [
        _item(
            "waiting_for_supplement", application["court"], asked["since"], application_id,
            [f"until:{asked['until']}", *(f"material:{material}" for material in asked["missing"])],
        )
        for application_id, application in applications
        if (asked := application.get("supplement"))
    ]  # fmt: skip
    not_served = [
        _item(
            "not_served", application["court"], application["ruled_at"], application_id,
            [f"party:{party}" for party in not_yet_served(application)],
        )
        for application_id, application in applications
        if not_yet_served(application)
    ]  # fmt: skip
    return [*to_decide, *waiting, *not_served]


def to_serve(documents: list[DocumentToServe]) -> list[Item]:
    """Documents that have not reached everybody (送达)."""
    return [
        _item("not_served", one.body, one.issued_at, one.subject, [f"party:{party}" for party in one.waiting])
        for one in documents
        if one.waiting
    ]


PETITION_STEPS: Mapping[str, tuple[str, str]] = {
    "registered": ("to_forward", "office"),
    "with_unit": ("to_accept", "unit"),
    "objected": ("objection_to_decide", "office"),
    "admitted": ("to_classify", "unit"),
    "in_handling": ("in_handling", "unit"),
    "under_review": ("under_review", "reviewing_unit"),
    "under_recheck": ("under_recheck", "rechecking_unit"),
    **dict.fromkeys(
        (
            "admission_rejected", "accusation_handed_over", "suggestion_answered", "petition_diverted",
            "petition_settled", "recheck_opinion",
        ),
        ("to_conclude", "office"),
    ),
}  # fmt: skip
"""What is to be done next in a petition, and by whom: kind of item and the fact that names the body."""


PETITION_OVER = (None, "petition_concluded", "petition_ended")
"""Stages in which a declared withdrawal asks nothing more."""


def of_petitions(facts: Facts) -> list[Item]:
    """The next step of the petition, opinions not yet served, assignments not reported back, matters that call for a leader."""
    found = []
    if facts["stage"] in PETITION_STEPS:
        kind, whose = PETITION_STEPS[facts["stage"]]
        found.append(_item(kind, facts[whose] or facts["office"], facts["since"], ""))
    if (withdrawn := facts.get("withdrawal")) and facts["stage"] not in PETITION_OVER:
        found.append(_item("withdrawal_to_answer", facts["office"], withdrawn, ""))
    if facts["assigned"] and facts["opinions"] and facts["unit"]:
        found.append(_item("to_report_back", facts["unit"], facts["since"], "", [f"until:{facts['assigned']}"]))
    if facts["undelivered"] and facts["office"]:
        found.append(_item("receipt_not_recorded", facts["office"], facts["undelivered"], ""))
    if facts["calls_for_leader"] and facts["office"]:
        found.append(_item("leader_needed", facts["office"], facts["calls_for_leader"], ""))
    return [*found, *to_serve(documents_of("petitions", facts))]


def of_satisfaction(facts: Facts | None) -> list[Item]:
    """The next step of every matter to be put right, and appeals that wait for the body above."""
    found = []
    for matter_id, matter in sorted((facts or {"matters": {}})["matters"].items()):
        until = [f"until:{matter['due_on']}"] if matter["due_on"] else []
        if matter["appeal"] == "pending":
            found.append(_item("appeal_to_decide", matter["supervisor"] or matter["body"], matter["since"], matter_id))
        elif matter["stage"] != "closed":
            found.append(_item(f"rectification_{matter['stage']}", matter["body"], matter["since"], matter_id, until))
    return found


ITEMS: Mapping[str, Callable[[Facts], list[Item]]] = {
    "intake": of_intake,
    "people_mediation": of_people_mediation,
    "administrative_mediation": of_administrative_mediation,
    "network": of_network,
    "judicial_confirmation": of_judicial_confirmation,
    "petitions": of_petitions,
    "satisfaction": of_satisfaction,
}


def _item(kind: str, organisation: str, since: str, subject: str, missing: list[str] | None = None) -> Item:
    return {
        "kind": kind, "organisation": organisation, "since": since, "subject": subject, "missing": missing or [],
    }  # fmt: skip
