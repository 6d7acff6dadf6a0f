"""No gaps and no repeats: whatever is asked, sent twice, or written by a writer that was overtaken, every reader folds 1, 2, 3, …"""

from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.base import Event
from schemas.command import Refused
from schemas.documents import DocumentIssued
from services.documents.domain.commands import ReviseDocument, VoidDocument
from services.documents.domain.state import State
from tests.domain.documents.papers import asked, issue, register, told, version

Asked = tuple[str, int, int]
"""What is asked, about which number or event, and under which of its keys."""
acts = st.tuples(st.sampled_from(["issue", "revise", "void"]), st.integers(1, 4), st.integers(0, 1))


def command_of(act: Asked, state: State) -> Any:
    what, which, _ = act
    if what == "issue":
        return issue(event_id=f"event-{which}", content_hash=str(which) * 64)
    if what == "void":
        return VoidDocument(number=which, reason="签发有误")
    found = state.kept_register.find(which) if state.kept_register else None
    edition = found.edition if found else 1
    return ReviseDocument(
        number=which, from_edition=edition, template_version=version(), content_hash=f"{edition:064x}",
        values_hash="0" * 64, reason="更正",
    )  # fmt: skip


class Log:
    """Decisions in the order of a partition, folded by the one rule of every reader: the next sequence number, an unanswered command."""

    def __init__(self) -> None:
        self.written: list[tuple[int, str, tuple[Event, ...]]] = []

    def fold(self) -> tuple[State, int, dict[str, tuple[Event, ...]]]:
        state, sequence, answered = register(), 0, dict[str, tuple[Event, ...]]()
        for at, command, events in self.written:
            if at == sequence + 1 and command not in answered:
                state, sequence = told(state, *events), at
                answered[command] = events
        return state, sequence, answered

    def decide(self, seen: tuple[State, int], command: str, body: Any) -> None:
        """Write what a writer that has seen the log up to here decides; it may have been overtaken."""
        answer = asked(seen[0], body, key=command)
        self.written.append((seen[1] + 1, command, () if isinstance(answer, Refused) else tuple(answer)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(acts, st.integers(0, 2), st.booleans()), max_size=14))
def test_every_number_is_given_once_and_none_is_left_out(history: list[tuple[Asked, int, bool]]) -> None:
    """Each act may be decided by a writer some decisions behind (a crash, a rebalance), and may be sent a second time."""
    log, seen = Log(), [(register(), 0)]
    for act, behind, twice in history:
        stale = seen[max(0, len(seen) - 1 - behind)]
        name, body = f"{act}", command_of(act, stale[0])
        log.decide(stale, name, body)
        if twice:
            log.decide(log.fold()[:2], name, body)
        seen.append(log.fold()[:2])
    state, _, answered = log.fold()
    given_out = [event.number for events in answered.values() for event in events if isinstance(event, DocumentIssued)]
    assert given_out == list(range(1, len(given_out) + 1))
    kept = state.kept_register.numbers if state.kept_register else ()
    assert [one.number for one in kept] == given_out
    counting = sorted(one.event_id for one in kept if not one.void)
    assert all(len(list(same)) == 1 for _, same in groupby(counting))
    assert len({one.printed for one in kept}) == len(kept)
