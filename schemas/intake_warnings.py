"""Events of intake about alerts of early warning (rules E1, E5–E8): what a case on file is warned of, and what is proposed."""

from schemas.base import Event


class AlertNoted(Event):
    """An alert counts this case. Its custodian and the lead body are asked to consider the proposal; nothing moves by itself."""

    alert: str
    """The alert's own code."""
    rule: str
    """Row of early_warning.yaml."""
    name_zh: str
    escalation: str
    """Row of the escalation rules."""
    proposal: str
    """`joint_handling`, `group_case`, `leader_in_charge`, `police_and_hub`, `supervise`, `urge`; `none` where it comes too late."""
    counted: int
    unit_zh: str
    within_days: int
    addressee: str
    """The body that looks at the alert as a whole."""
    lead_body: str | None = None
    """The body that should take the lead in this case; None where the profile has none."""
    report_to: str | None = None
    """The body above the lead."""
    why: str = ""
    """In Chinese: why nothing is proposed, where that is so."""


class AlertWithdrawalNoted(Event):
    """The alert no longer counts this case, was withdrawn, or was found to call for nothing."""

    alert: str
    rule: str
    name_zh: str


WARNING_EVENTS: tuple[type[Event], ...] = (AlertNoted, AlertWithdrawalNoted)
"""What intake tells about alerts."""
