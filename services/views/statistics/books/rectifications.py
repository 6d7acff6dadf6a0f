"""Rectifications (好差评整改): opened, verified, put right, appealed, fed back in time or not, and rated again (issue 7, item 3; SEED-W 7).

Everything is counted at the responsible body in the month it happens; limits in the month they end. What persons answered
when they were asked again is counted too, but told by nobody's part alone: see services/views/statistics/withheld.py.
"""

from collections.abc import Iterator
from typing import Any

from schemas import satisfaction as s
from schemas import satisfaction_rectification as r
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent, ClockStarted
from services.runtime.projection import Section
from services.views.facts.sources import APPEAL_LIMIT
from services.views.statistics.books.ledger import Row, happened, happened_rows, measure, with_entry
from services.views.statistics.books.marks import clock_rows, clocked, marked

BOOK = "satisfaction"
EMPTY: Section = {"story": False, "matters": {}, "clocks": {}, "happened": []}
"""`matters` by id: body, supervisor, invitation, verified (once). A real case has no section before its first matter."""
SATISFIED_FROM = 3
"""5, 4 and 3 are satisfied (domain.md section 5)."""


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of satisfaction; the same object for surveys and what else no figure rests on."""
    if isinstance(event, s.InvitationIssued):
        return {**EMPTY, "story": True} if section is None and event.story else section
    if section is None and not isinstance(event, r.RectificationOpened):
        return None
    known = section or EMPTY
    after = _told(known, event)
    if isinstance(event, ClockEvent) and _is_of_a_matter(known, event):
        after = clocked(after, event, _owner)
    if event.irregularities and isinstance(event, r.RectificationEvent):
        after = marked(after, BOOK, _body(after, event), event)
    return section if after is known else after


def rows(section: Section) -> Iterator[Row]:
    """Everything the case's rectifications count for."""
    yield from happened_rows(section)
    yield from clock_rows(BOOK, section)
    for clock in section["clocks"].values():
        if clock["duty"] and clock["body"] and clock["ended"] and clock["in_time"] is False:
            yield BOOK, clock["body"], clock["ended"], "overdue", 1


def _told(section: Section, event: Event) -> Section:
    match event:
        case r.RectificationOpened():
            matter = {
                "body": event.responsible_body, "supervisor": event.supervisor, "invitation": event.invitation_id,
                "verified": False,
            }  # fmt: skip
            known = with_entry(section, "matters", event.rectification_id, matter)
            names = ["opened", measure("opened", "cause", event.trigger.value)]
            return _count(known, event, *names, *(["opened_again"] if event.repeated else []))
        case s.RatingChanged(after_rectification=True):
            return _rated_again(section, event)
        case r.RectificationEvent():
            return _handled(section, event)
        case _:
            return section


def _handled(section: Section, event: r.RectificationEvent) -> Section:
    match event:
        case r.ReviewVerified() if not section["matters"].get(event.rectification_id, {}).get("verified", True):
            known = with_entry(section, "matters", event.rectification_id, {"verified": True})
            return _count(known, event, "verified", measure("verified", "established", event.established.value))
        case r.RemedyDecided():
            return _count(section, event, "decided", measure("decided", "remedy", event.remedy.value))
        case r.ResultFedBack():
            return _count(section, event, "fed_back")
        case r.ReviewAppealed():
            return _count(section, event, "appealed")
        case r.AppealDecided():
            return _count(section, event, "appeals_upheld" if event.upheld else "appeals_rejected")
        case r.RectificationClosed():
            return _count(section, event, "rectified", measure("rectified", "end", event.end.value))
        case _:
            return section


def _rated_again(section: Section, event: s.RatingChanged) -> Section:
    """At the body that put the matter right last."""
    bodies = [one["body"] for one in section["matters"].values() if one["invitation"] == event.invitation_id]
    if not bodies or event.simulated:
        return section
    names = ["rated_again"] + (["satisfied_again"] if event.grade >= SATISFIED_FROM else [])
    return happened(section, BOOK, bodies[-1], event.occurred_at, *names)


def _count(section: Section, event: r.RectificationEvent, *names: str) -> Section:
    return happened(section, BOOK, _body(section, event), event.occurred_at, *names)


def _body(section: Section, event: r.RectificationEvent) -> str | None:
    body: str | None = section["matters"].get(event.rectification_id, {}).get("body")
    return body


def _is_of_a_matter(section: Section, event: Any) -> bool:
    """Surveys have clocks too, which are the parties' own."""
    return event.clock_id in section["clocks"] or (
        isinstance(event, ClockStarted) and event.clock.subject in section["matters"]
    )


def _owner(section: Section, clock: Clock) -> str | None:
    matter = section["matters"][clock.subject]
    """An appeal is for the body above to decide; everything else is the responsible body's."""
    owner: str | None = matter["supervisor"] if clock.limit == APPEAL_LIMIT and matter["supervisor"] else matter["body"]
    return owner
