"""The lock file: every package with its hashes, no registry's address, and nothing that the project names left out."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, flags=re.MULTILINE))


def test_no_address_of_a_registry_stands_in_the_lock() -> None:
    assert "://" not in LOCK
    assert "--index-url" not in LOCK


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(LOCKED) > 50
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_everything_the_project_names_is_pinned_to_the_locked_version() -> None:
    named = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["development"]]
    pins = [re.match(r"([A-Za-z0-9-]+)(?:\[[a-z]+\])?==([^ ;]+)", requirement) for requirement in named]
    assert [requirement for requirement, pin in zip(named, pins, strict=True) if pin is None] == []
    assert {pin[1].lower(): pin[2] for pin in pins if pin}.items() <= LOCKED.items()


def test_the_build_tool_is_in_the_lock_so_that_installing_fetches_nothing_unchecked() -> None:
    assert PROJECT["build-system"]["requires"] == [f"setuptools=={LOCKED['setuptools']}"]
