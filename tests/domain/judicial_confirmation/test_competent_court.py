"""Which court the parties may go to; the first to docket is competent (CPL 205; CPL-I 352)."""

import pytest

from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain.filing_commands import JurisdictionBasis
from services.judicial_confirmation.domain.rights import applications_of
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    CITY_COURT,
    COURT,
    OTHER_COURT,
    OTHER_COURT_CLERK,
    STRANGER,
    CourtCase,
    applied,
    docketed,
    effective,
)


def test_the_application_goes_to_a_people_court() -> None:
    assert refusal(effective().applied(court="wuhu.jinghu.hub")) == "not_a_people_court"


@pytest.mark.parametrize(
    ("court_id", "basis", "expected"),
    [
        (COURT, JurisdictionBasis.MEDIATION_BODY, []),
        (OTHER_COURT, JurisdictionBasis.MEDIATION_BODY, ["court_not_competent"]),
        (CITY_COURT, JurisdictionBasis.MEDIATION_BODY, ["court_not_competent"]),
        (OTHER_COURT, JurisdictionBasis.PARTY_DOMICILE, []),
        (CITY_COURT, JurisdictionBasis.PARTY_DOMICILE, ["court_not_competent"]),
        (OTHER_COURT, JurisdictionBasis.SUBJECT_LOCATION, []),
        (CITY_COURT, JurisdictionBasis.INTERMEDIATE, []),
        (COURT, JurisdictionBasis.INTERMEDIATE, ["court_not_competent"]),
        (COURT, JurisdictionBasis.INVITING_COURT, ["inviting_court_expected"]),
    ],
)
def test_a_wrong_court_is_shown_and_left_to_the_court_cpl_205(
    court_id: str, basis: JurisdictionBasis, expected: list[str]
) -> None:
    assert irregularities(effective().applied(court=court_id, jurisdiction_basis=basis)) == expected


def test_the_court_that_invited_the_mediation_is_competent_cpl_205() -> None:
    case = CourtCase()
    names(case.takes_effect(court_invited=True))
    answer = case.applied(court=OTHER_COURT, jurisdiction_basis=JurisdictionBasis.INVITING_COURT)
    assert irregularities(answer) == []


def test_before_2022_only_the_court_of_the_mediation_body_was_competent_cpl_2017_194() -> None:
    case = CourtCase()
    names(case.takes_effect("2020-06-01"))
    answer = case.applied("2020-06-05", jurisdiction_basis=JurisdictionBasis.PARTY_DOMICILE)
    assert irregularities(answer) == ["court_basis_not_in_force"]
    same = CourtCase()
    names(same.takes_effect("2020-06-01"))
    assert irregularities(same.applied("2020-06-05")) == []


def test_where_the_law_of_the_day_is_not_loaded_no_court_is_doubted() -> None:
    case = CourtCase()
    names(case.takes_effect("2012-06-01"))
    assert irregularities(case.applied("2012-06-05", court=OTHER_COURT)) == []


def test_a_body_outside_the_profile_gives_no_doubt_about_the_court() -> None:
    case = CourtCase()
    names(case.takes_effect(mediation_body="某县医调委"))
    assert irregularities(case.applied(actor=OTHER_COURT_CLERK, court=OTHER_COURT)) == []


def test_two_courts_may_be_asked_and_the_first_to_docket_is_competent_cpl_i_352() -> None:
    case = applied()
    other = {"court": OTHER_COURT, "jurisdiction_basis": JurisdictionBasis.PARTY_DOMICILE}
    names(case.applied("2026-03-11", **other))
    assert [one.court for one in applications_of(case.agreement)] == [COURT, OTHER_COURT]
    answer = case.court_does(court.DocketApplication, "2026-03-12", OTHER_COURT_CLERK)
    assert names(answer)[:2] == ["application_docketed", "clock_stopped"]
    assert "application_not_accepted" in names(answer)
    assert case.situation == "docketed"
    assert refusal(case.court_does(court.DocketApplication, "2026-03-12")) == "not_found"


def test_of_two_bodies_that_mediated_the_court_of_each_is_competent_cpl_i_352() -> None:
    for asked in (COURT, OTHER_COURT):
        case = CourtCase()
        names(case.takes_effect(other_mediation_bodies=("wuhu.jiujiang.shenxiang.pmc",)))
        assert irregularities(case.applied(court=asked)) == []


def test_each_of_the_bodies_that_mediated_may_file_for_the_parties() -> None:
    case = CourtCase()
    names(case.takes_effect(other_mediation_bodies=("wuhu.jiujiang.shenxiang.pmc",)))
    assert names(case.applied(actor=STRANGER))[0] == "application_filed"
    assert refusal(effective().applied(actor=STRANGER)) == "not_found"


def test_one_court_is_asked_once() -> None:
    assert refusal(applied().applied("2026-03-11")) == "already_applied_here"


def test_once_docketed_no_other_court_is_asked_cpl_i_352() -> None:
    assert refusal(docketed().applied("2026-03-14", court=OTHER_COURT)) == "already_docketed"
