from __future__ import annotations

import pytest

from tests.lint.golden import GOLDEN, golden, names


@pytest.mark.parametrize("name", names())
def test_the_fixture_has_the_findings_of_its_golden_file(name: str) -> None:
    assert (GOLDEN / f"{name}.txt").read_text("utf-8") == golden(name), "python -m tests.lint.golden"


def test_every_golden_file_has_its_fixture() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.txt" for name in names()}
    assert len(names()) > 5
