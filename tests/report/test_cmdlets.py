from __future__ import annotations

import pytest

from hivetool.lint.finding import Cmdlet
from hivetool.report.cmdlets import cmdlet_line


@pytest.mark.parametrize(
    ("cmdlet", "line"),
    [
        (Cmdlet("Get-Cluster"), "Get-Cluster"),
        (Cmdlet("Get-X", {"Name": "it's ’ a"}), "Get-X -Name 'it''s ’’ a'"),
        (Cmdlet("Get-X", {"Name": "a", "Force": None, "Value": 3}), "Get-X -Name 'a' -Force -Value 3"),
        (Cmdlet("Get-X", {"Owners": ("a", "b'")}), "Get-X -Owners 'a','b'''"),
        (Cmdlet("Get-X", {"Name": "a"}, by_hand=True), "# Get-X -Name 'a'"),
        (Cmdlet("Get-X", {"Name": "a\nRemove-Item b"}), "# Get-X -Name a\\x0aRemove-Item b"),
        (Cmdlet("Get-X", {"Owners": ("a", "b\n")}), "# Get-X -Owners ('a', 'b\\n')"),
        (Cmdlet("Get-X", {"Owners": ()}), "# Get-X -Owners ()"),
    ],
)
def test_lines(cmdlet: Cmdlet, line: str) -> None:
    assert cmdlet_line(cmdlet) == line
