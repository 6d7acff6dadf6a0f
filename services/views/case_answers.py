"""Parts of a case file: the way advised and chosen, the limits outside, the documents to be served."""

from datetime import date

from pydantic import AwareDatetime

from services.views.answered import Answered


class Alternative(Answered):
    """Another lawful way."""

    channel: str
    channel_name: str
    note: str


class PartyChoice(Answered):
    """Which way the party chose; a way outside is warned about, never refused (PML 3)."""

    channel: str
    channel_name: str
    occurred_at: AwareDatetime
    reason: str
    as_recommended: bool
    rule: str | None
    """Rule of the referral matrix for a way outside."""
    rule_source: str
    warnings: tuple[str, ...]


class RouteRow(Answered):
    """The recommended way with its reason, and the choice beside it (Hantai 16)."""

    row: str | None = None
    channel: str | None = None
    channel_name: str = ""
    body: str | None = None
    body_name: str = ""
    reason: str = ""
    source: str = ""
    alternatives: tuple[Alternative, ...] = ()
    warnings: tuple[str, ...] = ()
    chosen: PartyChoice | None = None


class OutsideLimitRow(Answered):
    """A limit of a route outside that runs on beside the case, as it was last told."""

    limit: str
    name: str
    route: str
    route_name: str
    """The way that is lost when it passes."""
    length: str | None
    source: str
    mediation: str
    """What asking for mediation does to it: interrupts, does_not_stop or depends."""
    petition: str
    interrupted_on: date | None
    told: str


class DocumentRow(Answered):
    """A document that has to be served (送达)."""

    document: str
    document_name: str
    body: str
    body_name: str
    """Who has to serve it."""
    issued_at: AwareDatetime
    subject: str
    served: tuple[str, ...]
    """Labels of the parties who have it."""
    not_yet_served: tuple[str, ...]
    limit: str | None
    """Id of the limit that begins with the service."""
    limit_name: str


class SupervisionRow(Answered):
    """A supervision order (督办) and how it stands."""

    order_id: str
    number: int
    body: str
    body_name: str
    supervisor: str
    supervisor_name: str
    ground_name: str
    limit_name: str
    """Chinese name of the limit that was breached; empty for an order of the supervisor's own motion."""
    since: AwareDatetime
    status: str
    status_name: str
