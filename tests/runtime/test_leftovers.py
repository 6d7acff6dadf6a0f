"""What is ours and read no more, told by names alone: never the record, never what is another's."""

from pathlib import Path

import pytest

from schemas.topics import every_topic
from services.runtime.leftovers import LeftTopics, drop_tables, left_tables, left_topics


def there(installation: str, *others: str) -> list[str]:
    """A broker with every topic of an installation and some more."""
    return [*(topic.name_in(installation) for topic in every_topic()), *others]


@pytest.mark.parametrize("installation", ["", "wuhu"])
def test_the_topics_of_the_registry_are_never_left(installation: str) -> None:
    assert left_topics(there(installation), installation) == LeftTopics()


def test_tables_and_services_that_are_no_more_leave_topics_and_the_record_stays() -> None:
    names = there(
        "wuhu", "wuhu.early_warning.table.month", "wuhu.grids.commands", "wuhu.grids.events", "wuhu.grids.decisions",
    )  # fmt: skip
    unread = ("wuhu.early_warning.table.month", "wuhu.grids.commands", "wuhu.grids.events")
    assert left_topics(names, "wuhu") == LeftTopics(unread, ("wuhu.grids.decisions",))


def test_what_is_another_installations_or_anothers_is_left_alone() -> None:
    others = (
        "mile.early_warning.table.month",
        "wuhu2.grids.events",
        "wuhu.orders",
        "wuhu.a.b.events",
        "__consumer_offsets",
    )
    assert left_topics(there("wuhu", *others), "wuhu") == LeftTopics()


def test_without_a_prefix_only_topics_of_services_that_there_are_can_be_told_from_others() -> None:
    names = there("", "orders.events", "wuhu.intake.commands", "early_warning.table.month")
    assert left_topics(names, "") == LeftTopics(("early_warning.table.month",))


def test_folders_of_tables_that_are_no_more_are_removed_and_those_in_use_stay(tmp_path: Path) -> None:
    services = tmp_path / "services"
    kept = [
        services / "wuhu/early_warning/0/faust/v1/tables/month_steps-0.db",
        services / "wuhu/early_warning/0/faust/v1/tables/cases-backups",
        services / "mile/early_warning/0/faust/v1/tables/month-0.db",
        services / "wuhu/intake/0/faust/v1/tables/month-0.db",
    ]
    old = [services / f"wuhu/early_warning/{replica}/faust/v1/tables/month-{replica}.db" for replica in (0, 1)]
    for folder in (*kept, *old):
        folder.mkdir(parents=True)
        (folder / "CURRENT").write_text("rows")
    assert left_tables(tmp_path, "wuhu") == tuple(old)
    drop_tables(old)
    assert left_tables(tmp_path, "wuhu") == ()
    assert all((folder / "CURRENT").exists() for folder in kept)
    assert not any(folder.exists() for folder in old)
