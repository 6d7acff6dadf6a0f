"""What the network's facts ask of which body: rounds to take up, mediators to name, referrals to look after."""

from typing import Any

from services.views.facts.network import SENT, SENT_BACK, TAKEN_UP

Facts = dict[str, Any]
Item = dict[str, Any]


def rounds(facts: Facts) -> list[Item]:
    """Rounds that wait to be taken up, and rounds without a mediator."""
    found = []
    for track, told in sorted(facts.get("stages", {}).items()):
        if told["stage"] == "to_accept_network":
            found.append(_item("to_accept_network", told["body"], told["since"], track))
        elif told["stage"] == "in_mediation" and not told["mediators"]:
            found.append(_item("without_mediator", told["body"], told["since"], track))
    return found


def referrals(facts: Facts) -> list[Item]:
    """Partners to ask after, and what came back and goes another way; the body that sent it looks after it."""
    found = []
    for referral, told in sorted(facts.get("referrals", {}).items()):
        if told["standing"] in (SENT, TAKEN_UP) and told["follow_up_on"]:
            until = [f"until:{told['follow_up_on']}"]
            found.append(_item("referral_to_follow_up", told["from_body"], told["since"], referral, until))
        elif told["standing"] == SENT_BACK:
            found.append(_item("referral_returned_to_hub", told["from_body"], told["since"], referral))
    return found


def _item(kind: str, organisation: str, since: str, subject: str, missing: list[str] | None = None) -> Item:
    return {
        "kind": kind, "organisation": organisation, "since": since, "subject": subject, "missing": missing or [],
    }  # fmt: skip
