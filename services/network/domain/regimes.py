"""Which law a round follows: that of its kind of body and type of dispute, with the court's limits where a court delegated it."""

from schemas.intake import CaseSummary, HandOverReason
from services.jurisdiction.law import Law
from services.jurisdiction.network_rules import Regime, RunsFrom
from services.jurisdiction.vocabulary import BodyKind
from services.network.domain.state import Track


def regime_of(law: Law, track: Track, case: CaseSummary | None) -> Regime:
    """The regime of a round; a body that the profile does not know is taken for a committee of its trade."""
    return regime_at(law, track.body, case)


def regime_at(law: Law, body: str, case: CaseSummary | None) -> Regime:
    """The regime that a round of this case at this body would follow."""
    found = law.organisation(body)
    kind = found.kind if found is not None else BodyKind.INDUSTRY_PMC
    assert case is not None  # a round always brings the case with it
    return law.network.regime(kind, case.dispute_type)


def limit_for(law: Law, track: Track, case: CaseSummary | None) -> str:
    """Id of the limit this round has to keep (TY 27 before everything else)."""
    court = law.network.court_limits
    if track.reason is HandOverReason.COURT_DELEGATION_BEFORE_FILING:
        return court.before_filing
    if track.reason is HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING:
        return court.after_filing_summary if track.summary_procedure else court.after_filing
    return regime_of(law, track, case).limit


def runs_from_signing(law: Law, track: Track, case: CaseSummary | None) -> bool:
    """Whether the limit runs from signing for the file, and not from the acceptance of the case."""
    return track.was_delegated or regime_of(law, track, case).runs_from is RunsFrom.SIGNING
