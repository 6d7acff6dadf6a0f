"""Whom an agreement binds today: the parties of a case, as an agreement of some days ago finds them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.intake import PartySucceeded
from schemas.values import Party
from services.views.case_file.story_of_case import told
from services.views.facts.parties import Parties, labels, parties_of


@dataclass(frozen=True)
class People:
    """The parties of a case with what they are called, and who took whose place."""

    parties: Parties
    labels: Mapping[str, str]
    successors: Mapping[str, str]

    @staticmethod
    def of(document: Mapping[str, Any]) -> "People":
        """From a case document."""
        events = [entry.event for entry in told(document)]
        parties = parties_of(events)
        succeeded = {
            event.former_party_id: event.successor.party_id for event in events if isinstance(event, PartySucceeded)
        }
        return People(parties, labels(parties, with_names=True), succeeded)

    def now(self, party_id: str) -> str:
        """The id under which this party, or its last successor, stands in the case."""
        for _ in self.successors:
            party_id = self.successors.get(party_id, party_id)
        return party_id

    def of_agreement(self, party_ids: Iterable[str]) -> tuple[Party, ...]:
        """Those whom an agreement binds today."""
        found = dict.fromkeys(self.now(party_id) for party_id in party_ids)
        return tuple(self.parties[party_id] for party_id in found if party_id in self.parties)
