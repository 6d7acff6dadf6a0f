"""Every mistake in a folder's network, its regimes, partner routes and rules of warning is told with file, line and what would be right."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from services.jurisdiction.law import Law
from services.jurisdiction.network_rules import read_network_rules
from services.jurisdiction.profile_files import PROFILES, read_document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.warning_rules import warning_rules

FOLDER = Path(__file__).parent / "another_county"
NATIONAL = ("network_regimes.yaml", "partner_routes.yaml", "early_warning.yaml")
LAW = Law.load(str(FOLDER))

MISTAKES: dict[str, tuple[str, str, str, str, str]] = {
    "a body that is nowhere": (
        "network.yaml", "- id: shifan.tourism-pmc", "- id: shifan.tourist-pmc", "id: shifan.tourist-pmc", "organisations.yaml"),
    "a mediator of another body": (
        "network.yaml", "mediator-1.shifan.tourism-pmc", "mediator-1.shifan.hub", "mediator-1.shifan.hub", "mediator-1.shifan.tourism-pmc"),
    "a court that is nowhere": (
        "network.yaml", "  members: 3", "  invited_by: [shifan.tribunal]\n  members: 3", "shifan.tribunal", "法院的 id"),
    "a kind of dispute nobody knows": (
        "network.yaml", "  dispute_types: [TOURISM]", "  dispute_types: [TRAVEL]", "dispute_types: [TRAVEL]", "TOURISM"),
    "a load that is no number": ("network.yaml", "load_limit: 5", "load_limit: 五", "load_limit: 五", "应是整数"),
    "a mediator without a term": ("network.yaml", ", term_began_on: 2025-01-01", "", "mediator-1", "term_began_on"),
    "a field nobody knows": ("network.yaml", "  women: 1", "  females: 1", "females: 1", "可用的字段"),
    "a regime with a limit nobody catalogued": (
        "network_regimes.yaml", "  limit: NM-1", "  limit: NM-9", "limit: NM-9", "time_limits.yaml"),
    "a partner with a limit nobody catalogued": (
        "partner_routes.yaml", "limits: [LIM-LABOUR]", "limits: [LIM-WORK]", "LIM-WORK", "time_limits.yaml"),
    "a partner written twice": (
        "partner_routes.yaml", "id: adjudication,", "id: labour_arbitration,", "channel: ADJUDICATION", "各不相同"),
    "a partner's result nobody knows": (
        "partner_routes.yaml", "results: [award, ", "results: [prize, ", "prize", "award"),
    "a warning that leads to no rule": (
        "early_warning.yaml", "escalation: E5", "escalation: E55", "escalation: E55", "escalation_rules.yaml"),
    "a warning that counts what nobody knows": (
        "early_warning.yaml", "watches: same_respondent", "watches: same_colour", "same_colour", "same_parties"),
    "a warning written twice": ("early_warning.yaml", "id: EW-2", "id: EW-1", "id: EW-1", "写了两次"),
    "a warning from nobody on": ("early_warning.yaml", "at_least: 3", "at_least: 0", "at_least: 0", "不小于 1"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The county's folder with the nation's files of the same form beside its own, to be broken."""
    own = tmp_path / "another_county"
    copytree(FOLDER, own)
    for name in NATIONAL:
        (own / name).write_text((PROFILES / "national" / name).read_text(encoding="utf-8"), encoding="utf-8")
    return own


def read(folder: Path) -> None:
    """Everything of the folder that this table is about."""
    regimes, routes, known = (read_document(folder / name) for name in (*NATIONAL[:2], "network.yaml"))
    read_network_rules(regimes, routes, known, LAW.clocks.limits, LAW.organisations)
    warning_rules(str(folder), LAW.escalation_rules)


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def test_the_folder_without_mistakes_is_read(folder: Path) -> None:
    read(folder)
    assert warning_rules(str(folder), LAW.escalation_rules).find("EW-1") is not None


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_line_and_what_would_be_right(name: str, folder: Path) -> None:
    file, old, new, on_line, right = MISTAKES[name]
    path = folder / file
    path.write_text(changed(old, new)(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        read(folder)
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [(mistake.path.name, lines[mistake.line - 1], mistake.sentence) for mistake in refused.value.mistakes]
    assert any(where == file and on_line in line and right in sentence for where, line, sentence in told), told
