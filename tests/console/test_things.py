"""What stands beside cases: what is new on it since a page was made, and what is frozen of a report."""

import pytest

from schemas.command import CommandBody
from services.console.backends import SERVICES
from services.console.desk import Stop
from services.console.forms.fields import every_field
from services.console.labels import load_labels
from services.console.pages.network import proposing
from services.console.pages.statistics import submitted
from services.console.pages.things import Thing
from services.early_warning.api import ROUTES as WARNING
from services.people_mediation.api import ROUTES as COMMITTEE
from services.statistics.domain.commands import FreezeReport
from tests.console.test_forms import form_fields

TIMELINE = tuple({"sequence": number, "sentence": f"第{number}步"} for number in (1, 2, 3))


def test_a_stale_page_of_an_entry_is_told_what_was_done_since() -> None:
    entry = Thing("线索", "3", news=TIMELINE)

    assert [one["sentence"] for one in entry.since("1")] == ["第2步", "第3步"]
    assert entry.since("3") == ()
    assert entry.since("") == ()


def test_a_thing_without_a_timeline_tells_how_it_stands_now() -> None:
    alert = Thing("预警", "4", news=({"occurred_at": "", "sentence": "预警答复，已计 3 件"},))

    assert [one["sentence"] for one in alert.since("2")] == ["预警答复，已计 3 件"]
    assert alert.since("4") == ()


def told(positions: object) -> dict[str, object]:
    report = {
        "report": "people_mediation", "organisation": "wuhu.jinghu.hub", "period": "2026-03", "series": "real",
        "bodies": ["wuhu.jinghu.hub"], "catalogue_version": "1", "name": "人民调解", "tables": [],
    }  # fmt: skip
    figures = [[0, "", "pm_accepted", 3, None], [0, "", "pm_success_rate", 2, 3]]
    return {"report": report, "positions": positions, "digest": "d", "figures": figures}


def test_a_report_is_frozen_as_it_was_read() -> None:
    body = FreezeReport.model_validate(submitted(told({"intake": {"0": 7}})))

    assert [(one.indicator, one.count, one.of) for one in body.figures] == [
        ("pm_accepted", 3, None),
        ("pm_success_rate", 2, 3),
    ]
    assert body.positions == {"intake": {"0": 7}}


def test_figures_that_keep_moving_are_not_frozen() -> None:
    with pytest.raises(Stop, match="暂时不能定稿"):
        submitted(told(None))


def test_a_mediator_is_proposed_where_one_is_assigned_and_nowhere_else() -> None:
    assert proposing("network", "assign_mediator")
    assert proposing("people_mediation", "assign_mediator")
    assert not proposing("people_mediation", "hold_session")
    assert "assign_mediator" in {name_of(route.body) for route in COMMITTEE}
    assert {"network", "people_mediation"} <= set(SERVICES)


def name_of(body: type[CommandBody]) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in body.__name__).lstrip("_")


def test_every_field_of_what_is_done_about_an_alert_has_a_chinese_label() -> None:
    labels = load_labels()
    named = {(name_of(route.body), one.key) for route in WARNING for one in every_field(form_fields(route.body))}

    assert {"reason", "measure", "text"} <= {key for _, key in named}
    assert sorted(key for act, key in named if labels.label(act, key) == key) == []
