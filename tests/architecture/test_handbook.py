"""The handbook shows what there is: every picture it names, small enough to load, and none that nobody looks at."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "handbook"
IMAGES = FOLDER / "images"
LARGEST = 150 * 1024
"""Bytes of a picture."""


def named() -> set[str]:
    return {name for page in FOLDER.glob("*.md") for name in re.findall(r"\(images/([^)]+)\)", page.read_text("utf-8"))}


def test_every_picture_that_a_page_names_is_there_and_every_picture_is_named() -> None:
    assert named() == {path.name for path in IMAGES.glob("*.png")}


def test_no_picture_is_larger_than_a_village_network_carries() -> None:
    large = {path.name: path.stat().st_size for path in IMAGES.glob("*.png") if path.stat().st_size >= LARGEST}
    assert large == {}


def test_every_page_is_reached_from_the_first() -> None:
    first = (FOLDER / "README.md").read_text("utf-8")
    assert {path.name for path in FOLDER.glob("*.md")} - {"README.md"} == set(re.findall(r"\((\w[\w-]*\.md)\)", first))
