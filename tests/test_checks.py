"""ruff and mypy are part of the tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.shared import PROJECT

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


@pytest.mark.parametrize("check", CHECKS, ids=" ".join)
def test_clean(check: tuple[str, ...]) -> None:
    found = subprocess.run(
        [sys.executable, "-m", *check], capture_output=True, text=True, cwd=PROJECT, check=False, timeout=500
    )
    assert found.returncode == 0, found.stdout + found.stderr
