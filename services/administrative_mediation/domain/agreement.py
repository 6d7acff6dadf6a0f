"""An agreement reached before an agency: who has to sign, who signed, whether it binds, how far it was kept."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.administrative_mediation import AgreementReached, AgreementTerms
from schemas.base import Value
from schemas.values import Agreed


class Draft(Value):
    """Agreed in writing; a party's signature or the agency's seal is missing, so it does not bind yet."""

    kind: Literal["draft"] = "draft"
    party_signatures: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    persons: Mapping[str, int] = Field(default_factory=dict)
    """Of a party with unnamed members: how many of them consented, by party_id."""
    consents: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    """When each represented party consented, by party_id."""
    mediator_signed_at: AwareDatetime | None = None
    sealed_at: AwareDatetime | None = None
    dates_assumed: bool = False

    def with_party(self, party_id: str, at: datetime, assumed: bool, persons: int | None = None) -> "Draft":
        """One more party has signed; of one with unnamed members so many."""
        signed = {**self.party_signatures, party_id: at}
        return self._with(assumed, party_signatures=signed, persons={**self.persons, party_id: persons or 1})

    def with_consent(self, party_id: str, at: datetime, assumed: bool) -> "Draft":
        """A represented party consented."""
        return self._with(assumed, consents={**self.consents, party_id: at})

    def with_mediator(self, at: datetime, assumed: bool) -> "Draft":
        """The mediating official has signed."""
        return self._with(assumed, mediator_signed_at=at)

    def with_seal(self, at: datetime, assumed: bool) -> "Draft":
        """The agency's seal is on it."""
        return self._with(assumed, sealed_at=at)

    def _with(self, assumed: bool, **changes: object) -> "Draft":
        return self.model_copy(update={**changes, "dates_assumed": self.dates_assumed or assumed})


class InForce(Value):
    """It binds the parties."""

    kind: Literal["in_force"] = "in_force"
    since: AwareDatetime
    mediator_signed: bool = True
    """False: it binds without the official's signature, which is marked and can be made up for."""


class Dropped(Value):
    """A draft that never came into force before the round ended."""

    kind: Literal["dropped"] = "dropped"


class Kept(StrEnum):
    """How far an agreement was kept, as last heard."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    FULLY = "fully"
    BREACHED = "breached"


class AgreementRecord(Value):
    """An agreement with its standing."""

    agreement_id: str
    number: str = ""
    form: Agreed
    partial: bool
    party_ids: tuple[str, ...]
    reached_at: AwareDatetime
    terms: AgreementTerms
    text_hash: str = ""
    """By which a signature on a screen says what was shown; empty in what was recorded before there were such."""
    standing: Annotated[Draft | InForce | Dropped, Field(discriminator="kind")]
    kept: Kept = Kept.NOT_YET
    confirmed: bool = False
    """A court confirmed it, so it can be enforced."""

    @classmethod
    def when_reached(cls, event: AgreementReached) -> "AgreementRecord":
        """The agreement before anything is signed."""
        return cls(
            agreement_id=event.agreement_id, number=event.number, form=event.form, partial=event.partial,
            party_ids=event.party_ids, reached_at=event.occurred_at, terms=event.terms, text_hash=event.text_hash,
            standing=Draft(),
        )  # fmt: skip

    @property
    def is_in_force(self) -> bool:
        """True when it binds."""
        return isinstance(self.standing, InForce)
