from __future__ import annotations

import pytest

from hivetool.cluster.properties import words
from tests.shared import needs_shared, shared

TABLES = {name: table for name, table in vars(words).items() if name.isupper()}


@pytest.mark.parametrize("name", TABLES)
def test_numbers_are_different_and_ascend(name: str) -> None:
    numbers = [number for number, _ in TABLES[name]]
    assert numbers
    assert numbers == sorted(set(numbers))
    assert len({word for _, word in TABLES[name]}) == len(numbers)


@pytest.mark.parametrize("name", TABLES)
def test_words_are_short(name: str) -> None:
    assert all(0 < len(word) < 45 for _, word in TABLES[name])


@needs_shared
def test_the_numbers_are_those_of_the_facts() -> None:
    """Section 4.9 has every CLUSGROUP_TYPE, section 4.12 both sets of status bits."""
    text = (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8")
    cells = [cell.strip("* ") for cell in text.split("**4.9**")[1].split("**4.10**")[0].split("|")]
    types = {int(cell) for cell in cells if cell.isdigit()}
    assert {number for number, _ in words.GROUP_TYPES} == types
    section = text.split("**4.12**")[1].split("**4.13**")[0]
    rows = [[cell.strip() for cell in line.split("|")] for line in section.splitlines() if line.startswith("|")][2:]
    for column, table in ((2, words.GROUP_STATUS), (3, words.RESOURCE_STATUS)):
        assert {number for number, _ in table if number} == {int(row[1], 0) for row in rows if row[column] != "-"}
