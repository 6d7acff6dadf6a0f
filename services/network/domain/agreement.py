"""An agreement of a round: who has to sign, who signed, whether it binds, how far it was kept (PML 28-31)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.network import AgreementReached, AgreementTerms
from schemas.values import Agreed


class Kept(StrEnum):
    """How far an agreement was kept, as last heard."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    FULLY = "fully"
    BREACHED = "breached"


class AgreementRecord(Value):
    """An agreement with its signatures."""

    agreement_id: str
    number: str = ""
    form: Agreed
    partial: bool
    party_ids: tuple[str, ...]
    reached_at: AwareDatetime
    dates_assumed: bool = False
    """One of its dates was assumed, so no verdict rests on the day of effect."""
    terms: AgreementTerms
    text_hash: str = ""
    """By which a signature on a screen says what was shown; empty in what was recorded before there were such."""
    party_signatures: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    """When each party signed, by party_id."""
    persons: Mapping[str, int] = Field(default_factory=dict)
    """Of a party with unnamed members: how many of them consented, by party_id."""
    mediator_signed_at: AwareDatetime | None = None
    sealed_at: AwareDatetime | None = None
    effective_since: AwareDatetime | None = None
    dropped: bool = False
    """The round ended before it bound anybody."""
    kept: Kept = Kept.NOT_YET

    @classmethod
    def when_reached(cls, event: AgreementReached) -> "AgreementRecord":
        """The agreement before anything is signed."""
        return cls(
            agreement_id=event.agreement_id, number=event.number, form=event.form, partial=event.partial,
            party_ids=event.party_ids, reached_at=event.occurred_at, dates_assumed=event.occurred_at_assumed,
            terms=event.terms, text_hash=event.text_hash,
        )  # fmt: skip

    @property
    def is_in_force(self) -> bool:
        """True when it binds."""
        return self.effective_since is not None

    @property
    def is_open(self) -> bool:
        """True while signatures may be added."""
        return not self.is_in_force and not self.dropped

    def signed_by_party(self, party_id: str, at: datetime, assumed: bool, persons: int | None) -> "AgreementRecord":
        """One more party has signed; of one with unnamed members so many."""
        signatures = {**self.party_signatures, party_id: at}
        told = {**self.persons, party_id: persons or 1}
        return self._with(assumed, party_signatures=signatures, persons=told)

    def signed_by_mediator(self, at: datetime, assumed: bool) -> "AgreementRecord":
        """A mediator of the round has signed."""
        return self._with(assumed, mediator_signed_at=at)

    def sealed(self, at: datetime, assumed: bool) -> "AgreementRecord":
        """The body's seal is on it."""
        return self._with(assumed, sealed_at=at)

    def _with(self, assumed: bool, **changes: object) -> "AgreementRecord":
        return self.model_copy(update={**changes, "dates_assumed": self.dates_assumed or assumed})
