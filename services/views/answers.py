"""What the read API answers with: values for people and programs, in Chinese where a person reads them."""

from datetime import date
from typing import Any

from pydantic import AwareDatetime

from schemas.base import Irregularity
from services.views.answered import Answered as Answered
from services.views.case_answers import DocumentRow, OutsideLimitRow, RouteRow, SupervisionRow
from services.views.petition_status.answers import PetitionRow


class TimelineEntry(Answered):
    """One event of the case, whichever service it happened in."""

    id: str
    service: str
    event: str
    """Wire name."""
    version: int
    sequence: int
    index: int
    occurred_at: AwareDatetime
    assumed: bool
    """The date was assumed; no clock verdict rests on it."""
    recorded_at: AwareDatetime
    actor: str
    body: str
    """Id of the actor's body; the service's name for reactions and clocks."""
    body_name: str
    sentence: str
    irregularities: tuple[Irregularity, ...]
    data: dict[str, Any]
    """The event's data as the reader may see it."""


class ClockRow(Answered):
    """A clock with its date and why it is that date."""

    case_code: str
    clock_id: str
    service: str
    limit: str
    name: str
    subject: str
    organisation: str | None
    organisation_name: str
    status: str
    status_name: str
    started_at: AwareDatetime
    due: date | None
    lapses_at: AwareDatetime | None
    verdict: str
    verdict_reason: str
    derivation: str
    """The whole derivation in Chinese."""
    source: str
    """Instrument and article."""
    provisional: bool
    in_time: bool | None
    ended_because: str
    consequence: str
    days_left: int | None = None
    """Until the last day in time, 0 on that day, negative after it; on boards only."""
    warns_at: AwareDatetime | None = None
    """When its supervisor is warned (rule E1); on boards only."""
    reminded_at: AwareDatetime | None = None
    warned_at: AwareDatetime | None = None
    breached_at: AwareDatetime | None = None
    """When supervision reminded the handler, warned the supervisor, told the breach (rule E1); None where it has not."""
    story: bool = False
    register_code: str = ""
    """Of a clock on an entry: the register, whose entry's number then stands in `case_code`."""


class CustodyRow(Answered):
    """One period of custody."""

    custody_number: int
    body: str
    body_name: str
    from_body: str | None
    channel: str | None
    channel_name: str
    since: AwareDatetime
    reason: str


class AgreementRow(Answered):
    """An agreement of the case."""

    agreement_id: str
    number: str
    form: str
    form_name: str
    partial: bool
    body: str | None
    body_name: str
    party_ids: tuple[str, ...]
    reached_at: AwareDatetime
    effective_at: AwareDatetime | None
    missing: tuple[str, ...]
    """What it lacks for its effect, in Chinese."""


class ConfirmationRow(Answered):
    """An application for judicial confirmation."""

    application_id: str
    agreement_id: str
    court: str
    court_name: str
    status: str
    status_name: str
    case_number: str
    ruling_number: str
    filed_at: AwareDatetime
    ruled_at: AwareDatetime | None
    not_yet_served: tuple[str, ...]
    """Labels of the parties on whom the ruling was not yet served."""


class AnswersGiven(Answered):
    """How many were asked about this case and how many answered; single answers stand on the timeline, if visible."""

    invited: int
    answered: int
    simulated: int


class CaseFile(Answered):
    """One case over all services."""

    case_code: str
    story: bool
    status: str
    status_name: str
    result: str | None
    result_name: str
    dispute_type: str | None
    dispute_type_name: str
    registered_at: AwareDatetime | None
    first_handler: str | None
    first_handler_name: str
    custodian: str | None
    custodian_name: str
    parties: tuple[dict[str, Any], ...]
    """As in schemas.values.Party, masked for the reader."""
    custody: tuple[CustodyRow, ...]
    supervision: tuple[SupervisionRow, ...] = ()
    agreements: tuple[AgreementRow, ...]
    confirmations: tuple[ConfirmationRow, ...]
    petition: PetitionRow | None
    documents: tuple[DocumentRow, ...]
    """Documents that have to be served, with whom they have not reached."""
    satisfaction: AnswersGiven
    route: RouteRow | None
    outside_limits: tuple[OutsideLimitRow, ...]
    """Limits of routes outside that run on beside the case; none of them is ours to stop."""
    clocks: tuple[ClockRow, ...]
    timeline: tuple[TimelineEntry, ...]
    at: dict[str, int]
    """Sequence of the last decision known, by service."""
    accepted: dict[str, int]
    """Sequence of the last accepted decision, by service: the ETag that service's commands want."""


class CaseRow(Answered):
    """A case in a list."""

    case_code: str
    status: str
    status_name: str
    dispute_type: str
    dispute_type_name: str
    risk: str
    registered_at: AwareDatetime
    custodian: str | None
    custodian_name: str
    result: str | None
    result_name: str
    story: bool
    handler: str | None = None
    """Account that works on it for the custodian."""


class WorkItem(Answered):
    """Something a body has to do."""

    kind: str
    kind_name: str
    case_code: str
    organisation: str
    organisation_name: str
    dispute_type: str
    dispute_type_name: str
    since: AwareDatetime
    subject: str
    missing: tuple[str, ...] = ()
    clock: ClockRow | None = None
    story: bool = False
    register_code: str = ""
    """Of an entry: the register, whose entry's number then stands in `case_code`."""
