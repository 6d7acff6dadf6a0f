"""No set of told figures of ratings lets anybody derive one of fewer answers than the smallest that is told (issue 7)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from services.views.satisfaction.cells import Level, Told, blocks, told
from services.views.satisfaction.keys import keys_told

LEAST = 3
AREA_OF = {"v1": "county", "v2": "county", "v3": "county", "t": "county", "office": "city"}
MONTHS = ("2026-01", "2026-02", "2026-03", "2027-01")
PERIODS = (*((month,) for month in MONTHS), MONTHS[:3], MONTHS)
"""Months, a quarter that is a year here, and all time."""
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(AREA_OF)), st.sampled_from(MONTHS), st.sampled_from(("applicant", "respondent"))),
    st.sampled_from((1, 1, 2, 3, 4, 9)), max_size=12,
)  # fmt: skip
Vector = Sequence[Fraction]


def published(answers: Mapping[tuple[str, str, str], int], found: Told) -> list[frozenset[tuple[str, str, str]]]:
    """Every figure that is told, as the cells that it adds up."""
    sets = []
    for months in PERIODS:
        for name, level, bodies in (
            *((body, found.of_body(body, months), {body}) for body in AREA_OF),
            *((area, found.of_area(area, months), {b for b, of in AREA_OF.items() if of == area}) for area in set(AREA_OF.values())),
        ):  # fmt: skip
            if level is Level.NOTHING:
                continue
            mine = {cell for cell in answers if cell[0] in bodies and cell[1] in months}
            sets.append(frozenset(mine))
            if level is Level.BY_ROLE:
                sets += [frozenset(cell for cell in mine if cell[2] == role) for role in ("applicant", "respondent")]
            assert name
    return [one for one in dict.fromkeys(sets) if one]


def reduced(rows: Iterable[Vector]) -> list[list[Fraction]]:
    """Row echelon form, exact."""
    found: list[list[Fraction]] = []
    for row in rows:
        rest = without(found, row)
        if any(rest):
            found.append(rest)
    return found


def without(basis: Sequence[Vector], row: Vector) -> list[Fraction]:
    """What of a vector the basis does not make."""
    rest = list(row)
    for one in basis:
        place = next(at for at, value in enumerate(one) if value)
        if rest[place]:
            factor = rest[place] / one[place]
            rest = [value - factor * other for value, other in zip(rest, one, strict=True)]
    return rest


def derived(
    answers: Mapping[tuple[str, str, str], int], sets: Iterable[frozenset[tuple[str, str, str]]], least: int
) -> list[set[tuple[str, str, str]]]:
    """Sets of cells with fewer answers than `least` whose sum follows from the told ones by adding and subtracting."""
    cells = sorted(answers)
    basis = reduced([[Fraction(cell in one) for cell in cells] for one in sets])
    small = [cell for cell in cells if answers[cell] < least]
    candidates = [set(some) for size in (1, 2) for some in combinations(small, size)]
    return [
        some
        for some in candidates
        if sum(answers[cell] for cell in some) < least
        and not any(without(basis, [Fraction(cell in some) for cell in cells]))
    ]


@settings(max_examples=120, deadline=None)
@given(CELLS)
def test_nothing_smaller_than_the_smallest_can_be_derived_from_all_bodies_counties_months_years_and_roles(
    answers: dict[tuple[str, str, str], int],
) -> None:
    found = told(answers, AREA_OF, LEAST)
    assert derived(answers, published(answers, found), LEAST) == []


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_nor_from_the_parts_of_a_county_beside_its_bodies(answers: dict[tuple[str, str, str], int]) -> None:
    whole_of = told({(b, m, "any"): 0 for b, m, _ in answers} | _without_keys(answers), AREA_OF, LEAST)
    found = keys_told(answers, whole_of, AREA_OF, LEAST)
    sets = []
    for months in PERIODS:
        for body in AREA_OF:
            if whole_of.of_body(body, months):
                sets.append(frozenset(cell for cell in answers if cell[0] == body and cell[1] in months))
        for area in sorted(set(AREA_OF.values())):
            mine = {cell for cell in answers if AREA_OF[cell[0]] == area and cell[1] in months}
            if months == MONTHS[:3] and whole_of.of_area(area, months):
                sets.append(frozenset(mine))
            for key in ("applicant", "respondent"):
                if found.of_area(f"{area}/{key}", months):
                    sets.append(frozenset(cell for cell in mine if cell[2] == key))
    assert derived(answers, [one for one in sets if one], LEAST) == []


def _without_keys(answers: Mapping[tuple[str, str, str], int]) -> dict[tuple[str, str, str], int]:
    sums: dict[tuple[str, str, str], int] = {}
    for (body, month, _), number in answers.items():
        sums[body, month, "any"] = sums.get((body, month, "any"), 0) + number
    return sums


@given(st.dictionaries(st.sampled_from([f"{y}-{m:02}" for y in (2025, 2026) for m in range(1, 13)]), st.integers(0, 9)))
def test_blocks_have_enough_answers_lie_within_a_year_and_leave_nothing_of_a_year_that_has_enough(
    counted: dict[str, int],
) -> None:
    found = blocks(counted, 5)
    assert all(sum(counted[month] for month in block) >= 5 for block in found)
    assert all(len({month[:4] for month in block}) == 1 for block in found)
    for year in ("2025", "2026"):
        answered = {month for month, number in counted.items() if number and month[:4] == year}
        covered = {month for block in found for month in block if month[:4] == year}
        assert covered == (answered if sum(counted[month] for month in answered) >= 5 else set())


def test_the_county_stays_and_large_bodies_are_told_by_the_month() -> None:
    answers = {(f"v{n}", month, "applicant"): 6 + n for n in range(1, 4) for month in MONTHS}
    found = told(answers, AREA_OF, 5)
    assert all(found.of_area("county", (month,)) is Level.BY_ROLE for month in MONTHS)
    assert all(found.of_body(f"v{n}", (month,)) is Level.BY_ROLE for n in range(1, 4) for month in MONTHS)


def test_one_answer_of_one_village_takes_the_smallest_village_beside_it_out_of_the_table() -> None:
    answers = {("v1", "2026-01", "applicant"): 1, ("v2", "2026-01", "applicant"): 6, ("v3", "2026-01", "applicant"): 9}
    found = told(answers, AREA_OF, 5)
    assert {name: found.of_body(name, ("2026-01",)) > 0 for name in ("v1", "v2", "v3")} == {
        "v1": False, "v2": False, "v3": True,
    }  # fmt: skip
    assert found.of_area("county", ("2026-01",)) > 0
