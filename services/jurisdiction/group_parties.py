"""The parties of a group after some left, were succeeded, or chose who speaks for them."""

from schemas.intake import CaseSummary, Representation
from schemas.values import Party


def with_representation(case: CaseSummary, chosen: Representation) -> CaseSummary:
    """One side chose anew; the other side's choice stays."""
    others = tuple(one for one in case.representations if one.role is not chosen.role)
    return _with(case, representations=(*others, chosen))


def without_members(case: CaseSummary, party_ids: tuple[str, ...], from_party: str | None, persons: int) -> CaseSummary:
    """Named parties are gone, or a party with unnamed members is smaller; nobody speaks for them here any more."""

    def smaller(party: Party) -> Party:
        if party.party_id != from_party:
            return party
        return party.model_copy(update={"headcount": max(party.headcount - persons, 1)})

    parties = tuple(smaller(party) for party in case.parties if party.party_id not in party_ids)
    headcount = None if case.headcount is None else max(case.headcount - persons, 1)
    spoken = tuple(_without(one, party_ids) for one in case.representations)
    left = tuple(one for one in spoken if one.representatives and one.represented)
    return _with(case, parties=parties, headcount=headcount, representations=left)


def after_succession(case: CaseSummary, former: str, successor: str) -> CaseSummary:
    """A successor is represented as the former party was; it was chosen to represent nobody."""
    spoken = tuple(
        one.model_copy(
            update={
                "representatives": tuple(party for party in one.representatives if party != former),
                "represented": tuple(successor if party == former else party for party in one.represented),
            }
        )
        for one in case.representations
    )
    return _with(case, representations=tuple(one for one in spoken if one.representatives)) if spoken else case


def _without(spoken: Representation, party_ids: tuple[str, ...]) -> Representation:
    return spoken.model_copy(
        update={
            "representatives": tuple(party for party in spoken.representatives if party not in party_ids),
            "represented": tuple(party for party in spoken.represented if party not in party_ids),
        }
    )


def _with(case: CaseSummary, **changes: object) -> CaseSummary:
    return case.model_copy(update=changes)
