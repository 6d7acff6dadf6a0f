"""Which papers a party may fetch with its link: those that are put into its hands, as they were last issued, and no void one."""

from typing import Any

import pytest

from schemas.values import PartyRole
from services.jurisdiction.document_reading import load_templates
from services.views.party_case.papers import own_papers

TEMPLATES = load_templates("wuhu")
APPLICANT, RESPONDENT = PartyRole.APPLICANT, PartyRole.RESPONDENT


def paper(template: str, number: int = 1, void: bool = False, editions: int = 1) -> dict[str, Any]:
    """A document of a case as the view keeps it."""
    return {
        "register_code": "1K3W9QZ8D7V5M2P6A", "body": "wuhu.jinghu.fangcun.pmc", "number": number,
        "printed": f"（2026）人调文字第{number}号", "event_id": "e", "template": template, "title": template, "void": void,
        "void_reason": "", "editions": [
            {"edition": edition, "content_hash": f"{edition}" * 64, "at": f"2026-03-0{edition}T09:00:00+08:00", "reason": ""}
            for edition in range(1, editions + 1)
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("template", "role", "shown"),
    [
        ("pm_agreement", APPLICANT, True),
        ("pm_agreement", RESPONDENT, True),
        ("pm_termination", RESPONDENT, True),
        ("xf_handling_opinion", APPLICANT, True),
        ("xf_handling_opinion", RESPONDENT, False),
        ("am_refusal", RESPONDENT, False),
        ("pm_record", APPLICANT, False),
        ("pm_investigation", APPLICANT, False),
        ("hub_supervision_order", APPLICANT, False),
        ("xf_assignment", APPLICANT, False),
        ("a_template_of_former_times", APPLICANT, False),
    ],
)
def test_a_paper_is_shown_to_whom_it_is_handed_and_what_offices_write_for_themselves_to_nobody(
    template: str, role: PartyRole, shown: bool
) -> None:
    assert bool(own_papers({"papers": [paper(template)]}, role, TEMPLATES)) is shown


def test_the_last_edition_is_handed_over_and_a_void_number_is_not() -> None:
    section = {
        "papers": [
            paper("pm_agreement", 2, void=True),
            paper("pm_agreement", 3, editions=2),
            paper("pm_termination", 1),
        ]
    }
    found = own_papers(section, APPLICANT, TEMPLATES)
    assert [(one.number, one.edition, one.content_hash[0]) for one in found] == [(1, 1, "1"), (3, 2, "2")]


def test_a_case_without_documents_has_none() -> None:
    assert own_papers(None, APPLICANT, TEMPLATES) == ()


def test_every_paper_that_is_handed_over_says_so_and_none_of_supervision_does() -> None:
    handed = {one.code for one in TEMPLATES.by_code.values() if one.handed_to}
    assert {"pm_agreement", "am_agreement", "xf_handling_opinion"} <= handed
    assert not [code for code in handed if code.startswith("hub_")]
