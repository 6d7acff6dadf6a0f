"""What bodies outside our channels are said to have done: chosen and not typed, in the words that case files use.

The service takes any code, so that a body of its own may be noted by a program; who fills in the form chooses among these.
Which acts belong to which way is ours [INF]: it orders a list and decides nothing.
"""

from collections.abc import Mapping

from schemas.values import Channel
from services.console.chinese import Chinese

Choices = tuple[tuple[str, str], ...]
ANYWHERE = (
    "accepted", "not_accepted", "transferred", "joint_handling", "evidence_gathered", "hearing_held", "agreement_reached",
    "agreement_partial", "mediation_failed", "withdrawn", "performed", "partly_performed", "breached", "terminated", "note",
)  # fmt: skip
"""What any body may have done."""
BY_CHANNEL: Mapping[Channel, tuple[str, ...]] = {
    Channel.COURT_MEDIATION: ("session_held",),
    Channel.POLICE: ("police_called", "police_handled"),
    Channel.LITIGATION: ("suit_filed", "judgment"),
    Channel.ENFORCEMENT: ("enforcement_applied", "enforced"),
    Channel.ARBITRATION: ("arbitration_applied", "arbitration_refused", "award"),
    Channel.ADJUDICATION: ("partner_decision",),
    Channel.RECONSIDERATION: ("reconsideration_applied", "reconsideration_decided"),
    Channel.LEGAL_AID: ("legal_aid_given", "aid_refused"),
    Channel.SOCIAL_AID: ("aid_given",),
    Channel.STATE_COMPENSATION: (),
    Channel.LAW_ENFORCEMENT: ("law_enforcement_action",),
    Channel.PLATFORM: (),
    Channel.NEGOTIATION: (),
}
"""Every way that has no service here, with what is done there alone."""
_ACTS = frozenset({"record_outside_act"})
_WAYS = frozenset({"record_outside_act", "refer_outside"})


def offered_outside(service: str, act: str, words: Chinese) -> dict[str, Choices]:
    """The ways outside, and what was done there, for the acts of the window that ask for them; by key of field."""
    if service != "intake" or act not in _WAYS:
        return {}
    found: dict[str, Choices] = {"channel": tuple((way.value, words.word(way.value)) for way in BY_CHANNEL)}
    if act in _ACTS:
        there = (
            (code, f"{words.word(way.value)}：{words.word(code)}")
            for way, codes in BY_CHANNEL.items()
            for code in codes
        )
        found["act"] = (*there, *((code, words.word(code)) for code in ANYWHERE))
    return found
